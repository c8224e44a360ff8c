/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.cli;

import io.natsbridge.camel.test.nats.NatsExtension;
import io.natsbridge.camel.test.nats.NatsOptions;
import io.natsbridge.camel.test.plik.EmbeddedPlik;
import io.natsbridge.camel.test.terminal.AnsiSvg;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Writes the outputs of the page about the command line, and the picture of {@code tail}. */
final class CommandLinePage {

    static final NatsOptions BROKER = NatsOptions.defaults().jetStream(true).controllable(true);

    private static final Pattern BLOCK =
            Pattern.compile("(<!-- output: ([a-z]+) -->\n```text\n)(.*?)(```\n)", Pattern.DOTALL);

    private CommandLinePage() {}

    /** @param args the folder of the documents */
    public static void main(String[] args) throws Exception {
        Path documents = Path.of(args[0]);
        Path folder = Files.createTempDirectory("natsbridge-page");
        try (NatsExtension nats = NatsExtension.create(BROKER);
                EmbeddedPlik plik = EmbeddedPlik.start()) {
            nats.start();
            Transcripts transcripts = new Transcripts(nats, plik.url(), folder);
            Path page = documents.resolve("command-line.md");
            Files.writeString(page, with(Files.readString(page), transcripts.run()));
            Path picture = Files.createDirectories(documents.resolve("images")).resolve("tail.svg");
            Files.writeString(picture, new AnsiSvg(100).of(transcripts.screen()));
        } finally {
            delete(folder);
        }
    }

    /** The page with the outputs that its blocks name. */
    static String with(String page, Map<String, String> blocks) {
        return BLOCK.matcher(page)
                .replaceAll(found ->
                        Matcher.quoteReplacement(found.group(1) + blocks.get(found.group(2)) + found.group(4)));
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
