/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.bridge;

import io.natsbridge.camel.envelope.Transport;

/** Which payloads carry their SHA-256. */
public enum HashMode {
    /** Those that travel by link. */
    LINK,
    /** All. */
    ALL,
    /** None. */
    NONE;

    boolean covers(Transport transport) {
        return this == ALL || this == LINK && transport == Transport.LINK;
    }
}
