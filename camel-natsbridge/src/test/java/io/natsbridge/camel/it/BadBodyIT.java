/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import static io.natsbridge.camel.test.plik.PlikOperation.CREATE;
import static io.natsbridge.camel.test.plik.PlikOperation.UPLOAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nats.client.Message;
import io.natsbridge.camel.NatsBridgeConstants;
import io.natsbridge.camel.envelope.Payload;
import io.natsbridge.camel.envelope.PayloadType;
import io.natsbridge.camel.error.NatsBridgeException;
import io.natsbridge.camel.error.NatsBridgeException.FileserverException;
import io.natsbridge.camel.error.NatsBridgeException.PayloadConversionException;
import io.natsbridge.camel.error.NatsBridgeException.PayloadTooLargeException;
import io.natsbridge.camel.error.NatsBridgeException.UnsupportedPayloadTypeException;
import io.natsbridge.camel.test.nats.NatsExtension;
import io.natsbridge.camel.test.plik.EmbeddedPlikOptions;
import io.natsbridge.camel.test.plik.Fault;
import io.natsbridge.camel.test.plik.PlikExtension;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that cannot be sent: the send fails with a typed error, nothing is published, and nothing is left on the file server or on disk. */
class BadBodyIT {

    private static final byte[] LARGE = Samples.bytes(20_000);

    @RegisterExtension
    static final NatsExtension NATS = NatsExtension.create();

    @RegisterExtension
    final PlikExtension plik = PlikExtension.embedded(EmbeddedPlikOptions.builder()
            .diskQuota(1_000_000)
            .maxFileSize(500_000)
            .build());

    @RegisterExtension
    final SpoolDirectory spool = new SpoolDirectory();

    @RegisterExtension
    final Contexts camel = new Contexts();

    static Stream<Arguments> unknownTypes() {
        return Stream.of(
                Arguments.of(List.of(List.of("a", "data", "hologram")), null),
                Arguments.of(new Object[][] {{"a", "data", "TEXT "}}, null),
                Arguments.of("text", "hologram"),
                Arguments.of("text", ""),
                Arguments.of("text", "text,binary"));
    }

    @ParameterizedTest
    @MethodSource("unknownTypes")
    void anUnknownTypeFailsTheSend(Object body, String header) {
        assertFails(uri("bad"), body, UnsupportedPayloadTypeException.class, NatsBridgeConstants.PAYLOAD_TYPE, header);
    }

    static Stream<Arguments> bodiesThatAreNotTheirType() {
        Map<String, Object> loop = new HashMap<>();
        loop.put("self", loop);
        return Stream.of(
                body("a map as image", Map.of("a", 1), PayloadType.IMAGE),
                body("a number as audio", 42, PayloadType.AUDIO),
                body("rows as video", List.of(Map.of("a", 1)), PayloadType.VIDEO),
                body("an object as binary", new Object(), PayloadType.BINARY),
                body("nothing as binary", null, PayloadType.BINARY),
                body("nothing as text", null, PayloadType.TEXT),
                body("half a character as text", "\uD83D", PayloadType.TEXT),
                body("bytes that are no UTF-8 as text", new byte[] {(byte) 0xFF}, PayloadType.TEXT),
                body("NaN in a dictionary", Map.of("a", List.of(1.0, Double.NaN)), PayloadType.DICTIONARY),
                body("an infinity in a dictionary", Map.of("a", Float.POSITIVE_INFINITY), PayloadType.DICTIONARY),
                body("half a character in a dictionary", Map.of("a", "\uDE00"), PayloadType.DICTIONARY),
                body("a loop as dictionary", loop, PayloadType.DICTIONARY),
                body("an object without properties as dictionary", new Object(), PayloadType.DICTIONARY),
                body("bytes that are no JSON as dictionary", new byte[] {'{'}, PayloadType.DICTIONARY),
                body("a map as JSON table", Map.of("a", 1), PayloadType.JSONTABLE),
                body("numbers as JSON table", List.of(1, 2), PayloadType.JSONTABLE),
                body("a null row as JSON table", Arrays.asList(Map.of("a", 1), null), PayloadType.JSONTABLE),
                body("NaN in a JSON table", List.of(Map.of("a", Double.NaN)), PayloadType.JSONTABLE),
                body("text with an open quote as Arrow table", "a\n\"text", PayloadType.ARROWTABLE),
                body("bytes that are no Arrow as table", LARGE, PayloadType.TABLE),
                body("a map as Arrow table", Map.of("a", 1), PayloadType.ARROWTABLE),
                body(
                        "a column of all kinds as Arrow table",
                        List.of(Map.of("a", 1), Map.of("a", List.of()), Map.of("a", new BigDecimal("1e400"))),
                        PayloadType.ARROWTABLE),
                body("a file that is not there", new File("/nonexistent/file"), PayloadType.BINARY),
                body("a directory", new File(System.getProperty("java.io.tmpdir")), PayloadType.BINARY),
                body("a stream that breaks", new BrokenStream(100_000), PayloadType.BINARY),
                body("rows that break as JSON table", new BrokenRows(), PayloadType.JSONTABLE),
                body("rows that break as Arrow table", new BrokenRows(), PayloadType.ARROWTABLE));
    }

    private static Arguments body(String name, Object value, PayloadType type) {
        return Arguments.of(Named.of(name, value), type);
    }

    @ParameterizedTest
    @MethodSource("bodiesThatAreNotTheirType")
    void aBodyThatIsNotItsTypeFailsTheSend(Object body, PayloadType type) {
        List<Payload> payloads = List.of(Payload.of("large", LARGE, PayloadType.BINARY), Payload.of("bad", body, type));
        assertFails(uri("bad"), payloads, PayloadConversionException.class);
        assertThat(plik.faults().requests(CREATE))
                .as("nothing is stored before all is known to be good")
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dictionary", "jsontable", "arrowtable", "table"})
    void textThatIsNotWhatItsHeaderSaysFailsTheSend(String type) {
        assertFails(uri("bad"), "{\"a\":", PayloadConversionException.class, NatsBridgeConstants.PAYLOAD_TYPE, type);
    }

    @Test
    void aBodyOfNoKnownTypeFailsTheSend() {
        assertFails(uri("bad"), (AutoCloseable) () -> {}, UnsupportedPayloadTypeException.class);
    }

    static Stream<Arguments> badUploads() {
        return Stream.of(
                Arguments.of("create fails", Fault.status(500), null, FileserverException.class),
                Arguments.of(
                        "create is busy",
                        Fault.status(503).withHeader("Retry-After", "0"),
                        null,
                        FileserverException.class),
                Arguments.of("create is forbidden", Fault.status(403), null, FileserverException.class),
                Arguments.of(
                        "create redirects",
                        Fault.redirect("http://attacker.example/"),
                        null,
                        FileserverException.class),
                Arguments.of("create asks for a login", Fault.loginPage(), null, FileserverException.class),
                Arguments.of(
                        "create answers an error with 200",
                        Fault.errorTextWithStatus200("no"),
                        null,
                        FileserverException.class),
                Arguments.of("create answers broken JSON", Fault.brokenJson(), null, FileserverException.class),
                Arguments.of("create answers without id", Fault.jsonWithoutId(), null, FileserverException.class),
                Arguments.of(
                        "create answers another type of id",
                        Fault.jsonField("id", 42),
                        null,
                        FileserverException.class),
                Arguments.of(
                        "create answers a path as id",
                        Fault.jsonField("id", "../config"),
                        null,
                        FileserverException.class),
                Arguments.of("create hangs up", Fault.resetAfterReading(0), null, FileserverException.class),
                Arguments.of("upload fails", null, Fault.status(500), FileserverException.class),
                Arguments.of("upload finds it too large", null, Fault.status(413), FileserverException.class),
                Arguments.of("upload finds no room", null, Fault.status(507), FileserverException.class),
                Arguments.of("upload is forbidden", null, Fault.status(403), FileserverException.class),
                Arguments.of(
                        "upload redirects",
                        null,
                        Fault.redirect("http://attacker.example/"),
                        FileserverException.class),
                Arguments.of("upload asks for a login", null, Fault.loginPage(), FileserverException.class),
                Arguments.of(
                        "upload answers an error with 200",
                        null,
                        Fault.errorTextWithStatus200("no"),
                        FileserverException.class),
                Arguments.of("upload answers broken JSON", null, Fault.brokenJson(), FileserverException.class),
                Arguments.of("upload answers without id", null, Fault.jsonWithoutId(), FileserverException.class),
                Arguments.of("upload stores another size", null, Fault.fileSize(3), NatsBridgeException.class),
                Arguments.of(
                        "upload stores other bytes", null, Fault.fileMd5("0".repeat(32)), NatsBridgeException.class),
                Arguments.of(
                        "upload answers a path as name",
                        null,
                        Fault.fileName("../../config"),
                        FileserverException.class),
                Arguments.of("upload hangs up", null, Fault.resetAfterReading(5_000), FileserverException.class));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badUploads")
    void aFileServerThatMisbehavesFailsTheSend(
            String name, Fault create, Fault upload, Class<? extends Exception> type) {
        if (create != null) {
            plik.faults().always(CREATE, create);
        }
        if (upload != null) {
            plik.faults().always(UPLOAD, upload);
        }
        assertFails(uri("bad", "maxRetries=2", "baseDelay=1"), LARGE, type);
    }

    @Test
    void aFileServerThatIsFullFailsTheSend() {
        List<Payload> payloads = List.of(
                Payload.of("a", Samples.bytes(400_000), PayloadType.BINARY),
                Payload.of("b", Samples.bytes(400_001), PayloadType.BINARY),
                Payload.of("c", Samples.bytes(400_002), PayloadType.BINARY));
        assertFails(uri("bad", "maxRetries=2", "baseDelay=1"), payloads, FileserverException.class);
    }

    @Test
    void aFileOverTheFileServersLimitFailsTheSend() {
        assertFails(uri("bad", "maxRetries=2", "baseDelay=1"), Samples.bytes(600_000), FileserverException.class);
    }

    @Test
    void aFileServerThatAnswersTooLateFailsTheSend() {
        plik.faults().always(UPLOAD, Fault.noAnswer());
        long start = System.nanoTime();
        assertFails(uri("bad", "maxRetries=1"), LARGE, FileserverException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
    }

    @Test
    void aFileServerThatIsDownFailsTheSend() {
        String uri = uri("bad", "maxRetries=2", "baseDelay=1");
        plik.embedded().close();
        Exception failure = fails(uri, LARGE, FileserverException.class);
        assertThat(failure)
                .extracting(e -> ((NatsBridgeException) e).isTransient())
                .isEqualTo(true);
    }

    @Test
    void aFileServerThatRecoversLetsTheSendSucceed() {
        plik.faults().next(CREATE, 2, Fault.status(503));
        plik.faults().next(UPLOAD, 2, Fault.status(500));
        Inbox in = new Inbox();
        camel.start(routes -> routes.from(uri("heals")).process(in));
        Contexts.sent(camel.start(), uri("heals", "baseDelay=1"), LARGE);
        assertThat(in.first().bytes()).isEqualTo(LARGE);
        assertThat(plik.embedded().fileCount()).isEqualTo(1);
    }

    static Stream<Arguments> tooMuchForMicroPython() {
        return Stream.of(
                Arguments.of(Samples.bytes(50_001), PayloadTooLargeException.class),
                Arguments.of(Samples.text(50_001), PayloadTooLargeException.class),
                Arguments.of(List.of(Map.of("a", 1)), UnsupportedPayloadTypeException.class));
    }

    @ParameterizedTest
    @MethodSource("tooMuchForMicroPython")
    void whatMicroPythonCannotReadFailsTheSend(Object body, Class<? extends Exception> type) {
        assertFails(uri("bad", "targetPlatform=micropython"), body, type);
    }

    @Test
    void metadataThatIsNoObjectFailsTheSend() {
        try (Wire wire = Wire.to(NATS.url())) {
            List<Message> sent = wire.record("bad");
            for (Object metadata : List.of("[1]", "{", "text", 42)) {
                Exchange exchange =
                        Contexts.send(camel.start(), uri("bad"), "text", NatsBridgeConstants.METADATA, metadata);
                assertThat(exchange.getException())
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining(NatsBridgeConstants.METADATA);
            }
            wire.flush();
            assertThat(sent).isEmpty();
        }
    }

    private void assertFails(String uri, Object body, Class<? extends Exception> type, Object... headers) {
        fails(uri, body, type, headers);
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(plik.embedded().fileCount()).isZero());
    }

    private Exception fails(String uri, Object body, Class<? extends Exception> type, Object... headers) {
        try (Wire wire = Wire.to(NATS.url())) {
            List<Message> sent = wire.record(">");
            Exchange exchange = Contexts.send(camel.start(), uri, body, headers);
            assertThat(exchange.getException()).isInstanceOf(type).isInstanceOf(NatsBridgeException.class);
            assertThat(spool.files()).isEmpty();
            wire.flush();
            assertThat(sent).isEmpty();
            return exchange.getException();
        }
    }

    private String uri(String subject, String... options) {
        return Uri.of(NATS, subject, options) + "&sizeThreshold=10000&fileserverUrl=" + plik.url() + "&"
                + spool.options();
    }

    /** A stream that breaks off in the middle. */
    private static final class BrokenStream extends InputStream {
        private int left;

        BrokenStream(int bytes) {
            this.left = bytes;
        }

        @Override
        public int read() throws IOException {
            if (left == 0) {
                throw new IOException("the cable is cut");
            }
            left--;
            return 'x';
        }
    }

    /** Rows that break off in the middle. */
    private static final class BrokenRows implements Iterator<Map<String, Object>> {
        private int left = 1_000;

        @Override
        public boolean hasNext() {
            return true;
        }

        @Override
        public Map<String, Object> next() {
            if (left == 0) {
                throw new IllegalStateException("the cursor is closed");
            }
            left--;
            return Map.of("a", left);
        }
    }
}
