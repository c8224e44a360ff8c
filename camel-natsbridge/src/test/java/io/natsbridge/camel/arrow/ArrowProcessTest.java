/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

import static org.assertj.core.api.Assertions.assertThat;

import io.natsbridge.camel.content.Content;
import io.natsbridge.camel.error.NatsBridgeException.PayloadConversionException;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What only shows in a JVM of its own: a small heap, no flags, a class path without the optional library. */
class ArrowProcessTest {

    @TempDir
    private Path directory;

    @Test
    @Timeout(300)
    void tablesLargerThanTheHeapAreWrittenAndRead() throws Exception {
        assertThat(run(List.of("-Xmx64m"), classPath(), LargeTables.class, directory.toString()))
                .isEqualTo("rows 3000000 batches 46 copied\nrows 15000000 of one batch\nheld 0");
    }

    @Test
    @Timeout(60)
    void withoutTheOptionalLibraryOnlyZstdIsMissing() throws Exception {
        Path lz4 = Files.write(directory.resolve("lz4"), packed(ArrowCompression.LZ4));
        Path zstd = Files.write(directory.resolve("zstd"), packed(ArrowCompression.ZSTD));
        String classPath = Arrays.stream(classPath().split(File.pathSeparator))
                .filter(entry -> !entry.contains("arrow-compression"))
                .collect(Collectors.joining(File.pathSeparator));

        assertThat(run(List.of(), classPath, Reader.class, lz4.toString())).isEqualTo("rows 100");
        assertThat(run(List.of(), classPath, Reader.class, zstd.toString()))
                .isEqualTo(
                        "NB-103: Payload 'table': cannot read the Arrow data: ZSTD compression needs a library that is"
                                + " not on the class path; add org.apache.arrow:arrow-compression");
    }

    private static byte[] packed(ArrowCompression compression) {
        return ArrowFixtures.write(
                ArrowFixtures.people(100), new ArrowWriteOptions("t", ArrowFormat.STREAM, compression));
    }

    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    private String run(List<String> options, String classPath, Class<?> main, String argument) throws Exception {
        Path output = directory.resolve("output");
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString());
        builder.command().addAll(options);
        builder.command().addAll(List.of("-cp", classPath, main.getName(), argument));
        Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(240, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(output, StandardCharsets.UTF_8).strip();
    }

    /** Reads a table and says how many rows it has, or why it cannot be read. */
    static final class Reader {
        private Reader() {}

        public static void main(String[] args) {
            try (ArrowTable table = ArrowFixtures.open(Content.ofFile(Path.of(args[0])), ArrowValidation.FRAMING)) {
                System.out.println("rows " + table.rows().size());
            } catch (PayloadConversionException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    /** Writes and reads tables of more than 100 MB. */
    static final class LargeTables {
        private static final int ROWS = 3_000_000;
        private static final int ONE_BATCH = 15_000_000;

        private LargeTables() {}

        public static void main(String[] args) throws IOException {
            Path file = Path.of(args[0], "many");
            Iterable<Map<String, Object>> rows = LargeTables::rows;
            try (OutputStream out = Files.newOutputStream(file)) {
                ArrowTables.writeRows(rows, out, new ArrowWriteOptions("t", ArrowFormat.FILE, ArrowCompression.NONE));
            }
            try (ArrowTable table = ArrowFixtures.open(Content.ofFile(file), ArrowValidation.FRAMING)) {
                int[] batches = {0};
                long count = count(table);
                table.forEachBatch(root -> batches[0]++);
                table.writeTo(OutputStream.nullOutputStream(), ArrowFormat.STREAM);
                System.out.println("rows " + count + " batches " + batches[0] + " copied");
            }
            writeOneBatch(file);
            try (ArrowTable table = ArrowFixtures.open(Content.ofFile(file), ArrowValidation.FRAMING)) {
                System.out.println("rows " + count(table) + " of one batch");
            }
            System.out.println("held " + ArrowTables.allocatedBytes());
        }

        private static Iterator<Map<String, Object>> rows() {
            return IntStream.range(0, ROWS)
                    .<Map<String, Object>>mapToObj(LargeTables::row)
                    .iterator();
        }

        private static Map<String, Object> row(int i) {
            return Map.of("id", (long) i, "text", "a text that makes the row about as long as a row may be " + i);
        }

        private static long count(ArrowTable table) {
            long rows = 0;
            for (Map<String, Object> row : table) {
                rows += row.isEmpty() ? 0 : 1;
            }
            return rows;
        }

        private static void writeOneBatch(Path file) throws IOException {
            BufferAllocator allocator = ArrowMemory.allocator("batch", Long.MAX_VALUE);
            try (BigIntVector vector = new BigIntVector("n", allocator);
                    OutputStream out = Files.newOutputStream(file)) {
                vector.allocateNew(ONE_BATCH);
                vector.setValueCount(ONE_BATCH);
                ArrowTables.writeRoot(
                        VectorSchemaRoot.of(vector),
                        new DictionaryProvider.MapDictionaryProvider(),
                        out,
                        ArrowFixtures.STREAM);
            }
            allocator.close();
        }
    }
}
