/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionTextTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1000000, 1000000",
        "5B, 5",
        "500KB, 512000",
        "500kb, 512000",
        "10MB, 10485760",
        "10 MB, 10485760",
        "' 1GB ', 1073741824",
        "999999999999999999, 999999999999999999",
        "8589934591GB, 9223372035781033984"
    })
    void readsNumbersOfBytes(String text, long bytes) {
        assertThat(OptionText.bytes("sizeThreshold", text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "abc",
                "-1",
                "+1",
                "1.5MB",
                "1TB",
                "MB",
                "1 M B",
                "0x10",
                "1e6",
                "9999999999999999999",
                "1\u00A0KB"
            })
    void refusesWhatIsNoNumberOfBytes(String text) {
        assertThatThrownBy(() -> OptionText.bytes("sizeThreshold", text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Option sizeThreshold=" + text
                        + " is not valid: it must be a number of bytes such as 1000000, 500KB or 10MB");
    }

    @Test
    void refusesMoreBytesThanANumberHolds() {
        assertThatThrownBy(() -> OptionText.bytes("maxDownloadBytes", "999999999999999999GB"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("maxDownloadBytes=999999999999999999GB is more bytes");
    }

    @Test
    void readsWholeNumbers() {
        assertThat(OptionText.integer("maxRetries", " 5 ")).isEqualTo(5);
        assertThat(OptionText.integer("maxRetries", "-1")).isEqualTo(-1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "1.5", "2147483648", "1,000", "5KB"})
    void refusesWhatIsNoWholeNumber(String text) {
        assertThatThrownBy(() -> OptionText.integer("maxRetries", text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Option maxRetries=" + text + " is not valid: it must be a whole number");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1500", " 30s ", "500ms", "1h30m", "1d2h3m4s5ms", "PT30S", "P1D"})
    void readsDurations(String text) {
        assertThat(OptionText.duration("linkTtl", text)).isEqualTo(text.trim());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "abc", "5x", "5 s", "1.5s", "s", "1s5", "5s1m", "1S", "9999999999d", "--1", "P"})
    void refusesWhatIsNoDuration(String text) {
        assertThatThrownBy(() -> OptionText.duration("linkTtl", text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Option linkTtl=" + text + " is not valid: it must be a duration such as");
    }

    @Test
    void readsLists() {
        assertThat(OptionText.list(null)).isEmpty();
        assertThat(OptionText.list("")).isEmpty();
        assertThat(OptionText.list(" a , ,b,")).isEqualTo(List.of("a", "b"));
    }

    @Test
    void readsPairsInTheirOrder() {
        assertThat(OptionText.pairs("downloadUrlMappings", null)).isEmpty();
        assertThat(OptionText.pairs("downloadUrlMappings", "http://a=http://b, http://c = http://d?x=y"))
                .containsExactly(Map.entry("http://a", "http://b"), Map.entry("http://c", "http://d?x=y"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "=b", "a=", "a=b,c"})
    void refusesWhatIsNoPair(String text) {
        assertThatThrownBy(() -> OptionText.pairs("downloadUrlMappings", text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("downloadUrlMappings=" + text)
                .hasMessageContaining("pairs from=to");
    }
}
