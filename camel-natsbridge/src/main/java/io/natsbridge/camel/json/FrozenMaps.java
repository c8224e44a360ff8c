/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.json;

import java.io.Serializable;
import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Unmodifiable maps that keep their order and may hold null values, which JSON objects do. */
public final class FrozenMaps {

    private FrozenMaps() {}

    public static Map<String, Object> copyOf(Map<String, Object> map) {
        if (map.isEmpty()) {
            return Map.of();
        }
        return map instanceof Frozen ? map : new Frozen(new LinkedHashMap<>(map));
    }

    /** The map itself, which nobody changes from here on, as an unmodifiable one. */
    public static Map<String, Object> of(JsonObject map) {
        return new Frozen(map);
    }

    /** A map that nobody can change, and that need not be copied again. */
    private static final class Frozen extends AbstractMap<String, Object> implements Serializable {
        private static final long serialVersionUID = 1L;

        private final LinkedHashMap<String, Object> map;

        Frozen(LinkedHashMap<String, Object> map) {
            this.map = map;
        }

        @Override
        public Object get(Object key) {
            return map.get(key);
        }

        @Override
        public boolean containsKey(Object key) {
            return map.containsKey(key);
        }

        @Override
        public Set<Map.Entry<String, Object>> entrySet() {
            return Collections.unmodifiableMap(map).entrySet();
        }
    }
}
