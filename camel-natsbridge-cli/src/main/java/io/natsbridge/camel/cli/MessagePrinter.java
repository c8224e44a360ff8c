/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.cli;

import io.natsbridge.camel.envelope.Envelope;
import java.time.Instant;

/** Writes down what came. */
interface MessagePrinter {

    /** @param subject the real one, whatever the envelope says */
    void accepted(Instant when, String subject, Envelope envelope);

    /** A message of so many bytes that is no envelope, or holds what is refused. */
    void refused(Instant when, String subject, int bytes, Throwable why);
}
