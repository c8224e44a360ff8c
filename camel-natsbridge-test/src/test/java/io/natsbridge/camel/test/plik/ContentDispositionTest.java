/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.plik;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentDispositionTest {

    @Test
    void readsParametersWhateverTheirOrderCaseAndSpacing() {
        assertThat(ContentDisposition.parse("Form-Data;FILENAME = \"a b\" ;name=file"))
                .isEqualTo(Map.of("filename", "a b", "name", "file"));
    }

    @Test
    void unescapesSpecialCharactersOnly() {
        assertThat(ContentDisposition.parse("form-data; filename=\"a\\\"b\\\\c\\d\""))
                .containsEntry("filename", "a\"b\\c\\d");
    }

    @Test
    void prefersTheExtendedFormOfAParameter() {
        assertThat(ContentDisposition.parse("form-data; filename*=UTF-8'en'a%2Bb+%C3%BC; filename=x"))
                .containsEntry("filename", "a+b+ü");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"filename*=UTF-16''a", "filename*=no-such-set''a", "filename*=UTF-8''%zz", "filename*=plain"})
    void countsAnExtendedFormItCannotReadAsNotGiven(String parameter) {
        assertThat(ContentDisposition.parse("form-data; name=file; " + parameter))
                .isEqualTo(Map.of("name", "file"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "attachment; name=file",
                "form-data",
                "form-data; name",
                "form-data; name=",
                "form-data; =x",
                "form-data; name=\"x",
                "form-data; name=a; name=b",
                "form-data; name=a b",
                ""
            })
    void hasNoParametersIfMalformed(String header) {
        assertThat(ContentDisposition.parse(header)).isEmpty();
    }

    @Test
    void allowsASemicolonAtTheEnd() {
        assertThat(ContentDisposition.parse("form-data; name=file;")).isEqualTo(Map.of("name", "file"));
    }

    @ParameterizedTest
    @CsvSource({
        "a.txt, a.txt",
        "a/b.txt, b.txt",
        "/a/b, b",
        "a/, a",
        "a//, a",
        "/, /",
        "//, /",
        "'', ''",
        "a\\b, a\\b",
        ".., .."
    })
    void takesTheLastElementOfAPath(String path, String name) {
        assertThat(ContentDisposition.baseName(path)).isEqualTo(name);
    }
}
