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

/** Who receives, as far as it decides what may be sent. */
public enum TargetPlatform {
    /** Anybody: nothing is changed or refused. */
    ANY,
    /** NATSBridge for Julia. */
    JULIA,
    /** NATSBridge for JavaScript. */
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
