/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.ConcurrentModificationException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowTest {

    private static final List<String> KEYS = List.of("a", "b", "c", "d", "e", "f");

    private static final FieldNames NAMES = FieldNames.of(
            Stream.of("c", "a", "b")
                    .map(name -> Field.nullable(name, new ArrowType.Utf8()))
                    .toList(),
            "");

    private static Row row() {
        return new Row(NAMES, new Object[] {1, "two", null});
    }

    private static Map<String, Object> plain() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("c", 1);
        map.put("a", "two");
        map.put("b", null);
        return map;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whatIsDoneToARowHasTheSameEffectAsOnALinkedHashMap(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            Map<String, Object> row = row();
            Map<String, Object> map = plain();
            for (int step = 0; step < 8; step++) {
                long same = random.nextLong();
                assertThat(change(row, new Random(same)))
                        .as("seed %d, round %d, step %d", seed, round, step)
                        .isEqualTo(change(map, new Random(same)));
                assertSame(row, map);
            }
        }
    }

    /** One of the things that one does to a map, and what it answers. */
    private static Object change(Map<String, Object> map, Random random) {
        String key = KEYS.get(random.nextInt(KEYS.size()));
        Integer value = random.nextBoolean() ? random.nextInt(3) : null;
        return switch (random.nextInt(14)) {
            case 0 -> map.put(key, value);
            case 1 -> map.remove(key);
            case 2 -> map.get(key);
            case 3 -> map.putIfAbsent(key, value);
            case 4 -> map.computeIfAbsent(key, absent -> value);
            case 5 -> map.merge(key, 7, (before, after) -> null);
            case 6 -> map.keySet().remove(key);
            case 7 -> map.values().remove(value);
            case 8 -> map.entrySet().removeIf(entry -> entry.getKey().compareTo(key) > 0);
            case 9 -> setValues(map, value);
            case 10 -> removeEvery(map, 1 + random.nextInt(3));
            case 11 -> map.getOrDefault(key, "none");
            case 12 -> random.nextInt(10) == 0 ? cleared(map) : map.containsValue(value);
            default -> map.keySet().retainAll(List.of("a", "b", key));
        };
    }

    private static Object setValues(Map<String, Object> map, Integer value) {
        List<Object> before = new ArrayList<>();
        for (Map.Entry<String, Object> entry : map.entrySet()) {
            before.add(entry.setValue(value));
            assertThat(entry.getValue()).isEqualTo(value);
        }
        return before;
    }

    private static Object removeEvery(Map<String, Object> map, int step) {
        List<Object> seen = new ArrayList<>();
        int i = 0;
        for (Iterator<Map.Entry<String, Object>> entries = map.entrySet().iterator(); entries.hasNext(); i++) {
            seen.add(entries.next().getKey());
            if (i % step == 0) {
                entries.remove();
            }
        }
        return seen;
    }

    private static Object cleared(Map<String, Object> map) {
        map.clear();
        return map.isEmpty();
    }

    private static void assertSame(Map<String, Object> row, Map<String, Object> map) {
        assertThat(row).isEqualTo(map).hasSameHashCodeAs(map).hasSameSizeAs(map).hasToString(map.toString());
        assertThat(map).isEqualTo(row);
        assertThat(new ArrayList<>(row.keySet())).isEqualTo(new ArrayList<>(map.keySet()));
        assertThat(new ArrayList<>(row.values())).isEqualTo(new ArrayList<>(map.values()));
        assertThat(row.entrySet()).isEqualTo(map.entrySet()).hasSameHashCodeAs(map.entrySet());
        KEYS.forEach(key -> assertThat(row.containsKey(key)).isEqualTo(map.containsKey(key)));
    }

    @Test
    void anUnknownKeyIsNoKey() {
        Row row = row();

        assertThat(row.get(null)).isNull();
        Map<?, ?> any = row;
        assertThat(any.containsKey(List.of("a"))).isFalse();
        assertThat(any.remove(List.of("a"))).isNull();
        assertThat(row).isEqualTo(plain());
    }

    @Test
    void anEntryShowsTheValueAsItIsNow() {
        Row row = row();
        Map.Entry<String, Object> entry = row.entrySet().iterator().next();

        row.put("c", 2);
        assertThat(entry).hasToString("c=2").isEqualTo(Map.entry("c", 2)).hasSameHashCodeAs(Map.entry("c", 2));
        row.put("new", 3);
        entry.setValue(4);

        assertThat(entry.getValue()).isEqualTo(4);
        assertThat(row).containsEntry("c", 4).containsEntry("new", 3);
        assertThat(entry).isNotEqualTo("c=4").isNotEqualTo(Map.entry("c", 5)).isNotEqualTo(Map.entry("a", 4));
    }

    @Test
    void anIteratorNoticesThatTheRowChangedBesideIt() {
        Row row = row();
        Iterator<Map.Entry<String, Object>> entries = row.entrySet().iterator();

        assertThatThrownBy(entries::remove).isInstanceOf(IllegalStateException.class);
        entries.next();
        row.put("new", 3);

        assertThatThrownBy(entries::next).isInstanceOf(ConcurrentModificationException.class);
        assertThatThrownBy(entries::remove).isInstanceOf(ConcurrentModificationException.class);
    }

    @Test
    void anIteratorEnds() {
        Iterator<Map.Entry<String, Object>> entries = row().entrySet().iterator();
        entries.next();
        entries.next();
        entries.next();

        assertThat(entries.hasNext()).isFalse();
        assertThatThrownBy(entries::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void rowsThatShareTheirKeysDoNotShareChanges() {
        Row one = row();
        Row other = row();

        one.put("a", 5);
        one.put("new", 6);

        assertThat(other).isEqualTo(plain());
    }

    @Test
    void javaSerializationMakesItAPlainMap() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(row());
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(in.readObject()).isExactlyInstanceOf(LinkedHashMap.class).isEqualTo(plain());
        }
    }
}
