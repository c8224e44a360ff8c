/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.codec;

import io.natsbridge.camel.arrow.ArrowCompression;
import io.natsbridge.camel.arrow.ArrowTable;
import io.natsbridge.camel.content.Content;
import io.natsbridge.camel.content.Spool;
import io.natsbridge.camel.envelope.Payload;
import io.natsbridge.camel.envelope.PayloadType;
import io.natsbridge.camel.error.NatsBridgeException;
import io.natsbridge.camel.json.JsonNumbers;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;

/**
 * Bytes of any payload type, the digit in front says which: a value or an exception of the project. What is text or JSON means the same when it is written and read once
 * more.
 */
public final class CodecTarget {

    private static final PayloadCodecs CODECS =
            new PayloadCodecs(new ArrowTableCodec(ArrowCompression.NONE), JsonNumbers.STRICT);
    private static final Spool SPOOL = Spool.inTemporaryDirectory();
    private static final PayloadType[] TYPES = PayloadType.values();

    private CodecTarget() {}

    /** The byte that stands in front of the bytes of a type. */
    public static char digit(PayloadType type) {
        return (char) ('0' + type.ordinal());
    }

    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        if (input.length == 0) {
            return;
        }
        PayloadType type = TYPES[Math.floorMod(input[0] - '0', TYPES.length)];
        byte[] bytes = Arrays.copyOfRange(input, 1, input.length);
        Object value;
        try {
            value = decoded(type, bytes);
        } catch (NatsBridgeException refused) {
            return;
        }
        if (value instanceof ArrowTable table) {
            read(table);
        } else if (value instanceof String || value instanceof Map<?, ?>) {
            repeat(type, value);
        }
    }

    private static Object decoded(PayloadType type, byte[] bytes) throws IOException {
        return CODECS.of(type).decode(Payload.of("fuzzed", bytes, type), Content.of(bytes));
    }

    private static void read(ArrowTable table) {
        try (table) {
            table.forEach(row -> {});
        } catch (NatsBridgeException refused) {
            if (refused.code().isEmpty()) {
                throw refused;
            }
        }
    }

    private static void repeat(PayloadType type, Object value) throws IOException {
        Payload again = Payload.of("fuzzed", value, type);
        try (Content written = CODECS.of(type).encode(again, SPOOL)) {
            if (!decoded(type, written.toByteArray()).equals(value)) {
                throw new AssertionError("another value came back");
            }
        }
    }
}
