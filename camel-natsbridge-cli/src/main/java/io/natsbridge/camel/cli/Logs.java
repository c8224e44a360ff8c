/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.cli;

import java.util.Arrays;

/** What the component logs goes to standard error: warnings, or with {@code -v} more. The logger reads its level once, so it is chosen before anything else happens. */
final class Logs {

    private static final String LEVEL = "org.slf4j.simpleLogger.defaultLogLevel";

    private Logs() {}

    static void choose(String[] args) {
        boolean verbose = Arrays.stream(args).anyMatch(arg -> arg.equals("-v") || arg.equals("--verbose"));
        if (verbose && System.getProperty(LEVEL) == null) {
            System.setProperty(LEVEL, "info");
        }
    }
}
