/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.natsbridge.camel.error.NatsBridgeException.FileserverException;
import io.natsbridge.camel.error.NatsBridgeException.LinkGoneException;
import io.natsbridge.camel.error.NatsBridgeException.LinkGoneException.Reason;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComplaintTest {

    private static final Step STEP = new Step("download payload 'x' from http://host", "fetching the file");
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "upload abc not found                           | false | NOT_FOUND",
                "file abc not found                             | true  | NOT_FOUND",
                "upload abc has expired                         | false | EXPIRED",
                "file a.txt (abc) is not available : removed    | true  | CONSUMED",
                "file a.txt (abc) is not available : deleted    | true  | CONSUMED",
                "file a.txt (abc) is not available : deleted    | false | NOT_FOUND",
                "file a.txt (abc) is not available : missing    | true  | NOT_FOUND",
                "404 page not found                             | true  | NOT_FOUND"
            })
    void tellsWhyAFileIsGone(String text, boolean oneShot, Reason reason) {
        FileserverException e = new Complaint(404, text, null).fileFailure(STEP, () -> oneShot);

        assertThat(e).isInstanceOf(LinkGoneException.class).hasMessageContaining(text);
        assertThat(((LinkGoneException) e).reason()).isEqualTo(reason);
        assertThat(e.isTransient()).isFalse();
        assertThat(e.status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/#/?err=upload abc has expired&errcode=404&uri=/file/abc/d/e          | 404 | upload abc has expired",
                "/plik/#/?err=file x (y) is not available : removed&errcode=404&uri=/f | 404 | file x (y) is not available : removed",
                "https://host/#/?err=upload%20abc%20has%20expired&errcode=404          | 404 | upload abc has expired",
                "/#/?err=100% wrong+odd&errcode=400&uri=/x                             | 400 | 100% wrong+odd",
                "/#/?err=a+b%20c&errcode=400                                           | 400 | a+b c",
                "/#/?err=internal server error&errcode=500&uri=/x                      | 500 | internal server error",
                "/#/?err=something&errcode=999                                         | 301 | something",
                "/#/?err=something                                                     | 301 | something",
                "http://169.254.169.254/latest/meta-data/                              | 301 | redirected to http://169.254.169.254",
                "https://login.example.com/?secret=1#x                                 | 301 | redirected to https://login.example.com",
                "/login                                                                | 301 | redirected to another path"
            })
    void readsWhatARedirectSays(String location, int status, String text) {
        Complaint complaint = Complaint.ofRedirect(301, location);

        assertThat(complaint.status()).isEqualTo(status);
        assertThat(complaint.text()).isEqualTo(text);
    }

    @Test
    void redirectToAnErrorPageIsTheErrorItself() {
        FileserverException e = Complaint.ofRedirect(301, "/#/?err=upload abc has expired&errcode=404&uri=/x")
                .fileFailure(STEP, () -> false);

        assertThat(((LinkGoneException) e).reason()).isEqualTo(Reason.EXPIRED);
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 301, 302, 303, 307, 308})
    void redirectIsNeverTransient(int status) {
        FileserverException e =
                Complaint.ofRedirect(status, "http://elsewhere/").fileFailure(STEP, () -> false);

        assertThat(e.isTransient()).isFalse();
        assertThat(e.status()).isEqualTo(status);
        assertThat(e).hasMessageContaining("http://elsewhere").hasMessageContaining("not followed");
    }

    @ParameterizedTest
    @CsvSource({
        "400, false",
        "401, false",
        "403, false",
        "404, false",
        "405, false",
        "408, true",
        "410, false",
        "413, false",
        "429, true",
        "451, false",
        "500, true",
        "501, true",
        "502, true",
        "503, true",
        "504, true",
        "507, true",
        "204, false",
        "206, false"
    })
    void onlySomeStatusesCanHeal(int status, boolean isTransient) {
        FileserverException e = new Complaint(status, "text", Duration.ofSeconds(7)).failure(STEP);

        assertThat(e.isTransient()).isEqualTo(isTransient);
        assertThat(e.status()).isEqualTo(status);
        assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(7));
        assertThat(e).hasMessageContaining("the server answered " + status + " (text); ");
    }

    @Test
    void serverWithoutWordsIsQuotedWithoutWords() {
        assertThat(new Complaint(503, "", null).failure(STEP))
                .hasMessage("NB-105: Cannot download payload 'x' from http://host: fetching the file:"
                        + " the server answered 503; try again later");
    }

    @Test
    void whatTheServerSaysIsCutAndPrintable() {
        FileserverException e = new Complaint(400, "a\r\nb\u202e" + "x".repeat(1000), null).failure(STEP);

        assertThat(e).hasMessageContaining("a\\u000d\\u000ab\\u202e").hasMessageNotContaining("x".repeat(200));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0                             | PT0S",
                "7                             | PT7S",
                " 7                            | PT7S",
                "315360000                     | PT87600H",
                "Sun, 01 Mar 2026 10:00:30 GMT | PT30S",
                "Sun, 01 Mar 2026 09:00:00 GMT | PT0S",
                "Wed, 01 Jan 2200 00:00:00 GMT | PT1523822H"
            })
    void retryAfterIsSecondsOrADate(String value, Duration expected) {
        assertThat(Complaint.retryAfter(value, NOW)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "soon",
                "-5",
                "1.5",
                "1e3",
                "0x10",
                "99999999999999999999",
                "Sun, 32 Mar 2026 10:00:30 GMT",
                "2026-03-01T10:00:30Z"
            })
    void junkRetryAfterIsIgnored(String value) {
        assertThat(Complaint.retryAfter(value, NOW)).isNull();
    }

    @Test
    void missingRetryAfterIsNone() {
        assertThat(Complaint.retryAfter(null, NOW)).isNull();
    }
}
