/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A spool directory of one test, which must be empty when the test's exchanges have ended. */
final class SpoolDirectory implements BeforeEachCallback, AfterEachCallback {

    private Path directory;

    /** The options that make an endpoint spool here, and everything above 1 KiB. */
    String options() {
        return "spoolThreshold=1KB&spoolDirectory=" + directory;
    }

    Path path() {
        return directory;
    }

    /** What waits in the directory. */
    List<Path> files() {
        return all().stream().filter(file -> !file.toString().endsWith(".lock")).toList();
    }

    private List<Path> all() {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void beforeEach(ExtensionContext test) throws IOException {
        directory = Files.createTempDirectory("spool-it-");
    }

    @Override
    public void afterEach(ExtensionContext test) throws IOException {
        try {
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(all()).as("spool files").isEmpty());
        } finally {
            for (Path file : all()) {
                Files.delete(file);
            }
            Files.delete(directory);
        }
    }
}
