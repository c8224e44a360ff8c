/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.bridge;

import static io.natsbridge.camel.bridge.Messages.binary;
import static io.natsbridge.camel.bridge.Messages.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.natsbridge.camel.arrow.ArrowTable;
import io.natsbridge.camel.content.Content;
import io.natsbridge.camel.content.Sha256;
import io.natsbridge.camel.envelope.Envelope;
import io.natsbridge.camel.envelope.Payload;
import io.natsbridge.camel.envelope.PayloadType;
import io.natsbridge.camel.envelope.Transport;
import io.natsbridge.camel.error.NatsBridgeException.FileserverException;
import io.natsbridge.camel.error.NatsBridgeException.InvalidEnvelopeException;
import io.natsbridge.camel.error.NatsBridgeException.LinkGoneException;
import io.natsbridge.camel.error.NatsBridgeException.LinkRefusedException;
import io.natsbridge.camel.error.NatsBridgeException.PayloadConversionException;
import io.natsbridge.camel.error.NatsBridgeException.PayloadIntegrityException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeReceiverTest {

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

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of(PayloadType.TEXT, "hi ä😀", "hi ä😀"),
                Arguments.of(PayloadType.DICTIONARY, Map.of("a", 1), Map.of("a", 1)),
                Arguments.of(PayloadType.JSONTABLE, List.of(Map.of("x", 1)), List.of(Map.of("x", 1))));
    }

    @ParameterizedTest
    @MethodSource("values")
    void givesEveryTypeItsNaturalValueDirectAndByLink(PayloadType type, Object value, Object natural) {
        for (long threshold : new long[] {1_000_000, 0}) {
            for (FetchMode fetch : FetchMode.values()) {
                OutgoingMessage sent = messages.send(messages.options(threshold), Payload.of("n", value, type));
                try (IncomingMessage message = receive(sent, fetch)) {
                    Payload payload = message.envelope().payloads().get(0);
                    assertThat(payload.value()).isEqualTo(natural);
                    assertThat(payload.transport()).isEqualTo(threshold == 0 ? Transport.LINK : Transport.DIRECT);
                    assertThat(message.hasLinks()).isEqualTo(threshold == 0);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"IMAGE", "AUDIO", "VIDEO", "BINARY"})
    void givesBytesAsAnArrayWhenDirectAndAsContentWhenByLink(PayloadType type) throws Exception {
        OutgoingMessage sent =
                messages.send(messages.options(), Payload.of("d", bytes(10), type), Payload.of("l", bytes(5000), type));
        try (IncomingMessage message = receive(sent, FetchMode.EAGER)) {
            List<Payload> payloads = message.envelope().payloads();
            assertThat(payloads.get(0).value()).isEqualTo(bytes(10));
            assertThat(payloads.get(1).value()).isInstanceOf(Content.class);
            Content content = (Content) payloads.get(1).value();
            assertThat(content.toByteArray()).isEqualTo(bytes(5000));
            assertThat(content.file().orElseThrow()).exists();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1_000_000, 0})
    void keepsATableReadableUntilTheMessageIsClosed(long threshold) {
        Payload rows = Payload.of("rows", List.of(Map.of("x", 1L), Map.of("x", 2L)), PayloadType.ARROWTABLE);
        OutgoingMessage sent = messages.send(messages.options(threshold), rows);
        try (IncomingMessage message = receive(sent, FetchMode.EAGER)) {
            ArrowTable table = message.envelope().payloads().get(0).as(ArrowTable.class);
            assertThat(table.rowCount()).isEqualTo(2);
        }
    }

    @Test
    void readsTheEnvelopeAloneWithoutFetchingAnything() {
        OutgoingMessage sent = messages.send(messages.options(), binary("l", 5000));
        store.calls.clear();
        Envelope envelope = receiver(FetchMode.EAGER).readEnvelope(sent.bytes());
        assertThat(envelope.payloads().get(0).link()).isPresent();
        assertThat(store.calls).isEmpty();
    }

    @Test
    void refusesWhatIsNoEnvelope() {
        byte[] none = "hello".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> receiver(FetchMode.EAGER).readEnvelope(none))
                .isInstanceOf(InvalidEnvelopeException.class);
    }

    @Test
    void learnsTheSizeOfALinkFromWhatCame() {
        store.files.put(MemoryStore.URL + "/file/x", bytes(123));
        Payload link = link("n", "/file/x", Map.of());
        try (IncomingMessage message = receive(Messages.envelope(link), FetchMode.EAGER)) {
            assertThat(message.envelope().payloads().get(0).size()).isEqualTo(123);
        }
    }

    @Test
    void asksForAllFilesBeforeItFetchesTheFirst() {
        OutgoingMessage sent = messages.send(messages.options(), binary("a", 2000), binary("b", 3000));
        store.calls.clear();
        receive(sent, FetchMode.EAGER).close();
        assertThat(store.calls)
                .containsExactlyInAnyOrder(
                        "check http://files.test:8080/file/a",
                        "check http://files.test:8080/file/b",
                        "download http://files.test:8080/file/a",
                        "download http://files.test:8080/file/b");
        assertThat(store.calls.subList(0, 2)).allMatch(call -> call.startsWith("check"));
    }

    @Test
    void fetchesNoneOfSeveralFilesWhenOneIsGone() {
        OutgoingMessage sent = messages.send(messages.options(), binary("a", 2000), binary("b", 3000));
        store.files.remove(MemoryStore.URL + "/file/b");
        store.calls.clear();
        assertThatThrownBy(() -> receive(sent, FetchMode.EAGER)).isInstanceOf(LinkGoneException.class);
        assertThat(store.calls).noneMatch(call -> call.startsWith("download"));
    }

    @Test
    void leavesNothingBehindWhenTheThirdOfFiveDownloadsFails() {
        OutgoingMessage sent = messages.send(
                messages.options(),
                binary("a", 2000),
                binary("b", 2001),
                binary("c", 2002),
                binary("d", 2003),
                binary("e", 2004));
        store.beforeDownload = download -> {
            if (download.dataname().equals("c")) {
                throw new FileserverException("Cannot download: 403", 403, false, null, null);
            }
        };
        assertThatThrownBy(() -> receive(sent, FetchMode.EAGER))
                .isInstanceOf(FileserverException.class)
                .hasMessageContaining("403");
        assertThat(store.calls).contains("download http://files.test:8080/file/c");
    }

    @Test
    void leavesNothingBehindWhenALaterPayloadIsNotWhatItClaims() {
        store.files.put(MemoryStore.URL + "/file/a", bytes(5000));
        store.files.put(
                MemoryStore.URL + "/file/b",
                new byte[] {(byte) 0xFF, 'x', 'x', 'x', 'x', 'x', 'x', 'x', 'x', 'x', 'x'});
        Payload good = link("a", "/file/a", Map.of());
        Payload bad = link("b", "/file/b", Map.of()).toBuilder()
                .type(PayloadType.TEXT)
                .build();
        assertThatThrownBy(() -> receive(Messages.envelope(good, bad), FetchMode.EAGER))
                .isInstanceOfSatisfying(PayloadConversionException.class, e -> assertThat(e.dataname())
                        .isEqualTo("b"));
    }

    @ParameterizedTest
    @EnumSource(FetchMode.class)
    void refusesALinkToAnotherServerWithoutAskingAnybody(FetchMode fetch) {
        Payload evil = link("n", "", Map.of()).toBuilder()
                .link("http://evil.test/file/x")
                .build();
        assertThatThrownBy(() -> {
                    try (IncomingMessage message = receive(Messages.envelope(evil), fetch)) {
                        message.envelope().payloads().get(0).value();
                    }
                })
                .isInstanceOf(LinkRefusedException.class)
                .hasMessageContaining("evil.test");
        assertThat(store.calls).isEmpty();
    }

    @Test
    void fetchesALazyPayloadOnceWhenItIsFirstRead() {
        OutgoingMessage sent = messages.send(messages.options(), binary("a", 2000), binary("b", 3000));
        store.calls.clear();
        try (IncomingMessage message = receive(sent, FetchMode.LAZY)) {
            assertThat(store.calls).isEmpty();
            Payload payload = message.envelope().payloads().get(1);
            assertThat(payload.isLazy()).isTrue();
            assertThat(payload.as(Content.class).toByteArray()).isEqualTo(bytes(3000));
            assertThat(payload.as(Content.class).toByteArray()).isEqualTo(bytes(3000));
            assertThat(store.calls).containsExactly("download http://files.test:8080/file/b");
            assertThat(message.envelope().payloads().get(0).isLazy()).isTrue();
        }
    }

    @Test
    void fetchesALazyPayloadAgainAfterAFailure() {
        OutgoingMessage sent = messages.send(messages.options(), binary("a", 2000));
        store.beforeDownload = download -> {
            throw new FileserverException("Cannot download: 503", 503, true, null, null);
        };
        try (IncomingMessage message = receive(sent, FetchMode.LAZY)) {
            Payload payload = message.envelope().payloads().get(0);
            assertThatThrownBy(payload::value).isInstanceOf(FileserverException.class);
            store.beforeDownload = download -> {};
            assertThat(payload.as(Content.class).size()).isEqualTo(2000);
        }
    }

    static Stream<Payload> spooled() {
        return Stream.of(
                Payload.of("t", "a".repeat(2_000_000), PayloadType.TEXT),
                Payload.of("t", List.of(Map.of("x", "a".repeat(2_000_000))), PayloadType.ARROWTABLE));
    }

    @ParameterizedTest
    @MethodSource("spooled")
    void tellsWhenSomebodyElseHasEmptiedTheSpool(Payload payload) {
        OutgoingMessage sent = messages.send(messages.options(), payload);
        store.downloaded = in -> new FilterInputStream(in) {
            @Override
            public void close() throws IOException {
                super.close();
                messages.emptySpool();
            }
        };
        assertThatThrownBy(() -> receive(sent, FetchMode.EAGER))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("Cannot read the bytes of payload 't'")
                .hasMessageContaining("java.nio.file.NoSuchFileException");
    }

    @Test
    void keepsNothingThatIsFetchedAfterTheMessageWasClosed() {
        OutgoingMessage sent = messages.send(messages.options(), binary("a", 2000));
        IncomingMessage message = receive(sent, FetchMode.LAZY);
        message.close();
        Content late = message.envelope().payloads().get(0).as(Content.class);
        assertThat(late.file().orElseThrow()).doesNotExist();
    }

    @Test
    void refusesBytesThatDoNotHaveTheHashOfTheEnvelope() {
        for (long threshold : new long[] {1_000_000, 0}) {
            Envelope sent = Messages.read(send(threshold, HashMode.ALL, binary("n", 50)));
            Payload changed = sent.payloads().get(0).toBuilder()
                    .metadata(Map.of("sha256", Sha256.hex(bytes(51))))
                    .build();
            assertThatThrownBy(() -> receive(sent.withPayloads(List.of(changed)), FetchMode.EAGER))
                    .isInstanceOf(PayloadIntegrityException.class)
                    .hasMessageContaining("Payload 'n': ")
                    .hasMessageContaining("SHA-256");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "zz"})
    void refusesAHashThatIsNone(String hash) {
        for (long threshold : new long[] {1_000_000, 0}) {
            Envelope sent = Messages.read(send(threshold, HashMode.ALL, binary("n", 50)));
            Payload changed = sent.payloads().get(0).toBuilder()
                    .metadata(Map.of("sha256", hash))
                    .build();
            assertThatThrownBy(() -> receive(sent.withPayloads(List.of(changed)), FetchMode.EAGER))
                    .isInstanceOf(PayloadIntegrityException.class);
        }
    }

    @Test
    void acceptsAHashInCapitalLetters() {
        for (long threshold : new long[] {1_000_000, 0}) {
            Envelope sent = Messages.read(send(threshold, HashMode.ALL, binary("n", 50)));
            Payload changed = sent.payloads().get(0).toBuilder()
                    .metadata(Map.of("sha256", Sha256.hex(bytes(50)).toUpperCase(Locale.ROOT)))
                    .build();
            receive(sent.withPayloads(List.of(changed)), FetchMode.EAGER).close();
        }
    }

    @Test
    void refusesAPayloadWithoutHashWhereOneIsDemanded() {
        EnvelopeReceiver demanding = messages.receiver(FetchMode.LAZY, true);
        for (long threshold : new long[] {1_000_000, 0}) {
            Envelope with = Messages.read(send(threshold, HashMode.ALL, binary("n", 50)));
            demanding.receive(with).close();
            Envelope without = Messages.read(send(threshold, HashMode.NONE, binary("n", 50)));
            assertThatThrownBy(() -> demanding.receive(without))
                    .isInstanceOf(PayloadIntegrityException.class)
                    .hasMessageContaining("Payload 'n': it carries no SHA-256, and requireHash demands one");
        }
    }

    @Test
    void deletesTheFilesItWasSentOnceTheyAreUsed() {
        OutgoingMessage sent = messages.send(messages.options(), binary("a", 2000), binary("d", 5), binary("b", 3000));
        try (IncomingMessage message = receive(sent, FetchMode.EAGER)) {
            message.deleteFiles();
        }
        assertThat(store.files).isEmpty();
    }

    @Test
    void goesOnDeletingWhenOneFileCannotBeDeleted() {
        OutgoingMessage sent = messages.send(messages.options(), binary("a", 2000), binary("b", 3000));
        store.beforeDelete = file -> {
            if (store.files.size() == 2) {
                store.files.remove(MemoryStore.URL + "/file/a");
                throw new FileserverException("Cannot delete: 500", 500, false, null, null);
            }
        };
        try (IncomingMessage message = receive(sent, FetchMode.EAGER)) {
            message.deleteFiles();
        }
        assertThat(store.files).isEmpty();
    }

    private OutgoingMessage send(long threshold, HashMode hash, Payload payload) {
        SendOptions o = messages.options(threshold);
        return messages.send(new SendOptions(threshold, o.platform(), hash, o.spool(), o.links()), payload);
    }

    private EnvelopeReceiver receiver(FetchMode fetch) {
        return messages.receiver(fetch, false);
    }

    private IncomingMessage receive(OutgoingMessage sent, FetchMode fetch) {
        EnvelopeReceiver receiver = receiver(fetch);
        return receiver.receive(receiver.readEnvelope(sent.bytes()));
    }

    private IncomingMessage receive(Envelope envelope, FetchMode fetch) {
        return receiver(fetch).receive(envelope);
    }

    private static Payload link(String name, String path, Map<String, Object> metadata) {
        return Payload.builder(name, PayloadType.BINARY)
                .id("")
                .transport(Transport.LINK)
                .link(MemoryStore.URL + path)
                .metadata(metadata)
                .build();
    }
}
