/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import static io.natsbridge.camel.test.plik.PlikOperation.DOWNLOAD;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nats.client.Message;
import io.natsbridge.camel.NatsBridgeConstants;
import io.natsbridge.camel.error.NatsBridgeException;
import io.natsbridge.camel.error.NatsBridgeException.FileserverException;
import io.natsbridge.camel.error.NatsBridgeException.InvalidEnvelopeException;
import io.natsbridge.camel.error.NatsBridgeException.LinkGoneException;
import io.natsbridge.camel.error.NatsBridgeException.LinkRefusedException;
import io.natsbridge.camel.error.NatsBridgeException.PayloadConversionException;
import io.natsbridge.camel.error.NatsBridgeException.PayloadIntegrityException;
import io.natsbridge.camel.error.NatsBridgeException.PayloadTooLargeException;
import io.natsbridge.camel.error.NatsBridgeException.UnsupportedPayloadTypeException;
import io.natsbridge.camel.it.Inbox.Arrival;
import io.natsbridge.camel.test.nats.NatsExtension;
import io.natsbridge.camel.test.plik.EmbeddedPlikOptions;
import io.natsbridge.camel.test.plik.Fault;
import io.natsbridge.camel.test.plik.PlikExtension;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.support.LoggingExceptionHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages that are not what they should be: the error handler gets them as they came, with a typed error, and nothing else happens. */
class BadMessageIT {

    private static final int LARGE = 20_000;

    @RegisterExtension
    static final NatsExtension NATS = NatsExtension.create();

    private final MovableClock clock = new MovableClock();

    @RegisterExtension
    final PlikExtension plik =
            PlikExtension.embedded(EmbeddedPlikOptions.builder().clock(clock).build());

    @RegisterExtension
    final SpoolDirectory spool = new SpoolDirectory();

    @RegisterExtension
    final Contexts camel = new Contexts();

    private final Inbox in = new Inbox();
    private final Inbox failed = new Inbox();
    private String fileserver;

    static Stream<Arguments> badEnvelopes() {
        return Stream.of(
                Arguments.of("", InvalidEnvelopeException.class),
                Arguments.of(" ", InvalidEnvelopeException.class),
                Arguments.of("hello", InvalidEnvelopeException.class),
                Arguments.of("null", InvalidEnvelopeException.class),
                Arguments.of("[]", InvalidEnvelopeException.class),
                Arguments.of("\"text\"", InvalidEnvelopeException.class),
                Arguments.of("{}", InvalidEnvelopeException.class),
                Arguments.of("{\"correlation_id\":\"x\"", InvalidEnvelopeException.class),
                Arguments.of("{\"payloads\":null}", InvalidEnvelopeException.class),
                Arguments.of("{\"payloads\":{}}", InvalidEnvelopeException.class),
                Arguments.of("{\"payloads\":\"none\"}", InvalidEnvelopeException.class),
                Arguments.of("{\"payloads\":[]}{}", InvalidEnvelopeException.class),
                Arguments.of("{\"payloads\":[]}, and more", InvalidEnvelopeException.class),
                Arguments.of("{\"payloads\":[],\"payloads\":[]}", InvalidEnvelopeException.class),
                Arguments.of("{\"payloads\":[null]}", InvalidEnvelopeException.class),
                Arguments.of("{\"payloads\":[42]}", InvalidEnvelopeException.class),
                Arguments.of("{\"payloads\":[\"text\"]}", InvalidEnvelopeException.class),
                Arguments.of("{\"payloads\":[[]]}", InvalidEnvelopeException.class),
                Arguments.of("{\"payloads\":[{}]}", NatsBridgeException.class),
                Arguments.of("{\"msg_id\":7,\"payloads\":[]}", InvalidEnvelopeException.class),
                Arguments.of("{\"metadata\":[],\"payloads\":[]}", InvalidEnvelopeException.class));
    }

    @ParameterizedTest
    @MethodSource("badEnvelopes")
    void whatIsNoEnvelopeIsKeptForTheErrorHandler(String text, Class<? extends Exception> type) {
        assertRefused(text.getBytes(UTF_8), type);
    }

    @Test
    void utf16IsNoEnvelope() {
        assertRefused("{\"payloads\":[]}".getBytes(UTF_16), InvalidEnvelopeException.class);
    }

    @Test
    void malformedUtf8IsNoEnvelope() {
        byte[] envelope = Envelopes.of(Envelopes.text("?", "text")).toString().getBytes(UTF_8);
        for (int i = 0; i < envelope.length; i++) {
            envelope[i] = envelope[i] == '?' ? (byte) 0xFF : envelope[i];
        }
        assertRefused(envelope, InvalidEnvelopeException.class);
    }

    static Stream<Arguments> badPayloads() {
        return Stream.of(
                payload(
                        "an unknown type",
                        UnsupportedPayloadTypeException.class,
                        p -> p.put("payload_type", "hologram")),
                payload("no type", NatsBridgeException.class, p -> p.without(List.of("payload_type"))),
                payload(
                        "an unknown transport",
                        UnsupportedPayloadTypeException.class,
                        p -> p.put("transport", "pigeon")),
                payload("an unknown encoding", UnsupportedPayloadTypeException.class, p -> p.put("encoding", "rot13")),
                payload("a size too small", PayloadIntegrityException.class, p -> p.put("size", 3)),
                payload("a size too large", PayloadIntegrityException.class, p -> p.put("size", 5)),
                payload("a huge size", PayloadIntegrityException.class, p -> p.put("size", Long.MAX_VALUE)),
                payload("a negative size", NatsBridgeException.class, p -> p.put("size", -1)),
                payload("a size as text", InvalidEnvelopeException.class, p -> p.put("size", "4")),
                payload("a size with a fraction", InvalidEnvelopeException.class, p -> p.put("size", 4.5)),
                payload("no base64", InvalidEnvelopeException.class, p -> p.put("data", "!!!!")),
                payload("base64 without padding", InvalidEnvelopeException.class, p -> p.put("data", "dGV4dA")),
                payload("base64 with a line break", InvalidEnvelopeException.class, p -> p.put("data", "dGV4\ndA==")),
                payload("base64 of URLs", InvalidEnvelopeException.class, p -> p.put("data", "_-__")),
                payload("base64 with spare bits", InvalidEnvelopeException.class, p -> p.put("data", "dGV4dB==")),
                payload("data that is no text", InvalidEnvelopeException.class, p -> p.put("data", 42)),
                payload("no data", InvalidEnvelopeException.class, p -> p.without(List.of("data"))),
                payload("metadata of another shape", InvalidEnvelopeException.class, p -> p.put("metadata", "none")),
                payload(
                        "a wrong SHA-256",
                        PayloadIntegrityException.class,
                        p -> p.<ObjectNode>set(
                                "metadata", Wire.JSON.createObjectNode().put("sha256", "0".repeat(64)))),
                payload("text that is no UTF-8", PayloadConversionException.class, p -> p.put("data", "/////w==")),
                payload(
                        "a dictionary that is no JSON",
                        PayloadConversionException.class,
                        p -> p.put("payload_type", "dictionary")),
                payload(
                        "a JSON table that is none",
                        PayloadConversionException.class,
                        p -> p.put("payload_type", "jsontable")),
                payload(
                        "an Arrow table that is none",
                        PayloadConversionException.class,
                        p -> p.put("payload_type", "arrowtable")),
                payload("a table that is none", PayloadConversionException.class, p -> p.put("payload_type", "table")));
    }

    private static Arguments payload(String name, Class<?> type, UnaryOperator<ObjectNode> change) {
        ObjectNode payload = (ObjectNode) change.apply(Envelopes.text("bad", "text"));
        return Arguments.of(name, payload, type);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badPayloads")
    void aBadPayloadFailsItsMessage(String name, ObjectNode payload, Class<? extends Exception> type) {
        byte[] message =
                Envelopes.of(Envelopes.text("good", "text"), payload).toString().getBytes(UTF_8);
        assertRefused(message, type);
    }

    @Test
    void oneMorePayloadThanAllowedFailsTheMessage() {
        ObjectNode[] payloads = new ObjectNode[4];
        for (int i = 0; i < payloads.length; i++) {
            payloads[i] = Envelopes.text("p" + i, "text");
        }
        assertRefused(Envelopes.of(payloads).toString().getBytes(UTF_8), NatsBridgeException.class, "maxPayloads=3");
        assertThat(failed.first().failure()).hasMessageContaining("3");
    }

    static Stream<String> refusedLinks() {
        return Stream.of(
                "http://169.254.169.254/latest/meta-data",
                "http://attacker.example/file/aaaaaaaa/bbbbbbbb/c",
                "http://127.0.0.1:1/file/aaaaaaaa/bbbbbbbb/c",
                "%s@attacker.example/file/aaaaaaaa/bbbbbbbb/c",
                "http://user@%h/file/aaaaaaaa/bbbbbbbb/c",
                "https://%h/file/aaaaaaaa/bbbbbbbb/c",
                "%s/config",
                "%s/upload/aaaaaaaa",
                "%s/file/aaaaaaaa/bbbbbbbb/../../../config",
                "%s/file/aaaaaaaa/bbbbbbbb/c?token=x",
                "%s/file/aaaaaaaa/bbbbbbbb/%%2e%%2e%%2fconfig",
                "%s/archive/aaaaaaaa/c.zip",
                "file:///etc/passwd",
                "jar:http://%h/a!/b",
                "gopher://%h/a",
                "/file/aaaaaaaa/bbbbbbbb/c",
                "//%h/file/aaaaaaaa/bbbbbbbb/c",
                "",
                "no url");
    }

    @ParameterizedTest
    @MethodSource("refusedLinks")
    void aLinkElsewhereIsRefusedBeforeAnythingIsOpened(String link) {
        String url = link.replace("%s", plik.url())
                .replace("%h", plik.url().substring("http://".length()))
                .replace("%%", "%");
        byte[] message = Envelopes.of(Envelopes.link("a", "binary", LARGE, url))
                .toString()
                .getBytes(UTF_8);
        assertRefused(message, LinkRefusedException.class);
        assertThat(plik.faults().requests()).isZero();
    }

    @Test
    void aLinkElsewhereIsRefusedThoughOthersAreGood() {
        String good = upload();
        byte[] message = Envelopes.of(
                        Envelopes.link("a", "binary", LARGE, good),
                        Envelopes.link("b", "binary", LARGE, "http://attacker.example/file/aaaaaaaa/bbbbbbbb/c"))
                .toString()
                .getBytes(UTF_8);
        assertRefused(message, LinkRefusedException.class);
        assertThat(plik.faults().requests(DOWNLOAD)).isZero();
    }

    @Test
    void aLinkToAFileThatWasNeverThereIsGone() {
        assertGone(plik.url() + "/file/aaaaaaaaaaaaaaaa/bbbbbbbbbbbbbbbb/c", LinkGoneException.Reason.NOT_FOUND);
    }

    @Test
    void aLinkToAFileThatWasDeletedIsGone() {
        String url = upload();
        CamelContext context = camel.start(
                routes -> routes.from(uri("delete", "deleteAfterAck=true")).process(in));
        try (Wire wire = Wire.to(NATS.url())) {
            wire.publish(
                    "delete",
                    Envelopes.of(Envelopes.link("a", "binary", LARGE, url)).toString());
            in.first();
        }
        context.stop();
        assertGone(url, LinkGoneException.Reason.NOT_FOUND);
    }

    @Test
    void aLinkToAFileThatHasExpiredIsGone() {
        String url = upload("linkTtl=1h");
        clock.advance(Duration.ofHours(2));
        assertGone(url, LinkGoneException.Reason.EXPIRED);
    }

    @Test
    void aLinkToAOneShotFileThatSomebodyReadIsGone() {
        String url = upload("oneShot=true");
        CamelContext context = camel.start(routes -> routes.from(uri("first")).process(in));
        try (Wire wire = Wire.to(NATS.url())) {
            wire.publish(
                    "first",
                    Envelopes.of(Envelopes.link("a", "binary", LARGE, url)).toString());
            in.first();
        }
        context.stop();
        assertGone(url, LinkGoneException.Reason.CONSUMED);
    }

    private void assertGone(String url, LinkGoneException.Reason reason) {
        byte[] message = Envelopes.of(Envelopes.link("a", "binary", LARGE, url))
                .toString()
                .getBytes(UTF_8);
        assertRefused(message, LinkGoneException.class);
        assertThat(((LinkGoneException) failed.first().failure()).reason()).isEqualTo(reason);
    }

    @Test
    void oneDeadLinkBurnsNoneOfTheOthers() {
        String good = upload("oneShot=true");
        byte[] message = Envelopes.of(
                        Envelopes.link("a", "binary", LARGE, good),
                        Envelopes.link("b", "binary", LARGE, plik.url() + "/file/aaaaaaaaaaaaaaaa/bbbbbbbbbbbbbbbb/c"))
                .toString()
                .getBytes(UTF_8);
        assertRefused(message, LinkGoneException.class);
        assertThat(plik.embedded().fileCount()).isEqualTo(1);
    }

    static Stream<Arguments> badDownloads() {
        return Stream.of(
                Arguments.of(Fault.status(500), FileserverException.class),
                Arguments.of(Fault.status(503), FileserverException.class),
                Arguments.of(Fault.status(401), FileserverException.class),
                Arguments.of(Fault.status(403), FileserverException.class),
                Arguments.of(Fault.status(204), NatsBridgeException.class),
                Arguments.of(Fault.redirect("http://169.254.169.254/"), FileserverException.class),
                Arguments.of(Fault.loginPage(), NatsBridgeException.class),
                Arguments.of(Fault.truncate(100), NatsBridgeException.class),
                Arguments.of(Fault.noLength(100), NatsBridgeException.class),
                Arguments.of(Fault.reset(100), FileserverException.class),
                Arguments.of(Fault.flip(4_000), PayloadIntegrityException.class),
                Arguments.of(Fault.endless(), NatsBridgeException.class),
                Arguments.of(Fault.stall(100), FileserverException.class),
                Arguments.of(Fault.trickle(100), FileserverException.class),
                Arguments.of(Fault.hang(), FileserverException.class));
    }

    @ParameterizedTest
    @MethodSource("badDownloads")
    void aFileServerThatMisbehavesFailsTheMessage(Fault fault, Class<? extends Exception> type) {
        byte[] message = sentMessage();
        plik.faults().always(DOWNLOAD, fault);
        long start = System.nanoTime();
        assertRefused(message, type, "maxRetries=2", "baseDelay=1", "downloadTimeout=500");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
    }

    @Test
    void aFileServerThatIsDownFailsTheMessage() {
        byte[] message = sentMessage();
        plik.embedded().close();
        assertRefused(message, FileserverException.class, "maxRetries=2", "baseDelay=1");
        assertThat(failed.first().failure())
                .extracting(e -> ((NatsBridgeException) e).isTransient())
                .isEqualTo(true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"maxDownloadBytes=19999", "maxDownloadBytes=1KB"})
    void aFileOverTheLimitIsNotFetched(String limit) {
        byte[] message = sentMessage();
        assertRefused(message, PayloadTooLargeException.class, limit);
        assertThat(plik.faults().requests(DOWNLOAD)).isZero();
    }

    @Test
    void aFileThatLiesAboutItsSizeIsCutAtIt() {
        byte[] message = Envelopes.of(Envelopes.link("a", "binary", 100, upload()))
                .toString()
                .getBytes(UTF_8);
        assertRefused(message, PayloadIntegrityException.class, "maxRetries=1");
    }

    @Test
    void aPayloadWithoutHashIsRefusedWhereOneIsRequired() {
        assertRefused(
                Envelopes.of(Envelopes.text("a", "text")).toString().getBytes(UTF_8),
                PayloadIntegrityException.class,
                "requireHash=true");
    }

    @Test
    void aDictionaryOverTheLimitIsRefused() {
        byte[] large = ("\"" + Samples.text(17 << 20) + "\"").getBytes(UTF_8);
        String url = upload(large);
        byte[] message = Envelopes.of(Envelopes.link("a", "dictionary", large.length, url))
                .toString()
                .getBytes(UTF_8);
        assertRefused(message, PayloadConversionException.class);
    }

    @Test
    void theRouteGoesOnAfterBadMessages() {
        camel.start(routes -> {
            routes.onException(Exception.class).handled(true).process(failed);
            routes.from(uri("goes.on", "bridgeErrorHandler=true")).process(in);
        });
        try (Wire wire = Wire.to(NATS.url())) {
            for (int i = 0; i < 100; i++) {
                wire.publish("goes.on", "bad");
                wire.publish(
                        "goes.on", Envelopes.of(Envelopes.text("a", "good")).toString());
            }
        }
        in.await(100);
        failed.await(100);
    }

    @Test
    void aFailureOfTheRouteReachesTheErrorHandlerOnce() {
        AtomicInteger handled = new AtomicInteger();
        camel.start(routes -> {
            routes.onException(IllegalStateException.class).process(exchange -> handled.incrementAndGet());
            routes.from(uri("once", "bridgeErrorHandler=true"))
                    .process(in)
                    .throwException(new IllegalStateException("route fails"));
        });
        try (Wire wire = Wire.to(NATS.url())) {
            wire.publish("once", Envelopes.of(Envelopes.text("a", "good")).toString());
        }
        in.first();
        camel.stop();
        assertThat(handled).hasValue(1);
    }

    @Test
    void withoutABridgeTheExceptionHandlerIsToldWithTheBytes() {
        List<Object> bodies = new CopyOnWriteArrayList<>();
        CamelContext context = camel.create();
        context.getRegistry().bind("told", new LoggingExceptionHandler(context, BadMessageIT.class) {
            @Override
            public void handleException(String message, Exchange exchange, Throwable exception) {
                bodies.add(exchange.getMessage().getBody());
            }
        });
        camel.start(context, routes -> routes.from(uri("told", "exceptionHandler=#told"))
                .process(in));
        try (Wire wire = Wire.to(NATS.url())) {
            wire.publish("told", "no envelope");
        }
        camel.stop();
        assertThat(bodies).containsExactly("no envelope".getBytes(UTF_8));
        assertThat(in.count()).isZero();
    }

    @Test
    void anExceptionHandlerThatFailsItselfEndsNoWorker() {
        CamelContext context = camel.create();
        context.getRegistry().bind("fails", new LoggingExceptionHandler(context, BadMessageIT.class) {
            @Override
            public void handleException(String message, Exchange exchange, Throwable exception) {
                throw new IllegalStateException("the handler's own");
            }
        });
        camel.start(context, routes -> routes.from(uri("fails", "exceptionHandler=#fails"))
                .process(in));
        try (Wire wire = Wire.to(NATS.url())) {
            for (int i = 0; i < 10; i++) {
                wire.publish("fails", "no envelope");
            }
        }
        Contexts.sent(context, uri("fails"), "good");
        assertThat(in.first().body()).isEqualTo("good");
    }

    /** Sends a message to a route, which must not see it, while its error handler gets it whole. */
    private void assertRefused(byte[] message, Class<? extends Exception> type, String... options) {
        camel.start(routes -> {
            routes.onException(Exception.class).handled(true).process(failed);
            routes.from(uri("bad", options) + "&bridgeErrorHandler=true").process(in);
        });
        int before = in.count();
        try (Wire wire = Wire.to(NATS.url())) {
            List<Message> all = wire.record(">");
            wire.publish("bad", null, null, message);
            Arrival arrival = failed.first();
            assertThat(arrival.failure()).isInstanceOf(type).isInstanceOf(NatsBridgeException.class);
            assertThat(arrival.failure().getMessage()).startsWith(((NatsBridgeException) arrival.failure()).code());
            assertThat(arrival.bytes()).isEqualTo(message);
            assertThat(arrival.header(NatsBridgeConstants.SUBJECT)).isEqualTo("bad");
            camel.stop();
            wire.flush();
            assertThat(all).hasSize(1);
        }
        assertThat(in.count()).isEqualTo(before);
        assertThat(spool.files()).isEmpty();
    }

    private String upload(String... options) {
        return link(Samples.bytes(LARGE), options);
    }

    private String upload(byte[] bytes) {
        return link(bytes);
    }

    private String link(byte[] bytes, String... options) {
        return Wire.json(message(bytes, options))
                .path("payloads")
                .get(0)
                .path("data")
                .asText();
    }

    private byte[] sentMessage() {
        return message(Samples.bytes(LARGE));
    }

    /** The envelope of a message whose payload is on the file server. */
    private byte[] message(byte[] bytes, String... options) {
        CamelContext context = camel.start();
        String uri = uri("upload", options) + "&publish=false";
        byte[] message = Contexts.sent(context, uri, bytes).getMessage().getBody(byte[].class);
        context.stop();
        plik.faults().reset();
        return message;
    }

    private String uri(String subject, String... options) {
        if (fileserver == null) {
            fileserver = plik.url();
        }
        return Uri.of(NATS, subject, options) + "&sizeThreshold=10000&fileserverUrl=" + fileserver + "&"
                + spool.options();
    }

    /** A clock that is moved by hand. */
    private static final class MovableClock extends Clock {
        private volatile Instant now = Instant.now();

        void advance(Duration time) {
            now = now.plus(time);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
