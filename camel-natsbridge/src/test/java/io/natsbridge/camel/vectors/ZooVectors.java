/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.vectors;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.natsbridge.camel.test.peer.OutgoingPayload;
import io.natsbridge.camel.vectors.Notation.Column;
import io.natsbridge.camel.vectors.Recorder.Sent;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Tables with what only pyarrow, pandas and Arrow.jl write: dictionaries that grow, unions, runs, views, extension types, compression. */
final class ZooVectors {

    private static final byte[] UUID_BYTES = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
    private static final List<Column> TINY =
            List.of(Column.of("n", "int64", 1, 2), Column.of("s", "string", "a", null));

    private final Book book;
    private final Recorder recorder;
    private Path folder;

    ZooVectors(Book book, Recorder recorder) {
        this.book = book;
        this.recorder = recorder;
    }

    void write() throws IOException, InterruptedException {
        folder = Files.createTempDirectory("arrow-zoo");
        try {
            makeFiles();
            dictionaries();
            nested();
            batches();
            compressed();
            pandas();
            julia();
        } finally {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }

    private void makeFiles() throws IOException, InterruptedException {
        Path script = folder.resolve("arrow_zoo.py");
        try (InputStream in = ZooVectors.class.getResourceAsStream("/io/natsbridge/camel/it/arrow_zoo.py")) {
            Files.copy(in, script);
        }
        String python = recorder.pythonInterpreter().toString();
        Process process = new ProcessBuilder(python, script.toString(), folder.toString())
                .inheritIO()
                .start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException("arrow_zoo.py ended with code " + process.exitValue());
        }
    }

    private void dictionaries() {
        String grows = "dictionary<values=string, indices=int64, ordered=0>";
        Column deltas = Column.of("d", grows, "a", "b", "c", "a", "d", null);
        add("dictionary with deltas.stream", deltas);
        add("dictionary with deltas.file", deltas);
        add("dictionary replaced.stream", Column.of("d", grows, "a", "b", "y", "x", "z", null));
        add("dictionary with null.file", Column.of("d", "", "a", null, null, null));
        add("dictionary of integers.stream", Column.of("dictionary of integers", "", 1L << 40, null, -1, 1L << 40));
        add("dictionary in a list.stream", Column.of("d", "", List.of("a", "b"), List.of(), List.of("a")));
        add("dense union.stream", Column.of("u", "", 1, "two", null, null, 5));
        add("dense union by codes.file", Column.of("u", "", 1, "two", null, null, 5));
        add("sparse union.file", Column.of("u", "", 1, "two", null, null, 5));
        need(Needs.RUNS, "runs of text by int16.stream", Column.of("r", "", "a", "a", null, "b", "b", "b", "b"));
        need(Needs.RUNS, "runs in two batches.file", Column.of("r", "", 1.5, 2.5, 2.5, 2.5, 1.5, null, null, null));
    }

    private void nested() {
        Object views = List.of(2);
        need(
                Needs.VIEWS,
                "list view.stream",
                Column.of("list view", "", Arrays.asList(1, null), null, List.of(), views));
        List<Object> texts =
                Arrays.asList("", null, "größe 😀", "a\0b", "x".repeat(100), "twelve bytes", "thirteen byte");
        add("string view.file", new Column("string view", "string_view", texts));
        add("fixed size list.file", Column.of("fixed size list", "", List.of(1, 2), null, Arrays.asList(null, 3)));
        add("map.file", Column.of("map", "map<string, int64>", pairs("a", 1, "b", null), null, pairs()));
        add("map by integers.stream", Column.of("map by integers", "", pairs(1, "a", -2, null), null, pairs(3, "c")));
        add("extension json.file", Column.of("e", "", "{\"a\":1}", null));
        add(
                "extension uuid.stream",
                Column.of("e", "", new byte[] {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1}, null));
        add("extension unknown.stream", Column.of("e", "int64", 1, null));
        add("decimal128 of thousands.file", Column.of("decimal128 of thousands", "", new BigDecimal("12000"), null));
        LocalDateTime far = LocalDateTime.of(1970, 1, 1, 0, 0).plus(Duration.ofNanos(1L << 62));
        Duration long62 = Duration.ofNanos(1L << 62);
        add(
                "nanoseconds.stream",
                Column.of("t", "timestamp[ns]", nanos(1), null, nanos(-1), far),
                Column.of("d", "duration[ns]", Duration.ofNanos(1), null, Duration.ofNanos(-1), long62));
        Map<String, Object> interval = new LinkedHashMap<>();
        interval.put("months", 1);
        interval.put("days", -2);
        interval.put("nanoseconds", 3);
        Map<String, Object> less = Map.of("months", 0, "days", 0, "nanoseconds", -1);
        add("interval.file", Column.of("interval", "month_day_nano_interval", interval, null, less));
    }

    private void batches() {
        add("no columns.stream");
        Column none = Column.of("n", "int64");
        add(
                "no rows.file",
                none,
                Column.of("x", "double"),
                Column.of("s", "string"),
                Column.of("b", "bool"),
                Column.of("same", "int32"));
        add("required.stream", Column.of("n", "int32", 1, 2));
        add(
                "names.file",
                Column.of("", "int64", 1),
                Column.of("größe 😀", "int64", 2),
                Column.of("a.b", "int64", 3),
                Column.of("x".repeat(500), "int64", 4));
        add(
                "slice of lists.file",
                new Column(
                        "l",
                        "",
                        Arrays.asList(
                                List.of(7),
                                List.of(8, 8),
                                List.of(),
                                List.of(10),
                                List.of(11, 11),
                                List.of(),
                                List.of(13),
                                List.of(14, 14),
                                List.of())));
        add("metadata.stream", simple(3));
        add("version 4.stream", simple(10));
        add("empty batches.file", simple(60));
    }

    private void compressed() {
        need(Needs.LZ4, "compressed lz4 tiny.stream", TINY.toArray(Column[]::new));
        need(Needs.LZ4, "compressed lz4 tiny.file", TINY.toArray(Column[]::new));
        need(Needs.ZSTD, "compressed zstd tiny.stream", TINY.toArray(Column[]::new));
        need(Needs.ZSTD, "compressed zstd tiny.file", TINY.toArray(Column[]::new));
        need(
                Needs.ZSTD,
                "compressed zstd dictionary.stream",
                new Column(
                        "d",
                        "",
                        Collections.nCopies(100, Arrays.asList("red", "green", null, "red")).stream()
                                .flatMap(List::stream)
                                .toList()));
    }

    private void pandas() {
        Column category = Column.of("category", "", "a", "b", null, "a");
        Column local = Column.of("local", "", day(2024, 1, 31), null, day(1960, 1, 1), day(2024, 7, 31));
        Column zoned = Column.of(
                "zoned",
                "",
                Instant.parse("2024-01-30T23:00:00Z"),
                null,
                Instant.parse("1959-12-31T23:00:00Z"),
                Instant.parse("2024-07-30T22:00:00Z"));
        Column nullable = Column.of("nullable", "int64", 1, null, 3, 4);
        Column delta = Column.of("delta", "", Duration.ofSeconds(1), null, Duration.ofDays(-2), Duration.ofNanos(5000));
        Column object = Column.of("object", "", "x", null, "y", "");
        Column number = Column.of("float", "double", 1.5, null, -0.0, 3.0);
        add(
                "frame.file",
                category,
                local,
                zoned,
                nullable,
                delta,
                object,
                number,
                Column.of("key", "", "r1", "r2", "r3", "r4"));
        add("frame of a range.stream", category, local, zoned, nullable, delta, object, number);
    }

    private void julia() throws IOException {
        Column[] columns = {
            Column.of("of Symbol", "", "red", "green", "red"),
            Column.of("of Char", "", "a", "ü", "😀"),
            new Column("of Date", "", Collections.nCopies(3, LocalDate.of(2024, 2, 29))),
            Column.of("of Nothing", "null", null, null, null),
            new Column("of UUID", "", Collections.nCopies(3, UUID_BYTES)),
            Column.of("of Tuple", "", List.of(1, 2), List.of(3, 4), List.of(5, 6)),
            new Column("of NamedTuple", "", Collections.nCopies(3, named())),
            Column.of("of Set", "", List.of(1), List.of(), List.of(2, 3)),
            Column.of("of Dict", "", pairs("k", 1), pairs(), pairs("l", 2)),
            new Column("of ZonedDateTime-UTC", "", Collections.nCopies(3, Instant.parse("2024-01-31T10:00:00Z"))),
        };
        JuliaVectors julia = new JuliaVectors(book);
        julia.write();
        julia.table("julia-table", "Arrow.jl's stream, with the names of Julia's types", read("julia.stream"), columns);
        julia.table("julia-table-file", "Arrow.jl's file", read("julia.file"), columns);
        julia.tableNeeding(Needs.LZ4, "julia-table-lz4", read("julia lz4.stream"), columns);
        julia.tableNeeding(Needs.ZSTD, "julia-table-zstd", read("julia zstd in batches.stream"), columns);
        julia.table(
                "julia-table-no-end-mark",
                "A stream may end without a mark",
                read("julia without end mark.stream"),
                columns);
    }

    private byte[] read(String name) throws IOException {
        return Files.readAllBytes(folder.resolve(name));
    }

    private void add(String name, Column... columns) {
        Draft draft = record(name, columns);
        book.about("column:other")
                .accept(draft.origin(), "A table with " + plain(name) + ", as pyarrow writes it", draft);
    }

    private void need(String need, String name, Column... columns) {
        Draft draft = record(name, columns);
        String shows = "A table with " + plain(name) + ", as pyarrow writes it";
        book.about("column:other").acceptNeeding(need, draft.origin(), shows, draft);
    }

    private static String plain(String name) {
        return name.replaceFirst("\\.(stream|file)$", "") + " (" + name.replaceFirst(".*\\.", "") + ")";
    }

    private Draft record(String name, Column... columns) {
        String type = name.endsWith(".file") ? "table" : "arrowtable";
        Sample sample = new Sample("zoo", type, null, Arrays.asList(columns));
        OutgoingPayload payload = OutgoingPayload.file("zoo", type, folder.resolve(name));
        Sent sent = recorder.peer("python", List.of(payload), Map.of("lenient", true));
        String id = "python-zoo-" + name.replaceAll("[ .]+", "-");
        ObjectNode expected = sample.expected(type, "direct");
        expected.remove("value");
        expected.set("columns", Notation.columns(Arrays.asList(columns)));
        return PeerVectors.draft(id, sent, List.of(expected));
    }

    private static Column[] simple(int count) {
        Object[][] values = new Object[5][count];
        for (int i = 0; i < count; i++) {
            values[0][i] = i % 7 == 0 ? null : i;
            values[1][i] = i / 3.0;
            values[2][i] = i % 5 == 0 ? null : "text " + i % 11 + " größe";
            values[3][i] = i % 2 == 0;
            values[4][i] = 1;
        }
        return new Column[] {
            Column.of("n", "int64", values[0]),
            Column.of("x", "double", values[1]),
            Column.of("s", "string", values[2]),
            Column.of("b", "bool", values[3]),
            Column.of("same", "int32", values[4])
        };
    }

    private static Map<String, Object> named() {
        Map<String, Object> named = new LinkedHashMap<>();
        named.put("a", 1);
        named.put("b", "x");
        return named;
    }

    private static LocalDateTime nanos(long nanos) {
        return LocalDateTime.of(1970, 1, 1, 0, 0).plusNanos(nanos);
    }

    private static LocalDateTime day(int year, int month, int day) {
        return LocalDateTime.of(year, month, day, 0, 0);
    }

    /** A map of an Arrow column, whose keys may be of any type. */
    private static Notation.Pairs pairs(Object... keysAndValues) {
        return Notation.Pairs.of(keysAndValues);
    }
}
