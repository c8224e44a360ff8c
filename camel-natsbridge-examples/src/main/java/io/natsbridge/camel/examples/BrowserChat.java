/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.examples;

import io.natsbridge.camel.NatsBridgeConstants;
import io.natsbridge.camel.envelope.Payload;
import io.natsbridge.camel.envelope.PayloadType;
import io.natsbridge.camel.test.nats.NatsOptions;
import io.natsbridge.camel.test.peer.Browser;
import io.natsbridge.camel.test.peer.NodePeer;
import io.natsbridge.camel.test.peer.OutgoingPayload;
import io.natsbridge.camel.test.peer.Peer;
import io.natsbridge.camel.test.peer.PeerProcess;
import io.natsbridge.camel.test.peer.PythonPeer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;

/**
 * A chat between Camel, Node.js, Python and a page in a browser, which speaks NATS over WebSocket. What the page says arrives at the others; what they say, and their pictures,
 * one of which comes by link, the page shows. A script drives the browser, as a person would, and takes a screenshot.
 */
public final class BrowserChat extends Example {

    private static final String ROOM = "chat.room";
    private static final String BROWSER = "Browser";
    private static final String GREETING = "Hello from the browser! Grüße";
    private static final String WORDS = "words";
    private static final Map<String, String> NAMES = Map.of("node", "Node.js", "python", "Python");
    private static final List<String> ON_THE_PAGE = List.of(
            BROWSER + ": " + GREETING,
            "Camel: Camel is here. This picture comes by link: [sun.png, link, 320 x 320]",
            "Node.js: And Node.js. This one is in the message: [moon.png, direct, 160 x 160]",
            "Python: Python says hello.");

    private final Browser browser = new Browser();
    private final Path screenshot;
    private final Arrivals<Said> heard = new Arrivals<>();

    /** What somebody said. */
    record Said(String sender, String words) {}

    /** @param screenshot the file for the screenshot, PNG */
    BrowserChat(Path screenshot) {
        this.screenshot = screenshot;
    }

    /** Runs the example, which makes the screenshot of the documents anew. */
    public static void main(String... arguments) {
        runAndExit(new BrowserChat(Path.of("src/docs/images/browser-chat.png")));
    }

    @Override
    public void configure() {
        // tag::example-browser-chat[]
        from("direct:say").to("natsbridge:chat.room?senderName=Camel&sizeThreshold=1000"); // the picture goes by link

        from("natsbridge:chat.room?exchangePattern=InOnly&bodyMode=attachments") // the body is what is said
                .process(exchange -> heard.add(said(exchange)));
        // end::example-browser-chat[]
    }

    private static Said said(Exchange exchange) {
        return new Said(
                exchange.getMessage().getHeader(NatsBridgeConstants.SENDER_NAME, String.class),
                exchange.getMessage().getBody(String.class));
    }

    @Override
    NatsOptions broker() {
        return NatsOptions.defaults().websocket(true);
    }

    @Override
    List<Peer> peers() {
        return List.of(new NodePeer(), new PythonPeer());
    }

    @Override
    void play() throws IOException {
        Optional<String> missing = browser.unavailableReason();
        if (missing.isPresent()) {
            say("Browser: skipped; %s", missing.get());
            return;
        }
        Files.createDirectories(screenshot.toAbsolutePath().getParent());
        List<PeerProcess> peers = List.of(stage().peer("node"), stage().peer("python"));
        peers.forEach(peer -> peer.subscribe(ROOM));
        ChatPage page = ChatPage.open(stage(), browser.install());
        say("%nThe page is %s", page.url());
        CompletableFuture<String> visited =
                CompletableFuture.supplyAsync(() -> page.visit(browser, GREETING, screenshot));
        Said greeting = heard.next(PATIENCE);
        check(greeting.equals(new Said(BROWSER, GREETING)), "Camel hears the page: %s", greeting.words());
        for (PeerProcess peer : peers) {
            String words = peer.awaitMessage(PATIENCE).payload().text();
            check(words.equals(GREETING), "%s hears the page: %s", peer.name(), words);
        }
        answer();
        String shown = visited.join();
        say("%nThe page shows, as %s does:%n%s%n", screenshot, shown);
        ON_THE_PAGE.forEach(line -> check(shown.contains(line), "the page shows %s", line));
        List<String> senders =
                heard.next(3, PATIENCE).stream().map(Said::sender).toList();
        check(senders.containsAll(List.of("Node.js", "Python")), "Camel hears the others: %s", senders);
    }

    private void answer() {
        List<Payload> message = List.of(
                Payload.of(WORDS, "Camel is here. This picture comes by link:", PayloadType.TEXT),
                Payload.of("sun.png", Samples.picture(320, false), PayloadType.IMAGE));
        getContext().createProducerTemplate().sendBody("direct:say", message);
        say(
                "node",
                OutgoingPayload.text(WORDS, "And Node.js. This one is in the message:"),
                OutgoingPayload.bytes("moon.png", "image", Samples.picture(160, false)));
        say("python", OutgoingPayload.text(WORDS, "Python says hello."));
    }

    private void say(String peer, OutgoingPayload... payloads) {
        stage().peer(peer).send(ROOM, List.of(payloads), Map.of("sender_name", NAMES.get(peer)));
    }
}
