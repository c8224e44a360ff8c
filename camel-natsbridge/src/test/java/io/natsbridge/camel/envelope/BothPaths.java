/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.envelope;

import io.natsbridge.camel.error.NatsBridgeException;
import io.natsbridge.camel.error.NatsBridgeException.InvalidEnvelopeException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads a message with the long texts cut out first and once more with every byte parsed; both must come to the same. */
final class BothPaths {

    private final EnvelopeReader reader = new EnvelopeReader(4, () -> "made");

    /**
     * Reads a message in both ways.
     *
     * @return the envelope, or nothing where both ways failed alike
     * @throws AssertionError when they differ
     */
    Optional<Envelope> read(byte[] message) {
        Object plain = outcome(message, true);
        Object fast = outcome(message, false);
        if (!comparable(plain).equals(comparable(fast))) {
            throw new AssertionError("plain: " + comparable(plain) + "\nfast:  " + comparable(fast) + "\nmessage: "
                    + new String(message, StandardCharsets.UTF_8));
        }
        return fast instanceof Envelope envelope ? Optional.of(envelope) : Optional.empty();
    }

    private Object outcome(byte[] message, boolean plain) {
        try {
            return plain ? reader.readPlainly(message) : reader.read(message);
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
