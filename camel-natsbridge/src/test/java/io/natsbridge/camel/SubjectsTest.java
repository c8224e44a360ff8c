/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubjectsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"a", "a.b.c", "größe.日本.😀", "a-b_c", "A*b", "x>y", "$JS.API.INFO", "_INBOX.abc.1", "a.\"b\".'c'"
            })
    void publishesToOrdinarySubjects(String subject) {
        assertThat(Subjects.forPublishing(subject)).isEqualTo(subject);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "a.",
                ".a",
                "a..b",
                "*",
                ">",
                "a.*",
                "a.>",
                "a.*.b",
                "a b",
                " a",
                "a ",
                "a\tb",
                "a\rb",
                "a\nb",
                "a\r\nPUB x 0",
                "a\0b",
                "a\u007Fb",
                "a\u0085b",
                "a\u00A0b",
                "a\u2003b",
                "a\u2028b",
                "a\u2029b",
                "a\u3000b",
                "a\u200Bb",
                "a\u202Eb",
                "a\uFEFFb",
                "a\u001Bb",
                "\uD83D",
                "a\uDE00",
                "a\u0378b"
            })
    void publishesToNothingThatIsNoSubject(String subject) {
        assertRefused(() -> Subjects.forPublishing(subject));
        assertRefused(() -> Subjects.fromMessage(subject));
    }

    @Test
    void needsASubjectOfAtMost1024Characters() {
        assertRefused(() -> Subjects.forPublishing(null));
        assertRefused(() -> Subjects.fromMessage(null));
        assertRefused(() -> Subjects.forSubscribing(null));
        assertThat(Subjects.forPublishing("s".repeat(1024))).hasSize(1024);
        assertRefused(() -> Subjects.forPublishing("s".repeat(1025)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$JS.API.STREAM.DELETE.x",
                "$SYS.REQ.SERVER.PING",
                "$KV.b.k",
                "$O.b.C.x",
                "$",
                "$G.a",
                "$JS.ACK.s.c.1.2.3.4.5"
            })
    void letsAMessageChooseNoSubjectOfTheBrokers(String subject) {
        assertThatThrownBy(() -> Subjects.fromMessage(subject))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + subject + "'")
                .hasMessageContaining("begin with $");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "*", ">", "a.*", "a.>", "*.*", "a.*.b", "*.>", "$JS.EVENT.>"})
    void subscribesToWildcards(String subject) {
        assertThat(Subjects.forSubscribing(subject)).isEqualTo(subject);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a..b", ">.a", "a.>.b", ">.>", "a b", "a\nb"})
    void subscribesToNothingThatIsNoSubject(String subject) {
        assertRefused(() -> Subjects.forSubscribing(subject));
    }

    @ParameterizedTest
    @CsvSource({
        "a, a, true",
        "a, b, false",
        "a.b, a.b, true",
        "a.b, a, false",
        "a, a.b, false",
        "a.*, a.b, true",
        "a.*, a, false",
        "a.*, a.b.c, false",
        "*, a, true",
        "*.b, a.b, true",
        "*.b, a.c, false",
        ">, a.b.c, true",
        "a.>, a.b.c, true",
        "a.>, a.b, true",
        "a.>, a, false",
        "a.>, b.c, false",
        "a.*.>, a.b.c.d, true",
        "a.*.>, a.b, false",
        "A, a, false"
    })
    void knowsWhichSubjectsFallUnderAPattern(String pattern, String subject, boolean expected) {
        assertThat(Subjects.matches(pattern, subject)).isEqualTo(expected);
    }

    @Test
    void quotesARefusedSubjectWithoutItsControlCharacters() {
        assertThatThrownBy(() -> Subjects.fromMessage("a\r\nb".repeat(100)))
                .hasMessageStartingWith("Cannot use the subject 'a\\u000d\\u000aba\\u000d")
                .satisfies(e -> assertThat(e.getMessage().chars()).allMatch(c -> c >= 0x20));
    }

    private static void assertRefused(Runnable check) {
        assertThatThrownBy(check::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Cannot use the subject '");
    }
}
