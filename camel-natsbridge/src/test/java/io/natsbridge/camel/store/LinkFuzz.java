/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.store;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.natsbridge.camel.SmartReceive;
import io.natsbridge.camel.error.NatsBridgeException;
import io.natsbridge.camel.error.NatsBridgeException.InvalidEnvelopeException;
import io.natsbridge.camel.error.NatsBridgeException.LinkRefusedException;
import io.natsbridge.camel.reliability.Trial;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * Lets a route receive links in a JVM whose sockets are recorded. A connection to anything but the allowed file servers counts as bad, and so does a request there for
 * anything but a file, and a link that fails otherwise than by being refused.
 */
final class LinkFuzz implements AutoCloseable {

    static final String ROW = "links-off-the-list";
    static final String SUBJECT = "links that senders chose, received by a route: connections off the allow-list";

    private static final String ALLOWED =
            "http://files.example.com:8080,https://plik.example.org/plik/,http://[::1]:8080";
    private static final String OWN = "127.0.0.9";
    private static final String TRAP = "127.0.0.66";
    private static final Pattern FILE =
            Pattern.compile("GET /file/[A-Za-z0-9_-]{1,64}/[A-Za-z0-9_-]{1,64}/[^/? ]+ HTTP/1\\.1\r\n[^\u0000]*");

    private final Trial trial;
    private final RecordingSockets sockets;
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final ProducerTemplate template = context.createProducerTemplate();
    private long followed;

    private LinkFuzz(Trial trial, RecordingSockets sockets) throws Exception {
        this.trial = trial;
        this.sockets = sockets;
        SmartReceive receive = new SmartReceive();
        receive.setAllowedFileservers(ALLOWED);
        receive.setFileserverUrl("http://files.example.com:8080");
        receive.setFileserverUser("b0b-user");
        receive.setFileserverPassword("p4ss-canary");
        receive.setMaxRetries(1);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("direct:in").process(receive);
            }
        });
        context.start();
    }

    /** Names for the JVM of {@link #main}: the allowed servers' and a trap's; others have no address. */
    static Path hosts(Path directory) throws IOException {
        return Files.writeString(
                directory.resolve("hosts"),
                OWN + " files.example.com\n198.51.100.10 plik.example.org\n" + TRAP + " evil.example.net localhost\n");
    }

    /** Runs the row in this JVM. */
    public static void main(String[] arguments) throws Exception {
        RecordingSockets sockets = new RecordingSockets(
                Set.of(address(127, 0, 0, 9), new InetSocketAddress(InetAddress.getByName("::1"), 8080), https()));
        Socket.setSocketImplFactory(sockets);
        long links = Trial.size(100_000, 5_000_000);
        List<String> vectors = LinkPolicyTest.hostileLinks().distinct().toList();
        Trial trial = Trial.of(ROW, SUBJECT);
        LinkMutants mutants = new LinkMutants(trial.random());
        try (LinkFuzz fuzz = new LinkFuzz(trial, sockets)) {
            LinkMutants.GOOD.forEach(fuzz::mustBeFollowed);
            long before = fuzz.followed;
            vectors.forEach(fuzz::attempt);
            if (fuzz.followed != before) {
                trial.bad(fuzz.followed - before + " of the vectors were followed");
            }
            for (long i = 0; i < links; i++) {
                fuzz.attempt(mutants.next());
            }
            trial.finish(
                    vectors.size() + links,
                    String.format(
                            "%d vectors, %d changed links, of which %d led to an allowed server",
                            vectors.size(), links, fuzz.followed - before));
        }
    }

    private static InetSocketAddress address(int... bytes) throws IOException {
        byte[] address = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            address[i] = (byte) bytes[i];
        }
        return new InetSocketAddress(InetAddress.getByAddress(address), 8080);
    }

    private static InetSocketAddress https() throws IOException {
        return new InetSocketAddress(address(198, 51, 100, 10).getAddress(), 443);
    }

    /** The recorder records: without this, nothing that is counted means anything. */
    private void mustBeFollowed(String link) {
        attempt(link);
        if (sockets.asked().isEmpty()) {
            trial.bad("was not followed: " + link);
        }
        if (sockets.sent().contains("files.example.com") != sockets.sent().contains("Authorization")) {
            trial.bad("credentials are for the configured server alone: " + link);
        }
    }

    private void attempt(String link) {
        trial.tried();
        sockets.forget();
        Exception failure = template.send("direct:in", sent -> sent.getMessage().setBody(envelope(link)))
                .getException();
        boolean refused = failure instanceof LinkRefusedException || failure instanceof InvalidEnvelopeException;
        if (refused != sockets.asked().isEmpty()) {
            trial.bad(failure + " after connections to " + sockets.asked() + " for " + link);
        }
        if (failure != null && !(failure instanceof NatsBridgeException)) {
            trial.bad(failure + " for " + link);
        }
        followed += refused ? 0 : 1;
        sockets.asked().stream()
                .filter(asked -> !sockets.isKnown(asked))
                .forEach(asked -> trial.bad("a connection to " + asked + " for " + link));
        boolean own = sockets.asked().stream()
                .allMatch(asked -> asked.getAddress().getHostAddress().equals(OWN));
        if (sockets.sent().contains("Authorization") && !own) {
            trial.bad("credentials sent to " + sockets.asked() + " for " + link);
        }
        boolean plain = sockets.asked().stream().anyMatch(asked -> asked.getPort() == 8080);
        if (plain && !FILE.matcher(sockets.sent()).matches()) {
            trial.bad("asked for " + sockets.sent().lines().findFirst().orElse("nothing") + " for " + link);
        }
    }

    private static byte[] envelope(String link) {
        return ("{\"payloads\":[{\"dataname\":\"x\",\"payload_type\":\"binary\",\"transport\":\"link\",\"data\":\""
                        + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(link)) + "\"}]}")
                .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        context.stop();
    }
}
