/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

import static org.assertj.core.api.Assertions.assertThat;

import io.natsbridge.camel.arrow.ArrowSamples.Sample;
import io.natsbridge.camel.content.Content;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ArrowTypesTest {

    @TempDir
    private Path directory;

    @AfterEach
    void everythingIsGivenBack() {
        assertThat(ArrowTables.allocatedBytes()).isZero();
    }

    static Stream<Sample> samples() {
        return ArrowSamples.all();
    }

    static Stream<Arguments> samplesInAllForms() {
        return samples().flatMap(sample -> Stream.of(ArrowFormat.values())
                .flatMap(format -> Stream.of(ArrowCompression.values())
                        .map(compression -> Arguments.of(sample, format, compression))));
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("samplesInAllForms")
    void givesJavaValues(Sample sample, ArrowFormat format, ArrowCompression compression) {
        byte[] bytes = sample.table().toBytes(format, compression);

        assertThat(values(bytes)).isEqualTo(comparable(sample.values()));
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("samplesInAllForms")
    void givesJavaValuesFromAFile(Sample sample, ArrowFormat format, ArrowCompression compression) throws IOException {
        Path file = Files.write(directory.resolve("table"), sample.table().toBytes(format, compression));

        try (ArrowTable table =
                ArrowTables.open(Content.ofFile(file), "t", ArrowLimits.DEFAULT, ArrowValidation.FRAMING)) {
            assertThat(values(table)).isEqualTo(comparable(sample.values()));
        }
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("samplesInAllForms")
    void passesThroughVectors(Sample sample, ArrowFormat format, ArrowCompression compression) throws IOException {
        byte[] bytes = sample.table().toBytes(format, ArrowCompression.NONE);
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        try (ArrowTable table = open(bytes);
                ArrowReader reader = table.reader()) {
            ArrowTables.writeReader(reader, out, new ArrowWriteOptions("t", format, compression));
        }

        assertThat(values(out.toByteArray())).isEqualTo(comparable(sample.values()));
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("samplesInAllForms")
    void isWrittenInTheOtherFormatAsItIs(Sample sample, ArrowFormat format, ArrowCompression compression)
            throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ArrowFormat other = format == ArrowFormat.FILE ? ArrowFormat.STREAM : ArrowFormat.FILE;

        ArrowTables.transcode(Content.of(sample.table().toBytes(format, compression)), other, out, "t");

        assertThat(ArrowFormat.detect(Content.of(out.toByteArray()))).contains(other);
        assertThat(values(out.toByteArray())).isEqualTo(comparable(sample.values()));
    }

    static Stream<Sample> samplesWithoutNestedDictionary() {
        return samples().filter(sample -> !sample.name().endsWith("of dictionary"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samplesWithoutNestedDictionary")
    void isJoinedIntoOneRoot(Sample sample) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ArrowTable table = open(sample.table().toBytes())) {
            VectorSchemaRoot root = table.toRoot();
            ArrowTables.writeRoot(
                    root,
                    new DictionaryProvider.MapDictionaryProvider(),
                    out,
                    new ArrowWriteOptions("t", ArrowFormat.STREAM, ArrowCompression.NONE));
        }

        assertThat(values(out.toByteArray())).isEqualTo(comparable(sample.values()));
    }

    private static ArrowTable open(byte[] bytes) {
        return ArrowTables.open(Content.of(bytes), "t", ArrowLimits.DEFAULT, ArrowValidation.WHOLE);
    }

    private static List<Object> values(byte[] bytes) {
        try (ArrowTable table = open(bytes)) {
            return values(table);
        }
    }

    private static List<Object> values(ArrowTable table) {
        List<Object> values = new ArrayList<>();
        table.forEach(row -> values.add(comparable(row.get("c"))));
        assertThat(values).hasSize((int) table.rowCount());
        return values;
    }

    /** The value with byte arrays made comparable and the order of maps made visible. */
    static Object comparable(Object value) {
        if (value instanceof byte[] bytes) {
            return ByteBuffer.wrap(bytes);
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> entries = new LinkedHashMap<>();
            map.forEach((key, each) -> entries.put(key, comparable(each)));
            return List.of(new ArrayList<>(entries.keySet()), entries);
        }
        if (value instanceof List<?> list) {
            List<Object> result = new ArrayList<>();
            list.forEach(each -> result.add(comparable(each)));
            return result;
        }
        return value;
    }
}
