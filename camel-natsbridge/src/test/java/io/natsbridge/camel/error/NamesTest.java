/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.error;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "plain text", "ä€😀", "a'b\"c\\d"})
    void leavesPrintableTextAsItIs(String text) {
        assertThat(Names.printable(text)).isEqualTo(text);
    }

    @Test
    void writesNullAsAWord() {
        assertThat(Names.printable(null)).isEqualTo("null");
    }

    @Test
    void escapesWhatCouldForgeALogLine() {
        assertThat(Names.printable("a\r\nb\tc\0d\u001b[31me\u007Ff\u0085g"))
                .isEqualTo("a\\u000d\\u000ab\\u0009c\\u0000d\\u001b[31me\\u007ff\\u0085g");
        assertThat(Names.printable("a\u2028b\u2029c")).isEqualTo("a\\u2028b\\u2029c");
        assertThat(Names.printable("a\u202Eb\u2066c\u200Bd\uFEFF")).isEqualTo("a\\u202eb\\u2066c\\u200bd\\ufeff");
        assertThat(Names.printable("tag \uDB40\uDC41")).isEqualTo("tag \\ue0041");
    }

    @Test
    void escapesSurrogatesWithoutTheirOther() {
        assertThat(Names.printable("a\uD83Db\uDE00")).isEqualTo("a\\ud83db\\ude00");
    }

    @Test
    void cutsLongText() {
        assertThat(Names.printable("x".repeat(128))).isEqualTo("x".repeat(128));
        assertThat(Names.printable("x".repeat(129))).isEqualTo("x".repeat(128) + "...");
        assertThat(Names.printable("x".repeat(100_000))).hasSize(131);
    }

    @Test
    void cutsNoCharacterInTwo() {
        assertThat(Names.printable("x".repeat(126) + "😀")).isEqualTo("x".repeat(126) + "😀");
        assertThat(Names.printable("x".repeat(127) + "😀")).isEqualTo("x".repeat(127) + "...");
    }

    @Test
    void leavesOutTheQueriesOfUrls() {
        assertThat(
                        Names.withoutQueries(
                                "Cannot put https://s3.example.com/b/k?X-Amz-Signature=abc&x=y, or aws2-s3://b?secretKey=RAW(s): why?"))
                .isEqualTo("Cannot put https://s3.example.com/b/k?***, or aws2-s3://b?***: why?");
        assertThat(Names.withoutQueries(null)).isNull();
    }
}
