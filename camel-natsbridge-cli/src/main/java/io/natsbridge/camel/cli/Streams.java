/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.cli;

import io.nats.client.JetStreamApiException;

/** What JetStream answers. */
final class Streams {

    private static final int NO_MESSAGE_FOUND = 10037;
    private static final int SEQUENCE_NOT_FOUND = 10043;

    private Streams() {}

    /** Whether there is no such message in a stream, or none any more. */
    static boolean isNoMessage(JetStreamApiException e) {
        return e.getApiErrorCode() == NO_MESSAGE_FOUND || e.getApiErrorCode() == SEQUENCE_NOT_FOUND;
    }
}
