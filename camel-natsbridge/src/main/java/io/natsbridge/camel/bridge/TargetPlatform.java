/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.bridge;

import io.natsbridge.camel.envelope.Payload;
import io.natsbridge.camel.envelope.PayloadType;
import io.natsbridge.camel.error.Names;
import io.natsbridge.camel.error.NatsBridgeException.PayloadTooLargeException;
import io.natsbridge.camel.error.NatsBridgeException.UnsupportedPayloadTypeException;
import io.natsbridge.camel.json.JsonNumbers;
import io.natsbridge.camel.json.JsonNumbers.Large;
import io.natsbridge.camel.json.JsonNumbers.NotFinite;
import java.util.Locale;

/** Who receives, as far as it decides what may be sent. */
public enum TargetPlatform {
    /** Anybody: nothing is changed or refused. */
    ANY,
    /** NATSBridge for Julia. */
    JULIA,
    /** NATSBridge for JavaScript, which reads every number of JSON as a floating-point number of 64 bits. */
    JAVASCRIPT,
    /** NATSBridge for Python, which knows one kind of table. */
    PYTHON,
    /** NATSBridge for MicroPython: no tables, no links, small payloads. */
    MICROPYTHON;

    private static final long MICROPYTHON_LIMIT = 50_000;

    /**
     * The type under which the platform reads a payload.
     *
     * @throws UnsupportedPayloadTypeException when it cannot read such payloads at all
     */
    PayloadType typeFor(Payload payload) {
        PayloadType type = payload.type();
        boolean table = type.isArrow() || type == PayloadType.JSONTABLE;
        if (this == MICROPYTHON && table) {
            throw new UnsupportedPayloadTypeException("Cannot send payload '" + Names.printable(payload.dataname())
                    + "' to targetPlatform micropython: it reads no tables, and this is "
                    + type.wireName() + "; send its rows as dictionary");
        }
        if (this == PYTHON && table) {
            return PayloadType.TABLE;
        }
        boolean pythonTable = type == PayloadType.TABLE;
        return pythonTable && (this == JAVASCRIPT || this == JULIA) ? PayloadType.ARROWTABLE : type;
    }

    /**
     * How numbers are written to the platform as JSON.
     *
     * @param wish what becomes of those that it cannot read
     */
    public JsonNumbers numbers(UnsafeNumbers wish) {
        boolean roundsIntegers = this == JAVASCRIPT;
        if (wish == UnsafeNumbers.CONVERT) {
            return new JsonNumbers(
                    this == PYTHON ? NotFinite.WORDS : NotFinite.NULL, roundsIntegers ? Large.TEXT : Large.KEPT, "");
        }
        String advice = " to targetPlatform " + name().toLowerCase(Locale.ROOT)
                + "; send text or null in its place, or an arrowtable, or set unsafeNumbers=convert";
        return new JsonNumbers(NotFinite.REFUSED, roundsIntegers ? Large.REFUSED : Large.KEPT, advice);
    }

    /** Whether the platform can follow links. */
    boolean readsLinks() {
        return this != MICROPYTHON;
    }

    /**
     * Refuses a payload that is too large for the platform.
     *
     * @throws PayloadTooLargeException when it is
     */
    void checkSize(Payload payload, long size) {
        if (this == MICROPYTHON && size > MICROPYTHON_LIMIT) {
            throw new PayloadTooLargeException(
                    "Payload '" + Names.printable(payload.dataname()) + "' for targetPlatform micropython",
                    size,
                    MICROPYTHON_LIMIT,
                    "split it, or send it to another platform");
        }
    }
}
