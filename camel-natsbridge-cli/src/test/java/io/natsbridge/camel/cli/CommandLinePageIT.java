/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.natsbridge.camel.test.nats.NatsExtension;
import io.natsbridge.camel.test.plik.EmbeddedPlikOptions;
import io.natsbridge.camel.test.plik.PlikExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The page about the command line shows what the commands write. */
class CommandLinePageIT {

    @RegisterExtension
    static final NatsExtension NATS = NatsExtension.create(CommandLinePage.BROKER);

    @RegisterExtension
    static final PlikExtension PLIK = PlikExtension.embedded(EmbeddedPlikOptions.defaults());

    @TempDir
    Path folder;

    @Test
    void thePageShowsWhatTheCommandsWrite() throws Exception {
        Transcripts transcripts = new Transcripts(NATS, PLIK.url(), folder);
        Map<String, String> blocks = transcripts.run();
        String page = Files.readString(Path.of("..", "src", "docs", "command-line.md"));
        assertThat(CommandLinePage.with(page, blocks))
                .as("write it anew by: mvn -ntp -Pscreenshots -pl camel-natsbridge-cli -am")
                .isEqualTo(page);
        assertThat(page)
                .contains(blocks.keySet().stream()
                        .map(name -> "<!-- output: " + name + " -->")
                        .toList());
        String picture = Files.readString(Path.of("..", "src", "docs", "images", "tail.svg"));
        assertThat(picture).hasSizeLessThan(200_000).contains("refused", "sun.png", "(2 rows, 2 columns)");
    }
}
