/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is promised to stay does not change by accident: as long as there is no release to compare with, a list tells what there is. */
class PublicApiTest {

    private static final String UPDATE = "natsbridge.docs.update";
    private static final Path MODULE =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    private static final Path LIST = MODULE.resolveSibling("src/docs/api.txt");

    private final PublicApi api = new PublicApi(MODULE.resolve("src/main/java"));

    @Test
    void isWhatTheListTells() throws IOException {
        List<String> lines = api.lines();
        if (Boolean.getBoolean(UPDATE)) {
            Files.write(LIST, lines);
        }
        assertThat(Files.readAllLines(LIST))
                .as("%s; if the change is meant, make it anew with -D%s=true", LIST, UPDATE)
                .isEqualTo(lines);
    }

    @Test
    void isWhatReleasesAreComparedBy() throws IOException {
        String pom = Files.readString(MODULE.resolve("pom.xml"));
        assertThat(Pattern.compile("<include>(io\\.natsbridge\\.camel\\.\\w+\\.[A-Z]\\w+)</include>")
                        .matcher(pom)
                        .results()
                        .map(match -> match.group(1)))
                .as("classes that japicmp includes in pom.xml")
                .containsExactlyInAnyOrderElementsOf(api.single());
    }
}
