/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.cli;

import io.natsbridge.camel.bridge.FetchMode;
import picocli.CommandLine.Option;

/** How messages are shown. */
final class Output {

    @Option(names = "--json", description = "One JSON object in a line for each message.")
    boolean json;

    @Option(
            names = "--links",
            description = "Shows the URLs of payloads that travel by link; whoever has one may fetch it.")
    boolean links;

    @Option(names = "--fetch", description = "Downloads payloads that travel by link, to verify and preview them.")
    boolean fetch;

    @Option(names = "--no-preview", description = "Shows nothing of what payloads hold.")
    boolean noPreview;

    @Option(
            names = "--graphics",
            paramLabel = "HOW",
            description = "How images are shown: ${COMPLETION-CANDIDATES}; else what the terminal can.")
    Graphics graphics;

    MessagePrinter printer(Terminal terminal) {
        if (json) {
            return new JsonPrinter(terminal, links);
        }
        Terminal chosen = graphics == null ? terminal : terminal.with(graphics);
        return new EnvelopePrinter(chosen, new Previews(chosen, !noPreview), links);
    }

    FetchMode fetch() {
        return fetch ? FetchMode.EAGER : FetchMode.LAZY;
    }
}
