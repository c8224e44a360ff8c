/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.envelope;

/** A message: an envelope or an exception of the project, and the same by both ways of reading. */
public final class EnvelopeTarget {

    private static final BothPaths PATHS = new BothPaths();

    private EnvelopeTarget() {}

    public static void fuzzerTestOneInput(byte[] message) {
        PATHS.read(message);
    }
}
