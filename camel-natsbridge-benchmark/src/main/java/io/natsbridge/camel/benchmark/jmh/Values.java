/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.benchmark.jmh;

import io.natsbridge.camel.envelope.PayloadType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Values whose payloads have about a given number of bytes. */
final class Values {

    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz \u00e4\u00f6\u00fc";
    private static final int ROW_OF_JSON = 60;
    private static final int ROW_OF_ARROW = 32;

    private Values() {}

    static Object of(PayloadType type, int size) {
        return switch (type) {
            case TEXT -> text(size);
            case DICTIONARY -> Map.of("rows", rows(size / ROW_OF_JSON));
            case JSONTABLE -> rows(size / ROW_OF_JSON);
            case ARROWTABLE, TABLE -> rows(size / ROW_OF_ARROW);
            case IMAGE, AUDIO, VIDEO, BINARY -> bytes(size);
        };
    }

    static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new SplittableRandom(size).nextBytes(bytes);
        return bytes;
    }

    static List<Map<String, Object>> rows(int count) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int row = 0; row < count; row++) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("id", (long) row);
            map.put("value", row * 0.5);
            map.put("name", "name-" + row);
            map.put("flag", (row & 1) == 1);
            rows.add(map);
        }
        return rows;
    }

    private static String text(int size) {
        StringBuilder text = new StringBuilder(size);
        for (int i = 0; i < size; i++) {
            text.append(LETTERS.charAt(i * 31 % LETTERS.length()));
        }
        return text.toString();
    }
}
