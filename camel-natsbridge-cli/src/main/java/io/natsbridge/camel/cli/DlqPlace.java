/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.cli;

import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Where dead letters are. */
final class DlqPlace {

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "SUBJECT",
            description = "Where dead letters go (deadLetterSubject); may have wildcards.")
    String subject;

    @Option(
            names = "--stream",
            paramLabel = "NAME",
            description = "The stream that keeps them; else the one that takes SUBJECT.")
    String stream;
}
