/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.examples;

import static io.natsbridge.camel.examples.Console.since;

import io.natsbridge.camel.envelope.Payload;
import io.natsbridge.camel.envelope.PayloadType;
import io.natsbridge.camel.test.peer.NodePeer;
import io.natsbridge.camel.test.peer.OutgoingPayload;
import io.natsbridge.camel.test.peer.Peer;
import io.natsbridge.camel.test.peer.PeerMessage;
import io.natsbridge.camel.test.peer.PeerPayload;
import io.natsbridge.camel.test.peer.PeerProcess;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A chat: Camel sends a text, a picture and a large film in one message to a Node.js peer, which answers with words of its own and sends picture and film back. Ends with
 * code 0 when everything arrived as it was sent, and where the peer cannot run.
 */
public final class Chat {

    private static final Logger LOG = LoggerFactory.getLogger(Chat.class);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String WORDS = "words";
    private static final String PICTURE = "sun.png";
    private static final String FILM = "walk.y4m";

    private final Inbox answers = new Inbox();
    private final Stage stage;
    private final Console console;
    private final Report report;
    private volatile String answerWords;

    private Chat(Stage stage, Console console, Report report) {
        this.stage = stage;
        this.console = console;
        this.report = report;
    }

    /** Runs the chat. */
    public static void main(String... arguments) {
        int status = 1;
        try {
            status = run(System.out, new NodePeer()).isAllEqual() ? 0 : 1;
        } catch (RuntimeException e) {
            LOG.error("The example failed", e);
        }
        System.exit(status);
    }

    /**
     * Runs the chat.
     *
     * @param out where its lines go
     * @param peer the Node.js peer
     * @return what went from where to where; empty where the peer cannot run
     */
    static Report run(PrintStream out, Peer peer) {
        try (Console console = new Console(out);
                Stage stage = Stage.set(console, peer)) {
            Report report = new Report(console);
            stage.node().ifPresent(node -> new Chat(stage, console, report).talkTo(node));
            report.summary();
            return report;
        }
    }

    private void talkTo(PeerProcess node) {
        stage.context().getRegistry().bind("hear", (Processor) this::hear);
        stage.play("routes/chat.camel.yaml");
        node.subscribe("chat.node", Map.of("download_dir", stage.scratch().toString()));
        report.heading("A text, a picture and a film in one message");
        String conversation = UUID.randomUUID().toString();
        long start = System.nanoTime();
        List<Seen> sent = new Sender(stage.context()).send("direct:say", conversation, message(), Map.of());
        PeerMessage heard = node.awaitMessage(PATIENCE);
        report.add(sent, Arrival.of(heard).received(), Courier.CAMEL_TO_NODE, since(start));
        console.line(
                "%n%s: %s", heard.field("sender_name"), heard.payload(WORDS).text());

        report.heading("The answer");
        start = System.nanoTime();
        node.send(heard.field("reply_to"), answer(heard), reply(heard));
        Arrival answer = answers.await(conversation, PATIENCE);
        report.add(answer.sent(), answer.received(), Courier.NODE_TO_CAMEL, answer.since(start));
        console.line("%nNode.js: %s", answerWords);
    }

    private void hear(Exchange exchange) {
        answerWords = exchange.getMessage().getBody(Payload[].class)[0].as(String.class);
        answers.process(exchange);
    }

    private static List<Payload> message() {
        return List.of(
                Payload.of(WORDS, "Look at my picture, and at the film of my walk!", PayloadType.TEXT),
                Payload.of(PICTURE, Samples.picture(200, false), PayloadType.IMAGE),
                Payload.of(FILM, Samples.film(256, 200), PayloadType.VIDEO));
    }

    private static List<OutgoingPayload> answer(PeerMessage heard) {
        PeerPayload film = heard.payload(FILM);
        return List.of(
                OutgoingPayload.text(
                        WORDS, "I like both. The film has " + film.size() + " bytes; here they are again."),
                OutgoingPayload.bytes(PICTURE, "image", heard.payload(PICTURE).bytes()),
                OutgoingPayload.file(FILM, "video", film.path()));
    }

    private static Map<String, Object> reply(PeerMessage heard) {
        return Map.of(
                "sha256", true,
                "sender_name", "Node.js",
                "receiver_name", heard.field("sender_name"),
                "correlation_id", heard.correlationId(),
                "reply_to_msg_id", heard.msgId());
    }
}
