/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import static io.natsbridge.camel.it.PeerMatrix.CAMEL;
import static io.natsbridge.camel.it.PeerValues.plain;
import static java.util.Arrays.asList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.natsbridge.camel.arrow.ArrowCompression;
import io.natsbridge.camel.arrow.ArrowFormat;
import io.natsbridge.camel.arrow.ArrowLimits;
import io.natsbridge.camel.arrow.ArrowTable;
import io.natsbridge.camel.arrow.ArrowTables;
import io.natsbridge.camel.arrow.ArrowValidation;
import io.natsbridge.camel.arrow.ArrowValues;
import io.natsbridge.camel.arrow.ArrowWriteOptions;
import io.natsbridge.camel.content.Content;
import io.natsbridge.camel.envelope.Payload;
import io.natsbridge.camel.envelope.PayloadType;
import io.natsbridge.camel.error.NatsBridgeException.PayloadConversionException;
import io.natsbridge.camel.it.PeerMatrix.Exchange;
import io.natsbridge.camel.test.peer.OutgoingPayload;
import io.natsbridge.camel.test.peer.PeerMessage;
import io.natsbridge.camel.test.peer.PeerPayload;
import io.natsbridge.camel.test.peer.PythonPeer;
import io.natsbridge.camel.test.peer.RequiresPeer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Arrow tables of all kinds that pyarrow, pandas and Arrow.jl write, as {@code arrow_zoo.py} makes them: Camel reads the
 * rows that pyarrow reads, and what Camel sends on is still what it was.
 */
@RequiresPeer(PythonPeer.class)
class PeerArrowIT extends PeerTalk {

    private static final Map<String, Object> LENIENT = Map.of("lenient", true);
    private static final PythonPeer PYTHON = new PythonPeer();

    @TempDir
    static Path folder;

    PeerArrowIT() {
        super(PYTHON, "python");
    }

    @BeforeAll
    static void makeFiles(@TempDir Path home) throws IOException, InterruptedException {
        PeerTable.makeAll(PYTHON.interpreter(), home, folder);
    }

    static Stream<PeerTable> readable() throws IOException {
        return PeerTable.all(folder).stream().filter(table -> !table.group().equals("unreadable"));
    }

    static Stream<PeerTable> uncompressed() throws IOException {
        return readable().filter(table -> table.compression().equals("none"));
    }

    /** A file holds no dictionary that is replaced. */
    static Stream<PeerTable> convertible() throws IOException {
        return uncompressed().filter(table -> !table.kind().equals("dictionary replaced"));
    }

    /** Arrow Java's vectors hold no bytes of no length, and leave no dictionary that grows. */
    static Stream<PeerTable> compressible() throws IOException {
        Set<String> others = Set.of("dictionary with deltas", "fixed size binary of nothing");
        return convertible().filter(table -> !others.contains(table.kind()));
    }

    /** A subject that both Camel and the peer listen on. */
    private static String newInbox() {
        return PeerRoutes.INBOX + newSubject().replace('.', '-');
    }

    private static Path path(String name) {
        return folder.resolve("none").resolve(name);
    }

    private static OutgoingPayload payload(String name) {
        return OutgoingPayload.file(name, name.endsWith(".file") ? "table" : "arrowtable", path(name));
    }

    @ParameterizedTest
    @MethodSource("readable")
    void camelReadsTheRowsThatPyarrowReads(PeerTable table) {
        check(table, 1_000_000, "direct");
    }

    @ParameterizedTest
    @MethodSource("uncompressed")
    void camelReadsTheRowsThatPyarrowReadsOfALink(PeerTable table) {
        check(table, 0, "link");
    }

    private void check(PeerTable table, long threshold, String transport) {
        String subject = newInbox();
        int subscription = peer.subscribe(subject, LENIENT);
        peer.send(subject, List.of(table.payload()), Map.of("size_threshold", threshold, "one_shot", false));
        PeerPayload told = next(subject).payload();
        peer.unsubscribe(subscription);
        PeerArrival.Part received = camel.next().part();
        assertThat(received.transport()).isEqualTo(transport);
        assertThat(received.sha256()).isEqualTo(told.sha256());
        assertThat(plain(received.value())).isEqualTo(plain(told.value()));
        matrix.read(peer.name(), CAMEL, received.type(), transport, Exchange.MESSAGE);
        matrix.readTable(peer.name(), CAMEL, table);
    }

    /** Values of the one column of some tables, so that not two readers err alike. */
    static Stream<Arguments> values() {
        ZonedDateTime inBerlin = ZonedDateTime.parse("2024-07-31T14:00:01+02:00[Europe/Berlin]");
        ZonedDateTime longAgo = ZonedDateTime.parse("1960-01-01T01:00+01:00[Europe/Berlin]");
        return Stream.of(
                Arguments.of("dictionary with deltas.stream", asList("a", "b", "c", "a", "d", null)),
                Arguments.of("dictionary with deltas.file", asList("a", "b", "c", "a", "d", null)),
                Arguments.of("dictionary replaced.stream", asList("a", "b", "y", "x", "z", null)),
                Arguments.of("dictionary with null.file", asList("a", null, null, null)),
                Arguments.of("dense union by codes.file", asList(1L, "two", null, null, 5L)),
                Arguments.of("runs of text by int16.stream", asList("a", "a", null, "b", "b", "b", "b")),
                Arguments.of("uint8.file", asList((short) 0, null, (short) 255)),
                Arguments.of(
                        "decimal128(5, 5).file",
                        asList(new BigDecimal("0.99999"), null, new BigDecimal("-0.99999"), new BigDecimal("0.00000"))),
                Arguments.of("timestamp in us at Europe Berlin.file", asList(inBerlin, null, longAgo)),
                Arguments.of(
                        "timestamp in ns at None.file",
                        asList(LocalDateTime.of(2024, 7, 31, 12, 0, 1), null, LocalDateTime.of(1960, 1, 1, 0, 0))),
                Arguments.of("duration in ns.stream", asList(Duration.ofSeconds(5), null, Duration.ofDays(-1))),
                Arguments.of("list view.stream", asList(asList(1, null), null, List.of(), List.of(2))),
                Arguments.of("map.file", asList(entries("a", 1L, "b", null), null, Map.of())),
                Arguments.of("extension json.file", asList("{\"a\":1}", null)),
                Arguments.of("no columns but rows.file", List.of()));
    }

    private static Map<String, Object> entries(String first, Object one, String second, Object other) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(first, one);
        map.put(second, other);
        return map;
    }

    @ParameterizedTest
    @MethodSource("values")
    void camelReadsTheValuesThatWereWritten(String name, List<Object> values) {
        peer.send(newInbox(), payload(name));
        List<?> rows = (List<?>) camel.next().part().value();
        List<Object> read = new ArrayList<>();
        rows.forEach(row -> read.addAll(((Map<?, ?>) row).values()));
        assertThat(read).isEqualTo(values);
    }

    @ParameterizedTest
    @MethodSource("convertible")
    void whatCamelSendsOnAsAFileIsStillTheSameTable(PeerTable table) {
        checkSentOn(table, PeerRoutes.FORWARD);
        matrix.readTable(CAMEL, peer.name(), table.withForm("file"));
    }

    /** Half of the tables by the one codec, half by the other. */
    @ParameterizedTest
    @MethodSource("compressible")
    void whatCamelCompressesIsStillTheSameTable(PeerTable table) {
        String codec = table.form().equals("file") ? "lz4" : "zstd";
        checkSentOn(table, PeerRoutes.FORWARD + "." + codec);
        matrix.readTable(CAMEL, peer.name(), table.withForm("file").withCompression(codec));
    }

    private void checkSentOn(PeerTable table, String subject) {
        int original = peer.subscribe(subject, LENIENT);
        int sentOn = peer.subscribe(PeerRoutes.FORWARDED);
        Map<Integer, PeerPayload> told = new HashMap<>();
        try {
            peer.send(subject, table.payload());
            while (!told.keySet().containsAll(List.of(original, sentOn))) {
                PeerMessage message = peer.awaitMessage(SOON);
                told.put(message.subscription(), message.payload());
            }
        } finally {
            peer.unsubscribe(original);
            peer.unsubscribe(sentOn);
        }
        PeerPayload before = told.get(original);
        PeerPayload after = told.get(sentOn);
        assertThat(after.type()).isEqualTo("table");
        assertThat(after.schema()).isEqualTo(before.schema());
        assertThat(plain(after.value())).isEqualTo(plain(before.value()));
        matrix.read(CAMEL, peer.name(), "table", "direct", Exchange.MESSAGE);
    }

    /** Julia reads streams; a lenient Python does, too. */
    @ParameterizedTest
    @ValueSource(strings = {"arrowtable", "table"})
    void whatGoesToJuliaIsAnArrowStream(String type) {
        Payload payload = PeerTables.ofRows(type).payload();
        PeerPayload told =
                toAnyPeer(List.of(payload), "targetPlatform=julia", LENIENT).payload();
        assertThat(told.type()).isEqualTo("arrowtable");
        assertThat(told.schema()).isEqualTo(PeerTables.columnsOfRows());
        assertThat(plain(told.value())).isEqualTo(plain(PeerTables.ofRows(type).value()));
    }

    /** Names of extension types, and what pandas notes, are metadata of columns and table. */
    @ParameterizedTest
    @CsvSource({"julia,JuliaLang.Symbol", "extension unknown,nobody.knows", "frame,pandas", "metadata,größe"})
    void metadataOfATableIsSentOn(String kind, String mark) throws IOException {
        try (ArrowTable table = open(Files.readAllBytes(path(kind + ".stream")))) {
            assertThat(marks(table)).anyMatch(text -> text.contains(mark));
            for (ArrowCompression compression : ArrowCompression.values()) {
                ByteArrayOutputStream file = new ByteArrayOutputStream();
                ArrowValues.write(table, file, new ArrowWriteOptions("t", ArrowFormat.FILE, compression));
                try (ArrowTable written = open(file.toByteArray())) {
                    assertThat(marks(written)).isEqualTo(marks(table));
                }
            }
        }
    }

    private static List<String> marks(ArrowTable table) {
        List<String> marks = new ArrayList<>(table.schema().getCustomMetadata().keySet());
        table.schema().getFields().forEach(field -> marks.add(field + " " + field.getMetadata()));
        return marks;
    }

    @Test
    void aDictionaryThatIsReplacedFitsIntoNoFile() throws IOException {
        byte[] stream = Files.readAllBytes(path("dictionary replaced.stream"));
        Payload payload = Payload.of("t", stream, PayloadType.ARROWTABLE);
        assertThat(camel.trySend(newSubject(), payload, "targetPlatform=python").getException())
                .isInstanceOf(PayloadConversionException.class)
                .hasMessageContaining("dictionary");
    }

    @Test
    void aDictionaryThatGrowsIsWrittenWithoutItWhereItIsCompressed() throws IOException {
        byte[] stream = Files.readAllBytes(path("dictionary with deltas.stream"));
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (ArrowTable table = open(stream)) {
            ArrowWriteOptions options = new ArrowWriteOptions("t", ArrowFormat.FILE, ArrowCompression.LZ4);
            ArrowValues.write(table, file, options);
        }
        PeerPayload told = toPeer(List.of(Payload.of("t", file.toByteArray(), PayloadType.TABLE)), "", Map.of())
                .payload();
        assertThat(told.rows()).extracting(row -> row.get("d")).containsExactly("a", "b", "c", "a", "d", null);
    }

    private static ArrowTable open(byte[] bytes) {
        return ArrowTables.open(Content.of(bytes), "t", ArrowLimits.DEFAULT, ArrowValidation.WHOLE);
    }

    @Test
    void whatFitsIntoNoVectorIsRefusedWithItsColumnAndType() throws IOException {
        try (ArrowTable table = open(Files.readAllBytes(path("fixed size binary of nothing.stream")))) {
            assertThat(table.rows()).hasSize(2);
            assertThatThrownBy(() -> table.forEachBatch(root -> {}))
                    .isInstanceOf(PayloadConversionException.class)
                    .hasMessageContaining("column 'fixed size binary of nothing' of type FixedSizeBinary(0)");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "bad two columns of one name,twice,name",
        "bad struct,outer,twice",
        "bad decimal32,bad decimal32,Decimal",
        "bad decimal64,bad decimal64,Decimal",
        "bad zone,bad zone,Mars/Olympus",
        "bad moment,bad moment,time",
        "bad map,bad map,key"
    })
    void whatJavaHasNoRowsForIsRefusedWithTheColumnsName(String name, String column, String reason) {
        for (String form : List.of(".stream", ".file")) {
            peer.send(newInbox(), payload(name + form));
            assertThat(camel.nextFailure().cause())
                    .isInstanceOf(PayloadConversionException.class)
                    .hasMessageContaining(column)
                    .hasMessageContaining(reason);
        }
    }
}
