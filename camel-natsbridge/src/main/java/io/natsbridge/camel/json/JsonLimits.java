/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.json;

/**
 * How much JSON is read before it counts as an attack.
 *
 * @param bytes length of the document
 * @param depth how deep objects and arrays nest
 * @param tokens values, keys and brackets
 * @param nameLength bytes of a key
 */
public record JsonLimits(long bytes, int depth, long tokens, int nameLength) {

    /** For a payload: 16 MiB, 200 levels, 5,000,000 tokens. */
    public static final JsonLimits PAYLOAD = new JsonLimits(16L << 20, 200, 5_000_000, 50_000);

    /** For an envelope, whose length the broker limits: 32 levels. */
    public static final JsonLimits ENVELOPE = new JsonLimits(Integer.MAX_VALUE, 32, 1_000_000, 1024);
}
