/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.envelope;

/** Says that a message is not written in the way that a faster reading relies on; it is to be read in another. */
final class NotPlain extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotPlain() {
        super(null, null, false, false);
    }
}
