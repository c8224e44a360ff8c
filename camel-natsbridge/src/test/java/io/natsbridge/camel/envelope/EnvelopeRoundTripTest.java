/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import io.natsbridge.camel.content.Content;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeRoundTripTest {

    private final EnvelopeReader reader = new EnvelopeReader(64, () -> "made");

    @Test
    void writesEveryFieldInTheOrderOfTheProtocol() {
        Envelope envelope = envelope(direct("note", PayloadType.TEXT, "hi".getBytes(StandardCharsets.UTF_8)));
        assertThat(new String(new EnvelopeWriter(envelope).toByteArray(), StandardCharsets.UTF_8))
                .isEqualTo("{\"correlation_id\":\"c\",\"msg_id\":\"m\",\"timestamp\":\"t\",\"send_to\":\"s\","
                        + "\"msg_purpose\":\"chat\",\"sender_name\":\"n\",\"sender_id\":\"i\",\"receiver_name\":\"\","
                        + "\"receiver_id\":\"\",\"reply_to\":\"\",\"reply_to_msg_id\":\"\",\"broker_url\":\"nats://b:1\","
                        + "\"metadata\":{},\"payloads\":[{\"id\":\"p\",\"dataname\":\"note\",\"payload_type\":\"text\","
                        + "\"transport\":\"direct\",\"encoding\":\"base64\",\"size\":2,\"data\":\"aGk=\","
                        + "\"metadata\":{\"payload_bytes\":2}}]}");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 95, 96, 97, 6143, 6144, 6145, 100_000})
    void keepsBytesOfEverySize(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        EnvelopeWriter writer = new EnvelopeWriter(envelope(direct("b", PayloadType.BINARY, bytes)));
        byte[] message = writer.toByteArray();
        assertThat(writer.size()).isEqualTo(message.length);
        Payload read = reader.read(message).payloads().get(0);
        assertThat(read.content().orElseThrow().toByteArray()).isEqualTo(bytes);
        assertThat(read.size()).isEqualTo(size);
    }

    @Test
    void keepsSeveralPayloadsAndUnknownFields() {
        byte[] big = new byte[5000];
        Arrays.fill(big, (byte) 7);
        Payload extra = direct("ü \uD83D\uDE00 \"\\\n", PayloadType.IMAGE, big).toBuilder()
                .unknownFields(Map.of("data2", "x".repeat(300)))
                .metadata(Map.of("data", "y".repeat(300)))
                .build();
        Payload link = Payload.builder("l", PayloadType.VIDEO)
                .id("q")
                .transport(Transport.LINK)
                .size(7)
                .link("http://host/file/a/b/c")
                .build();
        Envelope sent = envelope(extra, link, extra);
        Envelope read = reader.read(new EnvelopeWriter(sent).toByteArray());
        assertThat(read.payloads()).hasSize(3);
        assertThat(read.payloads().get(0).dataname()).isEqualTo("ü \uD83D\uDE00 \"\\\n");
        assertThat(read.payloads().get(0).unknownFields()).isEqualTo(extra.unknownFields());
        assertThat(read.payloads().get(0).metadata()).containsEntry("data", "y".repeat(300));
        assertThat(read.payloads().get(1).link()).contains("http://host/file/a/b/c");
        assertThat(read.payloads().get(2).content().orElseThrow().toByteArray()).isEqualTo(big);
    }

    @Test
    void readsSeveralLargePayloadsByTheirSpans() {
        byte[] one = new byte[1000];
        byte[] two = new byte[2000];
        Arrays.fill(two, (byte) 9);
        Envelope read = reader.read(
                new EnvelopeWriter(envelope(direct("1", PayloadType.BINARY, one), direct("2", PayloadType.BINARY, two)))
                        .toByteArray());
        assertThat(read.payloads().get(0).content().orElseThrow().toByteArray()).isEqualTo(one);
        assertThat(read.payloads().get(1).content().orElseThrow().toByteArray()).isEqualTo(two);
    }

    static Payload direct(String name, PayloadType type, byte[] bytes) {
        return Payload.builder(name, type)
                .id("p")
                .transport(Transport.DIRECT)
                .size(bytes.length)
                .content(Content.of(bytes))
                .build();
    }

    static Envelope envelope(Payload... payloads) {
        return new Envelope(
                "c",
                "m",
                "t",
                "s",
                "chat",
                "n",
                "i",
                "",
                "",
                "",
                "",
                "nats://b:1",
                Map.of(),
                List.of(payloads),
                Map.of());
    }
}
