/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

import io.natsbridge.camel.content.Content;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.types.pojo.Schema;

/** Short ways to write and read tables in tests. */
final class ArrowFixtures {

    static final ArrowWriteOptions STREAM = new ArrowWriteOptions("table", ArrowFormat.STREAM, ArrowCompression.NONE);

    private ArrowFixtures() {}

    static byte[] write(Iterable<? extends Map<String, ?>> rows) {
        return write(rows, STREAM);
    }

    static byte[] write(Iterable<? extends Map<String, ?>> rows, ArrowWriteOptions options) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ArrowTables.writeRows(rows, out, options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static ArrowTable open(byte[] bytes) {
        return open(Content.of(bytes), ArrowValidation.WHOLE);
    }

    static ArrowTable open(Content content, ArrowValidation validation) {
        return ArrowTables.open(content, "table", ArrowLimits.DEFAULT, validation);
    }

    static List<Map<String, Object>> read(byte[] bytes) {
        try (ArrowTable table = open(bytes)) {
            return table.rows();
        }
    }

    static Schema schema(byte[] bytes) {
        try (ArrowTable table = open(bytes)) {
            return table.schema();
        }
    }

    /** One row for each value, in a column {@code c}. */
    static List<Map<String, Object>> column(Object... values) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Object value : values) {
            rows.add(NestedSamples.map("c", value));
        }
        return rows;
    }

    /** Numbers, text and a boolean in as many rows as wanted. */
    static List<Map<String, Object>> people(int count) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(NestedSamples.map(
                    "id", (long) i, "name", i % 7 == 3 ? null : "Zoë " + i, "score", i / 4.0, "member", i % 3 == 0));
        }
        return rows;
    }
}
