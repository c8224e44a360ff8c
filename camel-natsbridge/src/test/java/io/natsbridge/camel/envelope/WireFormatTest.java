/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import io.natsbridge.camel.content.Content;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The envelopes under {@code src/test/resources/envelopes}: those of this project byte for byte in both directions, and those that other platforms write with what becomes of
 * them when they are read and sent on.
 */
class WireFormatTest {

    private static final Map<String, Envelope> OWN = new LinkedHashMap<>();

    private final EnvelopeReader reader = new EnvelopeReader(64, () -> "made-here");

    static {
        OWN.put("text", envelope(direct("note", PayloadType.TEXT, "Grüße 😀")));
        OWN.put("empty", envelope());
        OWN.put(
                "several",
                envelope(
                        direct("note", PayloadType.TEXT, ""),
                        direct("", PayloadType.DICTIONARY, "{\"a\":[1,2.5,null]}"),
                        direct("rows", PayloadType.JSONTABLE, "[{\"x\":1},{\"x\":2}]"),
                        link("photo.jpg", PayloadType.IMAGE, Map.of()),
                        direct("raw", PayloadType.BINARY, "\0\u0001\u0002")));
        OWN.put("link", envelope(link("film", PayloadType.VIDEO, linkMetadata())));
        OWN.put("names", names());
        OWN.put("reply", reply());
        OWN.put("extended", extended());
    }

    static Stream<String> own() {
        return OWN.keySet().stream();
    }

    static Stream<String> foreign() {
        return Stream.of("julia", "javascript", "python", "micropython");
    }

    @ParameterizedTest
    @MethodSource("own")
    void writesTheGoldenEnvelopeByteForByte(String name) throws Exception {
        assertThat(text(new EnvelopeWriter(OWN.get(name)).toByteArray())).isEqualTo(golden(name + ".json"));
    }

    @ParameterizedTest
    @MethodSource("own")
    void readsTheGoldenEnvelopeAsItWasMeant(String name) throws Exception {
        Envelope read = reader.read(golden(name + ".json").getBytes(StandardCharsets.UTF_8));
        Envelope meant = OWN.get(name);
        assertThat(Parts.of(read.withPayloads(List.of()))).isEqualTo(Parts.of(meant.withPayloads(List.of())));
        assertThat(read.payloads()).hasSameSizeAs(meant.payloads());
        for (int i = 0; i < meant.payloads().size(); i++) {
            assertThat(Parts.of(withoutPayloadBytes(read.payloads().get(i))))
                    .isEqualTo(Parts.of(withoutPayloadBytes(meant.payloads().get(i))));
        }
    }

    @ParameterizedTest
    @MethodSource("own")
    void writesTheSameBytesAgainThatItRead(String name) throws Exception {
        assertThat(rewritten(golden(name + ".json"))).isEqualTo(golden(name + ".json"));
    }

    @ParameterizedTest
    @MethodSource("foreign")
    void readsWhatAnotherPlatformWritesAndLosesNothing(String platform) throws Exception {
        String strict = rewritten(golden(platform + ".json"));
        assertThat(strict).isEqualTo(golden(platform + ".strict.json"));
        assertThat(rewritten(strict)).isEqualTo(strict);
    }

    @Test
    void missesNoGoldenEnvelope() throws Exception {
        TreeSet<String> tested = new TreeSet<>();
        own().forEach(name -> tested.add(name + ".json"));
        foreign().forEach(name -> tested.addAll(List.of(name + ".json", name + ".strict.json")));
        Path directory = Path.of(WireFormatTest.class.getResource("/envelopes").toURI());
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrderElementsOf(tested);
        }
    }

    private String rewritten(String json) {
        return text(new EnvelopeWriter(reader.read(json.getBytes(StandardCharsets.UTF_8))).toByteArray());
    }

    private static Payload withoutPayloadBytes(Payload payload) {
        Map<String, Object> metadata = new LinkedHashMap<>(payload.metadata());
        metadata.remove("payload_bytes");
        return payload.toBuilder().metadata(metadata).build();
    }

    private static String golden(String file) throws IOException {
        try (InputStream in = WireFormatTest.class.getResourceAsStream("/envelopes/" + file)) {
            assertThat(in).as(file).isNotNull();
            return text(in.readAllBytes()).stripTrailing();
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static Envelope envelope(Payload... payloads) {
        return new Envelope(
                "8f14e45f-ceea-467f-a9b2-6e1c5f0d3a11",
                "c9f0f895-fb98-4b91-8d3e-2f7f1a0b9c22",
                "2026-01-15T16:30:00.123Z",
                "demo.chat",
                "chat",
                "NATSBridge",
                "45c48cce-2e2d-4fbd-9b1a-0c9e7d6a5b33",
                "",
                "",
                "",
                "",
                "nats://localhost:4222",
                Map.of(),
                List.of(payloads),
                Map.of());
    }

    private static Envelope reply() {
        return new Envelope(
                "any-old-id",
                "m-2",
                "2026-01-15T16:30:00.000Z",
                "_INBOX.abc.1",
                "reply",
                "worker",
                "w-1",
                "asker",
                "a-1",
                "demo.more",
                "m-1",
                "tls://broker.example:4443",
                Map.of(),
                List.of(direct("answer", PayloadType.DICTIONARY, "42")),
                Map.of());
    }

    private static Envelope names() {
        return envelope(
                direct("😀 ä€\uFFFD", PayloadType.BINARY, "x"),
                direct("../../etc/passwd", PayloadType.BINARY, "x"),
                direct("a\\b\"c\nd\te\rf\0g\u007Fh/\u2028", PayloadType.BINARY, "x"),
                direct("same", PayloadType.BINARY, "1"),
                direct("same", PayloadType.BINARY, "2"));
    }

    private static Envelope extended() {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("trace", Map.of("id", "t😀"));
        metadata.put("long", Long.MAX_VALUE);
        metadata.put("big", new BigInteger("123456789012345678901234567890"));
        metadata.put("decimal", new BigDecimal("3.141592653589793238462643383279"));
        metadata.put("double", 0.1);
        metadata.put("flags", Arrays.asList(true, false, null));
        Payload payload = direct("note", PayloadType.TEXT, "hi").toBuilder()
                .metadata(Map.of("content_type", "text/plain"))
                .unknownFields(Map.of("x-part", 1))
                .build();
        Envelope plain = envelope(payload);
        return new Envelope(
                plain.correlationId(),
                plain.msgId(),
                plain.timestamp(),
                plain.sendTo(),
                plain.msgPurpose(),
                plain.senderName(),
                plain.senderId(),
                "",
                "",
                "",
                "",
                plain.brokerUrl(),
                metadata,
                plain.payloads(),
                Map.of("x-version", List.of(1, Map.of("k", "v"))));
    }

    private static Payload direct(String name, PayloadType type, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return Payload.builder(name, type)
                .id("d3d94468-02a4-4259-b55d-38e6d163e820")
                .transport(Transport.DIRECT)
                .size(bytes.length)
                .content(Content.of(bytes))
                .build();
    }

    private static Payload link(String name, PayloadType type, Map<String, Object> metadata) {
        return Payload.builder(name, type)
                .id("6512bd43-d9ca-4a6e-8b2c-1d0f3e4a5b6c")
                .transport(Transport.LINK)
                .size(5_000_000_000L)
                .link("http://localhost:8080/file/AbCdEfGhIjKlMnOp/QrStUvWxYz012345/photo.jpg")
                .metadata(metadata)
                .build();
    }

    private static Map<String, Object> linkMetadata() {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("content_type", "video/mp4");
        metadata.put("sha256", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08");
        metadata.put("expires_at", "2026-01-16T16:30:00Z");
        return metadata;
    }
}
