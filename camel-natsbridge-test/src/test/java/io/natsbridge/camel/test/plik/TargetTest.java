/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.plik;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetTest {

    private static Target target(String path) {
        return new Target(path, path, "");
    }

    @ParameterizedTest
    @CsvSource({
        "/, /",
        "//, /",
        "/a/b, /a/b",
        "/a/b/, /a/b/",
        "//a, /a",
        "/a//b, /a/b",
        "/a/./b, /a/b",
        "/a/../b, /b",
        "/../../a, /a",
        "/a/.., /",
        "/a/b/.., /a"
    })
    void cleansAPath(String path, String clean) {
        assertThat(target(path).cleanPath()).isEqualTo(clean);
    }

    @Test
    void splitsAPathIntoItsElements() {
        assertThat(target("/file/a b/c").segments()).isEqualTo(List.of("file", "a b", "c"));
        assertThat(target("/file/").segments()).isEqualTo(List.of("file", ""));
        assertThat(target("/").segments()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"/plik/health, /health", "/plikhealth, /health", "/plik//health, //health"})
    void cutsAPrefixOff(String path, String below) {
        assertThat(target(path).below("/plik").path()).isEqualTo(below);
    }

    @Test
    void isNotBelowAnotherPrefix() {
        assertThat(target("/health").below("/plik")).isNull();
    }

    @Test
    void encodesWhatMayNotStandInAPath() {
        assertThat(Target.encode("/a b/ü?#%")).isEqualTo("/a%20b/%C3%BC%3F%23%25");
    }

    @ParameterizedTest
    @CsvSource({"dl=1, true", "a=b&dl=x, true", "dl=, false", "xdl=1, false", "'', false"})
    void looksForAParameterWithAValue(String query, boolean found) {
        assertThat(new Target("", "", query).hasQueryParameter("dl")).isEqualTo(found);
    }
}
