/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlikUploadsTest {

    private static final String NEW_NAME = "payload-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    @ParameterizedTest
    @ValueSource(strings = {"a", "photo.png", "A-b_c.tar.gz", "-x", "_", "a..b", "a.", "0"})
    void keepsAPlainName(String name) {
        assertThat(PlikUploads.fileName(name)).isEqualTo(name);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                " ",
                ".",
                "..",
                "a b",
                "ü",
                "a/b",
                "a\\b",
                "../../etc/passwd",
                "/abs",
                "C:\\x",
                "a\u0000b",
                "a\r\nX: y",
                "q?x#y",
                "100%",
                "%2e%2e",
                "a\"b",
                "a'b",
                "\u202egpj.exe\u202e",
                "a;b",
                "~",
                "*",
                "<script>",
                "a|b",
                "photo.ü",
                "ü.toolongextension",
                "😀"
            })
    void makesANewNameForAnyOther(String name) {
        assertThat(PlikUploads.fileName(name)).matches(NEW_NAME);
    }

    @ParameterizedTest
    @CsvSource({
        "ü.png, .png",
        "a b.TXT, .TXT",
        ".hidden, .hidden",
        "a/b.csv, .csv",
        "x\\y.7z, .7z",
        "ü.tar.gz, .gz",
        "'../../x.sh', .sh"
    })
    void newNameKeepsAPlainExtension(String name, String extension) {
        assertThat(PlikUploads.fileName(name)).matches(NEW_NAME + "\\" + extension);
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 101, 1024, 100_000})
    void nameHasAtMostAHundredCharacters(int length) {
        assertThat(PlikUploads.fileName("a".repeat(length))).hasSizeLessThanOrEqualTo(100);
    }
}
