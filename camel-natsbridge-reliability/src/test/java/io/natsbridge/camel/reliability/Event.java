/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.reliability;

/**
 * Something that happened to an id.
 *
 * @param kind what happened
 * @param id of the message
 * @param digest SHA-256 of the bytes, as hexadecimal digits; empty for outcomes of calls, and for copies whose bytes were not seen
 * @param nanos when, by {@link System#nanoTime()}
 */
record Event(Kind kind, int id, String digest, long nanos) {

    /** What can happen. */
    enum Kind {
        /** A call to send it began. */
        SENT,
        /** The call ended well: it was acknowledged. */
        OK,
        /** The call ended with an error that says that it was not sent. */
        ERROR,
        /** The call ended without anybody knowing whether it was sent. */
        UNKNOWN,
        /** The broker was seen to have a copy. */
        STORED,
        /** A route got it. */
        DELIVERED;

        /** Whether it ends a call. */
        boolean isOutcome() {
            return this == OK || this == ERROR || this == UNKNOWN;
        }
    }
}
