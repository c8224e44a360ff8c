/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.bridge;

import static io.natsbridge.camel.bridge.Messages.binary;
import static io.natsbridge.camel.bridge.Messages.bytes;
import static io.natsbridge.camel.bridge.Messages.envelope;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.natsbridge.camel.bridge.EnvelopeSender.Sending;
import io.natsbridge.camel.content.Content;
import io.natsbridge.camel.content.Sha256;
import io.natsbridge.camel.envelope.Envelope;
import io.natsbridge.camel.envelope.Payload;
import io.natsbridge.camel.envelope.PayloadType;
import io.natsbridge.camel.envelope.Transport;
import io.natsbridge.camel.error.NatsBridgeException.FileserverException;
import io.natsbridge.camel.error.NatsBridgeException.PayloadConversionException;
import io.natsbridge.camel.error.NatsBridgeException.PayloadTooLargeException;
import io.natsbridge.camel.error.NatsBridgeException.UnsupportedPayloadTypeException;
import io.natsbridge.camel.store.Fileservers;
import io.natsbridge.camel.store.Outages;
import io.natsbridge.camel.store.Upload;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeSenderTest {

    private static final int THRESHOLD = Messages.SIZE_THRESHOLD;

    @TempDir
    private Path directory;

    private Messages messages;
    private MemoryStore store;

    @BeforeEach
    void prepare() {
        messages = new Messages(directory);
        store = messages.store;
    }

    @AfterEach
    void nothingIsLeftInTheSpool() {
        assertThat(messages.spooled()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"0, DIRECT", "1, DIRECT", "999, DIRECT", "1000, LINK", "1001, LINK", "100000, LINK"})
    void sendsByLinkFromTheThresholdOn(int size, Transport transport) {
        Payload payload =
                messages.sent(messages.options(), binary("n", size)).payloads().get(0);
        assertThat(payload.transport()).isEqualTo(transport);
        assertThat(payload.size()).isEqualTo(size);
        assertThat(store.files).hasSize(transport == Transport.LINK ? 1 : 0);
        byte[] arrived = payload.link()
                .map(store.files::get)
                .orElseGet(() -> payload.content().orElseThrow().toByteArray());
        assertThat(arrived).isEqualTo(bytes(size));
    }

    @Test
    void sendsEverythingByLinkWithAThresholdOfZero() {
        Envelope sent = messages.sent(messages.options(0), binary("a", 0), binary("b", 1));
        assertThat(sent.payloads()).extracting(Payload::transport).containsOnly(Transport.LINK);
    }

    @Test
    void measuresTheThresholdOnTheEncodedBytes() {
        Payload text = Payload.of("t", "ä".repeat(THRESHOLD / 2), PayloadType.TEXT);
        Payload shorter = Payload.of("t", "ä".repeat(THRESHOLD / 2 - 1), PayloadType.TEXT);
        assertThat(messages.sent(messages.options(), text, shorter).payloads())
                .extracting(Payload::transport)
                .containsExactly(Transport.LINK, Transport.DIRECT);
    }

    @Test
    void keepsThePayloadsInTheirOrderAndGivesEachAnId() {
        Envelope sent =
                messages.sent(messages.options(), binary("a", 2000), binary("b", 1), binary("a", 3000), binary("", 5));
        assertThat(sent.payloads()).extracting(Payload::dataname).containsExactly("a", "b", "a", "");
        assertThat(sent.payloads()).extracting(Payload::id).containsExactly("p0", "p1", "p2", "p3");
    }

    @Test
    void sendsAnEnvelopeWithoutPayloads() {
        OutgoingMessage message = messages.send(messages.options());
        assertThat(Messages.read(message).payloads()).isEmpty();
        assertThat(message.hasFiles()).isFalse();
    }

    @Test
    void allPayloadsOfAMessageGoToOneServerAndTheNextMessageToAnother() {
        SendOptions o = messages.options();
        SendOptions spread =
                o.withStore(o.links().uploader(), new Fileservers(List.of("http://a:1", "http://b:2"), new Outages()));
        messages.send(spread, binary("1", 5000), binary("2", 5000));
        messages.send(spread, binary("3", 5000), binary("4", 5000));
        List<String> servers = store.uploads.stream().map(Upload::fileserverUrl).toList();
        assertThat(servers.get(0)).isEqualTo(servers.get(1)).isNotEqualTo(servers.get(2));
        assertThat(servers.get(2)).isEqualTo(servers.get(3));
    }

    @Test
    void uploadsNothingBeforeItFinishes() {
        Sending sending = messages.sender().prepare(envelope(binary("n", 5000)), messages.options(), Long.MAX_VALUE);
        assertThat(sending.hasLinks()).isTrue();
        assertThat(store.calls).isEmpty();
        OutgoingMessage message = sending.finish();
        assertThat(store.calls).hasSize(1);
        assertThat(message.hasFiles()).isTrue();
    }

    @Test
    void hasNothingToUploadForDirectPayloads() {
        Sending sending = messages.sender().prepare(envelope(binary("n", 5)), messages.options(), Long.MAX_VALUE);
        assertThat(sending.hasLinks()).isFalse();
        assertThat(sending.finish().hasFiles()).isFalse();
    }

    @Test
    void tellsTheUploadHandlerEverythingItMayNeed() {
        Payload payload = Payload.builder("../ä 😀", PayloadType.IMAGE)
                .value(bytes(2000))
                .metadata(Map.of("content_type", "image/png"))
                .build();
        messages.send(messages.options(), payload);
        Upload upload = store.uploads.get(0);
        assertThat(upload.fileserverUrl()).isEqualTo(MemoryStore.URL);
        assertThat(upload.dataname()).isEqualTo("../ä 😀");
        assertThat(upload.payloadType()).isEqualTo("image");
        assertThat(upload.contentType()).isEqualTo("image/png");
        assertThat(upload.correlationId()).isEqualTo("corr");
        assertThat(upload.msgId()).isEqualTo("msg");
        assertThat(upload.life()).isEqualTo(new Upload.Life(false, Duration.ofHours(1)));
        assertThat(upload.deadline().remaining()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(10));
    }

    @Test
    void letsFilesLiveAsItIsTold() {
        Upload.Life life = new Upload.Life(true, Duration.ofMinutes(5));
        messages.send(messages.options().withLife(life), binary("n", 2000));
        assertThat(store.uploads.get(0).life()).isEqualTo(life);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 50, 500, 999})
    void fitsAMessageOfExactlyTheSizeThatTheBrokerTakes(int size) {
        int limit = messages.send(messages.options(), binary("n", size)).bytes().length;
        OutgoingMessage fits = finish(limit, binary("n", size));
        assertThat(fits.bytes()).hasSize(limit);
        assertThat(fits.hasFiles()).isFalse();
    }

    @Test
    void movesAPayloadToALinkWhenTheMessageIsOneByteTooLarge() {
        int limit = messages.send(messages.options(), binary("n", 900)).bytes().length;
        OutgoingMessage message = finish(limit - 1, binary("n", 900));
        assertThat(message.hasFiles()).isTrue();
        assertThat(message.bytes().length).isLessThan(limit);
        assertThat(store.files.values()).containsExactly(bytes(900));
        assertThat(finish(limit + 1, binary("n", 900)).hasFiles()).isFalse();
    }

    @Test
    void movesTheLargestPayloadsFirstAndNoMoreThanItMust() {
        Payload[] payloads = {binary("a", 905), binary("b", 990), binary("c", 900), binary("d", 980), binary("e", 910)};
        int all = messages.send(messages.options(), payloads).bytes().length;
        List<String> expected = List.of("", "b", "bd", "bde", "abde");
        int limit = all;
        for (String moved : expected) {
            OutgoingMessage message = finish(limit, payloads);
            assertThat(moved(message)).isEqualTo(moved);
            assertThat(message.bytes().length).isLessThanOrEqualTo(limit);
            limit = message.bytes().length - 1;
        }
    }

    @Test
    void fitsMessagesOfAnyShapeOrSaysThatItCannot() {
        Random random = new Random(5);
        int refused = 0;
        for (int i = 0; i < 300; i++) {
            Payload[] payloads = new Payload[1 + random.nextInt(20)];
            for (int k = 0; k < payloads.length; k++) {
                payloads[k] = binary("n" + k, random.nextInt(1500));
            }
            int limit = 1500 + random.nextInt(10_000);
            try {
                OutgoingMessage message = finish(limit, payloads);
                assertThat(message.bytes().length).isLessThanOrEqualTo(limit);
                assertThat(Messages.read(message).payloads()).hasSize(payloads.length);
            } catch (PayloadTooLargeException e) {
                assertThat(e.bytes()).isGreaterThan(limit);
                assertThat(e.limit()).isEqualTo(limit);
                refused++;
            }
        }
        assertThat(refused).isBetween(1, 250);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 64, 200})
    void keepsWithinTheLimitOfADefaultBrokerAtEveryBoundary(int count) {
        int limit = 1_048_576;
        int largest = 786_432 / count;
        SendOptions options = messages.options(1_000_000);
        int direct = 0;
        for (int size = largest - 700 / count - 300; size <= largest + 3; size += Math.max(1, 60 / count)) {
            Payload[] payloads = new Payload[count];
            Arrays.fill(payloads, Payload.of("n", new byte[size], PayloadType.BINARY));
            OutgoingMessage message = messages.sender()
                    .prepare(envelope(payloads), options, limit)
                    .finish();
            assertThat(message.bytes().length).isLessThanOrEqualTo(limit);
            if (message.hasFiles()) {
                int without = messages.send(options, payloads).bytes().length;
                assertThat(without)
                        .as("a message of %d × %d bytes", count, size)
                        .isGreaterThan(limit);
            } else {
                direct++;
            }
            message.discard();
        }
        assertThat(direct).as("messages that fitted without a link").isPositive();
    }

    @Test
    void movesOneMoreWhenAUrlIsLongerThanThoughtLikely() {
        Payload[] payloads = {binary("a", 900), binary("b", 800)};
        store.suffix = "/" + "x".repeat(400);
        int direct = messages.send(messages.options(), payloads).bytes().length;
        OutgoingMessage one = finish(direct - 1, payloads);
        assertThat(moved(one)).isEqualTo("a");
        OutgoingMessage both = finish(one.bytes().length - 1, payloads);
        assertThat(moved(both)).isEqualTo("ab");
        assertThat(both.bytes().length).isLessThan(one.bytes().length);
    }

    @Test
    void refusesAMessageInWhichNothingIsLeftToMove() {
        Payload[] payloads = {binary("a", 900), binary("b", 30)};
        assertThatThrownBy(() -> finish(600, payloads))
                .isInstanceOfSatisfying(PayloadTooLargeException.class, e -> {
                    assertThat(e.limit()).isEqualTo(600);
                    assertThat(e.bytes()).isGreaterThan(600);
                })
                .hasMessageStartingWith("NB-104: The message for subject 'demo.subject' is too large: ")
                .hasMessageContaining("max_payload");
        assertThat(store.calls).as("nothing was uploaded for it").isEmpty();
    }

    @Test
    void deletesWhatItUploadedWhenTheMessageTurnsOutToBeTooLarge() {
        store.suffix = "/" + "x".repeat(5000);
        assertThatThrownBy(() -> finish(1800, binary("a", 900), binary("b", 30)))
                .isInstanceOf(PayloadTooLargeException.class);
        assertThat(store.uploads).isNotEmpty();
        assertThat(store.files).isEmpty();
    }

    @Test
    void deletesWhatItUploadedWhenALaterUploadFails() {
        store.beforeUpload = upload -> {
            if (upload.dataname().equals("c")) {
                throw new FileserverException("Cannot upload: full", 507, false, null, null);
            }
        };
        SendOptions options = messages.options();
        assertThatThrownBy(() -> messages.send(
                        options,
                        binary("a", 2000),
                        Payload.of("b", new ByteArrayInputStream(bytes(3000)), PayloadType.BINARY),
                        binary("c", 4000),
                        binary("d", 5000)))
                .isInstanceOf(FileserverException.class)
                .hasMessageContaining("full");
        assertThat(store.files).isEmpty();
        assertThat(store.uploads).extracting(Upload::dataname).doesNotContain("c");
        assertThat(store.calls.stream().filter(call -> call.startsWith("delete")))
                .hasSameSizeAs(store.uploads);
    }

    @Test
    void reportsTheFailureThatCountedWhenTheCleanUpFailsToo() {
        store.beforeUpload = upload -> {
            if (upload.dataname().equals("b")) {
                throw new FileserverException("Cannot upload: full", 507, false, null, null);
            }
        };
        store.beforeDelete = file -> {
            throw new FileserverException("Cannot delete", 500, false, null, null);
        };
        assertThatThrownBy(() -> messages.send(messages.options(), binary("a", 2000), binary("b", 2000)))
                .hasMessageContaining("full");
    }

    @Test
    void deletesItsFilesWhenTheMessageIsNotSent() {
        OutgoingMessage message = messages.send(messages.options(), binary("a", 2000), binary("b", 3000));
        assertThat(store.files).hasSize(2);
        message.discard();
        assertThat(store.files).isEmpty();
    }

    @Test
    void leavesNothingBehindWhenALaterPayloadCannotBeEncoded() {
        Payload stream = Payload.of("a", new ByteArrayInputStream(bytes(5000)), PayloadType.BINARY);
        Payload wrong = Payload.of("b", "\uD83D", PayloadType.TEXT);
        assertThatThrownBy(() -> messages.send(messages.options(), stream, wrong))
                .isInstanceOfSatisfying(PayloadConversionException.class, e -> assertThat(e.dataname())
                        .isEqualTo("b"));
        assertThat(store.calls).isEmpty();
    }

    @Test
    void namesThePayloadWhoseBytesCannotBeRead() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("disk gone");
            }
        };
        assertThatThrownBy(() -> messages.send(messages.options(), Payload.of("b", broken, PayloadType.BINARY)))
                .isInstanceOf(PayloadConversionException.class)
                .hasMessageContaining("Payload 'b': its value cannot be read")
                .hasMessageContaining("disk gone");
    }

    @Test
    void closesTheContentsItMadeAndLeavesThoseOfOthersOpen() throws Exception {
        boolean[] closed = {false};
        Content others = new Content() {
            @Override
            public long size() {
                return 5;
            }

            @Override
            public InputStream openStream() {
                return new ByteArrayInputStream(new byte[5]);
            }

            @Override
            public void close() {
                closed[0] = true;
            }
        };
        messages.send(
                messages.options(),
                Payload.of("a", others, PayloadType.BINARY),
                Payload.of("b", new ByteArrayInputStream(bytes(500)), PayloadType.BINARY));
        assertThat(closed[0]).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"LINK, false, true", "ALL, true, true", "NONE, false, false"})
    void writesHashesAsItIsTold(HashMode mode, boolean direct, boolean link) {
        List<Payload> payloads = messages.sent(messages.options(mode), binary("d", 10), binary("l", 2000))
                .payloads();
        assertThat(payloads.get(0).metadata().get("sha256")).isEqualTo(direct ? Sha256.hex(bytes(10)) : null);
        assertThat(payloads.get(1).metadata().get("sha256")).isEqualTo(link ? Sha256.hex(bytes(2000)) : null);
    }

    @ParameterizedTest
    @EnumSource(HashMode.class)
    void writesTheHashOfAPayloadThatWasMovedToALinkOnce(HashMode mode) {
        Sending sending = messages.sender().prepare(envelope(binary("n", 900)), messages.options(mode), 1400);
        Payload payload = Messages.read(sending.finish()).payloads().get(0);
        assertThat(payload.transport()).isEqualTo(Transport.LINK);
        assertThat(payload.metadata().get("sha256")).isEqualTo(mode == HashMode.NONE ? null : Sha256.hex(bytes(900)));
        assertThat(payload.metadata()).doesNotContainKey("payload_bytes");
    }

    @Test
    void tellsWhenALinkDiesWhereTheServerSays() {
        store.expiresAt = Instant.parse("2026-05-06T07:08:09Z");
        Payload payload =
                messages.sent(messages.options(), binary("n", 2000)).payloads().get(0);
        assertThat(payload.metadata()).containsEntry("expires_at", "2026-05-06T07:08:09Z");
        store.expiresAt = null;
        payload =
                messages.sent(messages.options(), binary("n", 2000)).payloads().get(0);
        assertThat(payload.metadata()).containsOnlyKeys("sha256");
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 2000})
    void carriesNothingOnThatDescribesAnEarlierJourney(int size) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("payload_bytes", 7);
        metadata.put("sha256", "old");
        metadata.put("expires_at", "2020-01-01T00:00:00Z");
        metadata.put("content_type", "text/csv");
        metadata.put("own", List.of(1));
        Payload received = Payload.builder("n", PayloadType.BINARY)
                .id("old-id")
                .transport(Transport.LINK)
                .link("http://old/link")
                .size(7)
                .metadata(metadata)
                .unknownFields(Map.of("x", 1))
                .value(bytes(size))
                .build();
        Payload sent = messages.sent(messages.options(HashMode.NONE), received)
                .payloads()
                .get(0);
        metadata.keySet().removeAll(List.of("payload_bytes", "sha256", "expires_at"));
        if (size < THRESHOLD) {
            metadata.put("payload_bytes", size);
        }
        assertThat(sent.metadata()).isEqualTo(metadata);
        assertThat(sent.id()).isEqualTo("p0");
        assertThat(sent.size()).isEqualTo(size);
        assertThat(sent.link().orElse("")).doesNotContain("old");
        assertThat(sent.unknownFields()).isEqualTo(Map.of("x", 1));
    }

    @ParameterizedTest
    @CsvSource({"50000, true", "50001, false"})
    void sendsToMicroPythonWhatItCanHold(int size, boolean accepted) {
        SendOptions options = messages.options(TargetPlatform.MICROPYTHON);
        if (accepted) {
            Payload payload =
                    messages.sent(options, binary("n", size)).payloads().get(0);
            assertThat(payload.transport()).isEqualTo(Transport.DIRECT);
        } else {
            assertThatThrownBy(() -> messages.send(options, binary("n", size)))
                    .isInstanceOf(PayloadTooLargeException.class)
                    .hasMessageContaining("Payload 'n' for targetPlatform micropython is too large: " + size)
                    .hasMessageContaining("a limit of 50000 bytes");
        }
        assertThat(store.calls).isEmpty();
    }

    @Test
    void makesNoLinkForMicroPythonToFitAMessage() {
        SendOptions options = messages.options(TargetPlatform.MICROPYTHON);
        Envelope envelope = envelope(binary("n", 5000));
        assertThatThrownBy(() -> messages.sender().prepare(envelope, options, 4000))
                .isInstanceOf(PayloadTooLargeException.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"ARROWTABLE", "TABLE", "JSONTABLE"})
    void sendsNoTableToMicroPython(PayloadType type) {
        Payload table = Payload.of("rows", List.of(Map.of("x", 1)), type);
        assertThatThrownBy(() -> messages.send(messages.options(TargetPlatform.MICROPYTHON), table))
                .isInstanceOf(UnsupportedPayloadTypeException.class)
                .hasMessageContaining(
                        "Cannot send payload 'rows' to targetPlatform micropython: it reads no tables, and this is "
                                + type.wireName());
    }

    @ParameterizedTest
    @CsvSource({
        "ANY, ARROWTABLE, arrowtable, STREAM",
        "ANY, TABLE, table, FILE",
        "ANY, JSONTABLE, jsontable, JSON",
        "PYTHON, ARROWTABLE, table, FILE",
        "PYTHON, TABLE, table, FILE",
        "PYTHON, JSONTABLE, table, FILE",
        "JULIA, ARROWTABLE, arrowtable, STREAM",
        "JULIA, TABLE, arrowtable, STREAM",
        "JULIA, JSONTABLE, jsontable, JSON",
        "JAVASCRIPT, ARROWTABLE, arrowtable, STREAM",
        "JAVASCRIPT, TABLE, arrowtable, STREAM",
        "JAVASCRIPT, JSONTABLE, jsontable, JSON"
    })
    void sendsTablesInTheFormThatThePlatformReads(
            TargetPlatform platform, PayloadType type, String label, String form) {
        Payload table = Payload.of("rows", List.of(Map.of("x", 1)), type);
        Payload sent =
                messages.sent(messages.options(platform), table).payloads().get(0);
        assertThat(sent.type().wireName()).isEqualTo(label);
        byte[] bytes = sent.content()
                .map(Content::toByteArray)
                .orElseGet(() -> store.files.get(sent.link().orElseThrow()));
        String start = new String(bytes, 0, 4, StandardCharsets.ISO_8859_1);
        assertThat(start)
                .startsWith(Map.of("STREAM", "\u00FF\u00FF\u00FF\u00FF", "FILE", "ARRO", "JSON", "[{")
                        .get(form));
    }

    @ParameterizedTest
    @EnumSource(TargetPlatform.class)
    void sendsEverythingElseToEveryPlatformAsItIs(TargetPlatform platform) {
        Envelope sent = messages.sent(
                messages.options(platform),
                Payload.of("t", "hi", PayloadType.TEXT),
                Payload.of("d", Map.of("a", 1), PayloadType.DICTIONARY),
                Payload.of("i", bytes(3), PayloadType.IMAGE),
                Payload.of("a", bytes(3), PayloadType.AUDIO),
                Payload.of("v", bytes(3), PayloadType.VIDEO),
                Payload.of("b", bytes(3), PayloadType.BINARY));
        assertThat(sent.payloads())
                .extracting(payload -> payload.type().wireName())
                .containsExactly("text", "dictionary", "image", "audio", "video", "binary");
    }

    @Test
    void describesTheMessageThatItMade() {
        OutgoingMessage message = messages.send(messages.options(), binary("a", 10), binary("b", 2000));
        Envelope read = Messages.read(message);
        assertThat(message.envelope().payloads())
                .extracting(Payload::link)
                .isEqualTo(read.payloads().stream().map(Payload::link).toList());
        assertThat(message.envelope().msgId()).isEqualTo("msg");
    }

    private OutgoingMessage finish(long maxBytes, Payload... payloads) {
        return messages.sender()
                .prepare(envelope(payloads), messages.options(), maxBytes)
                .finish();
    }

    /** Names of the payloads that went by link. */
    private static String moved(OutgoingMessage message) {
        List<String> moved = new ArrayList<>();
        for (Payload payload : Messages.read(message).payloads()) {
            if (payload.transport() == Transport.LINK) {
                moved.add(payload.dataname());
            }
        }
        return String.join("", moved);
    }
}
