/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.envelope;

import io.natsbridge.camel.error.NatsBridgeException;
import io.natsbridge.camel.error.NatsBridgeException.InvalidEnvelopeException;
import io.natsbridge.camel.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;

/** Reads a message by a scan, with the long texts cut out first, and with every byte parsed; all must come to the same. */
final class BothPaths {

    private final EnvelopeReader reader = new EnvelopeReader(4, () -> "made");

    /**
     * Reads a message in all ways.
     *
     * @return the envelope, or nothing where all ways failed alike
     * @throws AssertionError when they differ
     */
    Optional<Envelope> read(byte[] message) {
        Object plain = outcome(message, reader::readPlainly);
        compare(message, plain, outcome(message, bytes -> reader.readBySpans(bytes, start(bytes))));
        Object fast = outcome(message, reader::read);
        compare(message, plain, fast);
        return fast instanceof Envelope envelope ? Optional.of(envelope) : Optional.empty();
    }

    private static void compare(byte[] message, Object plain, Object fast) {
        if (!comparable(plain).equals(comparable(fast))) {
            throw new AssertionError("plain: " + comparable(plain) + "\nfast:  " + comparable(fast) + "\nmessage: "
                    + new String(message, StandardCharsets.UTF_8));
        }
    }

    private static int start(byte[] message) {
        return Json.startAfterByteOrderMark(message, 0, message.length);
    }

    private static Object outcome(byte[] message, Function<byte[], Envelope> reading) {
        try {
            return reading.apply(message);
        } catch (InvalidEnvelopeException e) {
            return e.getClass().getSimpleName() + " " + e.field() + " " + e.offset();
        } catch (NatsBridgeException e) {
            return e.getMessage();
        }
    }

    private static Object comparable(Object outcome) {
        return outcome instanceof Envelope envelope ? Parts.of(envelope) : outcome;
    }
}
