/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrintableTest {

    @Test
    void whatATerminalWouldTakeForACommandIsShownAsItsCode() {
        assertThat(Printable.line("a\u001b[2Jb\u202ec\nd\te")).isEqualTo("a\\u001b[2Jb\\u202ec\\u000ad e");
    }

    @Test
    void jsonIsAscii() {
        assertThat(JsonPrinter.text(Map.of("name", "\u009b2J\u202eü")))
                .isEqualTo("{\"name\":\"\\u009B2J\\u202E\\u00FC\"}");
    }

    @Test
    void textThatIsTooLongEndsInAnEllipsis() {
        assertThat(Printable.line("abcdef", 4)).isEqualTo("abc…");
        assertThat(Printable.line("😀😀😀", 3)).isEqualTo("😀😀😀");
        assertThat(Printable.line(null)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "999, 999 B",
        "1000, 1.0 kB",
        "1048576, 1.0 MB",
        "30000000, 30 MB",
        "-1, ? B",
        "5000000000000000, 5000 TB"
    })
    void bytesAreRoundedForPeople(long bytes, String text) {
        assertThat(Printable.bytes(bytes)).isEqualTo(text);
    }

    @Test
    void countsHaveTheirNoun() {
        assertThat(Printable.count(1, "row")).isEqualTo("1 row");
        assertThat(Printable.count(2, "row")).isEqualTo("2 rows");
    }
}
