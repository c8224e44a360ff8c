/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

/** What the body of a received message is. */
public enum BodyMode {
    /** One payload: its natural value. Several: a list of {@code Payload}. None: null. */
    AUTO,
    /** Always a list of {@code Payload}. */
    LIST,
    /** The {@code Envelope}. */
    ENVELOPE,
    /** The first payload's natural value; the others are attachments of the message, the reverse of how they are sent. */
    ATTACHMENTS
}
