/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpUrlTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://host/file/a/b/c.txt                | http://host/file/a/b/c.txt",
                "HTTP://Host:80/a                          | http://host/a",
                "https://host:443/a                        | https://host/a",
                "http://host:443/a                         | http://host:443/a",
                "https://host:80/a                         | https://host:80/a",
                "http://host:8080/a b                      | http://host:8080/a%20b",
                "http://host/ü                             | http://host/%C3%BC",
                "http://host/100%                          | http://host/100%25",
                "http://host/100%zz                        | http://host/100%25zz",
                "http://host/a%20b                         | http://host/a%20b",
                "http://host/a%2eb                         | http://host/a%2eb",
                "http://host/[1]                           | http://host/%5B1%5D",
                "http://host/a\"b<c>d^e`f{g}h              | http://host/a%22b%3Cc%3Ed%5Ee%60f%7Bg%7Dh",
                "http://host/😀                            | http://host/%F0%9F%98%80",
                "http://host/a?x=1&y=ü                     | http://host/a?x=1&y=%C3%BC",
                "http://host?x                             | http://host?x",
                "http://[::1]:8080/a                       | http://[::1]:8080/a",
                "http://my_host.example.com./a             | http://my_host.example.com./a",
                "http://host//a                            | http://host//a",
            })
    void encodesWhatIsNotLegalAndLowersSchemeAndHost(String text, String expected) {
        HttpUrl url = HttpUrl.parse(text);

        assertThat(url).hasToString(expected);
        assertThat(url.toUri()).isEqualTo(URI.create(expected));
        assertThat(HttpUrl.parse(url.toString())).isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "host/a",
                "//host/a",
                "/a",
                "http:host",
                "http:/host/a",
                "http:///a",
                "http://",
                "ftp://host/a",
                "file:///etc/passwd",
                "http://:80/a",
                "http://host:/a",
                "http://host:0/a",
                "http://host:080/a",
                "http://host:99999/a",
                "http://host:65536/a",
                "http://host:8a/a",
                "http://host:-1/a",
                "http://ho st/a",
                "http://hö/a",
                "http://ho%73t/a",
                "http://a@host/a",
                "http://[::1/a",
                "http://host/a#f",
                "http://host/a#",
                "http://host\\a",
                "http://host/a\\b",
                "http://host/a\tb",
                "http://host/a\nb",
                "http://host/\u007f",
                " http://host/a",
                "http://host/.",
                "http://host/..",
                "http://host/a/../b",
                "http://host/%2e%2E/b",
                "http://host/.%2e/b",
                "http://host/..;x/b",
                "http://host/a%2fb",
                "http://host/a%5Cb",
                "http://host/a%00b",
                "http://host/a%0d%0ab",
                "http://host/a%7f",
            })
    void refusesWhatIsNoPlainAbsoluteUrl(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> HttpUrl.parse(text));
    }

    @Test
    void refusesHalfASurrogatePair() {
        assertThatIllegalArgumentException().isThrownBy(() -> HttpUrl.parse("http://host/\ud83d"));
    }

    @Test
    void refusesTextLongerThanItsLimit() {
        String longest = "http://host/" + "a".repeat(8192 - 12);

        assertThat(HttpUrl.parse(longest)).hasToString(longest);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HttpUrl.parse(longest + "a"))
                .withMessageContaining("8193");
    }

    @ParameterizedTest
    @CsvSource({
        "http://host, http://host",
        "http://host/, http://host",
        "http://host/plik, http://host/plik",
        "http://host/plik//, http://host/plik",
        "https://Host:443/, https://host"
    })
    void baseHasNoSlashAtItsEnd(String text, String expected) {
        assertThat(HttpUrl.parseBase(text)).hasToString(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://host/?x", "http://host/?", "http://user@host", "host:8080", ""})
    void refusesABaseWithAQueryOrUserInfo(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> HttpUrl.parseBase(text));
    }

    @ParameterizedTest
    @CsvSource({
        "http://host, http://host/a, true",
        "http://host/p, http://host/p/a, true",
        "http://host/p, http://host/pq/a, false",
        "http://host/p, http://host/p, false",
        "http://host, http://host, false",
        "http://host, http://host:81/a, false",
        "http://host, https://host/a, false",
        "http://host, http://host.evil/a, false"
    })
    void baseIsOnlyWhatAPathContinues(String base, String url, boolean expected) {
        assertThat(HttpUrl.parseBase(base).isBaseOf(HttpUrl.parse(url))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a b | a%20b",
                "100% | 100%25",
                "q?x#y | q%3Fx%23y",
                "a/b\\c | a%2Fb%5Cc",
                "ü | %C3%BC",
                "\"'; | %22%27%3B",
                "a-b_c.d~e | a-b_c.d~e"
            })
    void segmentKeepsOnlyUnreservedCharacters(String text, String expected) {
        assertThat(HttpUrl.encodeSegment(text)).isEqualTo(expected);
    }
}
