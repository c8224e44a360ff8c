/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.examples;

import static io.natsbridge.camel.examples.Console.since;

import io.natsbridge.camel.NatsBridgeConstants;
import io.natsbridge.camel.test.peer.PeerProcess;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;

/** Sends messages through the routes, waits until they are everywhere they should be, and reports each way they went. */
final class Courier {

    static final String CAMEL_TO_CAMEL = "Camel -> Camel";
    static final String CAMEL_TO_NODE = "Camel -> Node.js";
    static final String NODE_TO_CAMEL = "Node.js -> Camel";
    private static final String CAMEL_QUESTIONS = "demo.questions";
    private static final String NODE_QUESTIONS = "demo.questions.node";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long SLOWEST_BYTES_PER_SECOND = 1024 * 1024;

    private final Inbox messages = new Inbox();
    private final Inbox answers = new Inbox();
    private final Inbox questions = new Inbox();
    private final Stage stage;
    private final Console console;
    private final Report report;
    private final Sender sender;

    Courier(Stage stage, Console console, Report report) {
        this.stage = stage;
        this.console = console;
        this.report = report;
        this.sender = new Sender(stage.context());
        stage.context().getRegistry().bind("questions", questions);
        stage.play("routes/all-types.camel.yaml", new AllTypesRoutes(messages, answers));
        stage.node().ifPresent(this::instruct);
    }

    /** Has the peer answer everything with what it got, and keep what is large in files. */
    private void instruct(PeerProcess node) {
        String directory = stage.scratch().toString();
        Map<String, Object> options =
                Map.of("lenient", true, "sha256", true, "max_value", 0, "download_dir", directory);
        node.respond("demo.messages", options);
        node.respond(NODE_QUESTIONS, options);
    }

    /** Sends one message to everybody, and reports who got what; the time of an answer is there and back. */
    void send(Object body, Map<String, Object> headers) {
        String id = UUID.randomUUID().toString();
        long start = System.nanoTime();
        List<Seen> sent = sender.send("direct:send", id, body, headers);
        long bytes = sent.stream().mapToLong(Seen::bytes).sum();
        Duration patience = PATIENCE.plusSeconds(bytes / SLOWEST_BYTES_PER_SECOND);
        Optional<CompletableFuture<Arrival>> atNode =
                stage.node().map(node -> CompletableFuture.supplyAsync(() -> Arrival.of(node.awaitMessage(patience))));
        Arrival atCamel = messages.await(id, patience);
        report.add(sent, atCamel.received(), CAMEL_TO_CAMEL, atCamel.since(start));
        atNode.ifPresent(message -> {
            Arrival arrival = console.during("Node.js receives", message::join);
            report.add(sent, arrival.received(), CAMEL_TO_NODE, arrival.since(start));
            Arrival answer = console.during("Node.js answers", () -> answers.await(id, patience));
            report.add(answer.sent(), answer.received(), NODE_TO_CAMEL, answer.since(start));
        });
    }

    /** Makes a request that a Camel route answers, and reports both ways. */
    void askCamel(String question) {
        String id = UUID.randomUUID().toString();
        long start = System.nanoTime();
        Exchange reply = ask(CAMEL_QUESTIONS, id, question);
        Duration time = since(start);
        Arrival arrival = questions.await(id, PATIENCE);
        report.add(Sender.sent(reply), arrival.received(), CAMEL_TO_CAMEL, arrival.since(start));
        reportReply(reply, CAMEL_TO_CAMEL, time);
    }

    /** Makes a request that the peer answers, where it runs, and reports both ways. */
    void askNode(String question) {
        stage.node().ifPresent(node -> {
            long start = System.nanoTime();
            Exchange reply = ask(NODE_QUESTIONS, UUID.randomUUID().toString(), question);
            Duration time = since(start);
            Arrival arrival = Arrival.of(node.awaitMessage(PATIENCE));
            report.add(Sender.sent(reply), arrival.received(), CAMEL_TO_NODE, time);
            reportReply(reply, NODE_TO_CAMEL, time);
        });
    }

    private Exchange ask(String subject, String id, String question) {
        Map<String, Object> headers =
                Map.of(NatsBridgeConstants.SUBJECT, subject, NatsBridgeConstants.DATANAME, "question");
        return sender.request("direct:ask", id, question, headers);
    }

    private void reportReply(Exchange exchange, String way, Duration time) {
        Map<String, Object> headers = exchange.getMessage().getHeaders();
        byte[] text = exchange.getMessage().getBody(String.class).getBytes(StandardCharsets.UTF_8);
        Seen sent = new Seen(
                (String) headers.get(NatsBridgeConstants.DATANAME),
                (String) headers.get(NatsBridgeConstants.PAYLOAD_TYPE),
                (String) headers.get(NatsBridgeConstants.TRANSPORT),
                (Long) headers.get(NatsBridgeConstants.PAYLOAD_SIZE),
                (String) headers.get(NatsBridgeConstants.SHA256));
        Seen received = new Seen(sent.dataname(), sent.type(), sent.transport(), text.length, Digests.sha256(text));
        report.add(List.of(sent), List.of(received), way, time);
    }
}
