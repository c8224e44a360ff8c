/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.cli;

/** NATS's wildcards. */
final class Wildcards {

    private Wildcards() {}

    /** Whether a subject falls under a pattern with {@code *} and {@code >}. */
    static boolean match(String pattern, String subject) {
        String[] wanted = pattern.split("\\.", -1);
        String[] found = subject.split("\\.", -1);
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i].equals(">")) {
                return found.length > i;
            }
            if (i >= found.length || !wanted[i].equals("*") && !wanted[i].equals(found[i])) {
                return false;
            }
        }
        return wanted.length == found.length;
    }
}
