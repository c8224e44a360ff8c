/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.nats;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SurroundingsTest {

    @Test
    void prefersPropertyOverVariable() {
        assertThat(surroundings(Map.of("p", " of-property "), Map.of("V", "of-variable"))
                        .setting("p", "V"))
                .contains("of-property");
    }

    @Test
    void takesVariableWhenPropertyIsBlank() {
        assertThat(surroundings(Map.of("p", " "), Map.of("V", "of-variable")).setting("p", "V"))
                .contains("of-variable");
    }

    @Test
    void hasNoSettingWhenBothAreMissing() {
        assertThat(surroundings(Map.of(), Map.of()).setting("p", "V")).isEmpty();
    }

    @Test
    void findsTheFirstExecutableFileOnThePath(@TempDir Path folder) throws IOException {
        Files.createFile(Files.createDirectory(folder.resolve("a")).resolve("tool"));
        Path found = FakeServer.write(Files.createDirectory(folder.resolve("b")).resolve("tool"), "1.2.3");
        String path = folder.resolve("missing")
                + File.pathSeparator
                + folder.resolve("a")
                + File.pathSeparator
                + folder.resolve("b");

        assertThat(surroundings(Map.of(), Map.of("PATH", path)).program("tool")).contains(found);
    }

    @Test
    void keepsTheCacheInTheNamedFolder(@TempDir Path folder) {
        assertThat(surroundings(Map.of("user.home", "/h"), Map.of("XDG_CACHE_HOME", folder.toString()))
                        .cache())
                .isEqualTo(folder.resolve("camel-natsbridge"));
    }

    @Test
    void keepsTheCacheAtHomeWhenNoAbsoluteFolderIsNamed() {
        assertThat(surroundings(Map.of("user.home", "/h"), Map.of("XDG_CACHE_HOME", "relative"))
                        .cache())
                .isEqualTo(Path.of("/h/.cache/camel-natsbridge"));
    }

    private static Surroundings surroundings(Map<String, String> properties, Map<String, String> variables) {
        return new Surroundings(properties::get, variables::get);
    }
}
