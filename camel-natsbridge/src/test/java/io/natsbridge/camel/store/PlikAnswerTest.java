/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.natsbridge.camel.error.NatsBridgeException.FileserverException;
import java.time.Duration;
import java.time.Instant;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlikAnswerTest {

    private static final String UPLOAD = """
            {"id":"xfMGzRprATALTRGq","ttl":3600,"extend_ttl":false,"downloadDomain":"","comments":"","files":null,
             "uploadToken":"0123456789abcdefghijklmnopqrstuv","admin":true,"stream":false,"oneShot":false,"removable":true,
             "protectedByPassword":false,"createdAt":"2026-03-01T10:00:00.123456789Z","expireAt":"2026-03-01T12:00:00.123456789+01:00"}
            """;
    private static final String FILE = """
            {"id":"dmQxv1V5FzjESMxi","fileName":"a.txt","status":"uploaded","fileMd5":"ABCDEF0123456789abcdef0123456789",
             "fileType":"text/plain","fileSize":5,"reference":"","createdAt":"2026-03-01T10:00:00Z"}
            """;
    private static final HttpUrl SERVER = HttpUrl.parseBase("http://host:8080/plik");
    private static final Step STEP = new Step("upload payload 'x' to http://host", "creating the upload");

    @Test
    void readsAnUpload() {
        PlikAnswer.Created created = PlikAnswer.parse(UPLOAD, STEP).created(SERVER);

        assertThat(created.id()).isEqualTo("xfMGzRprATALTRGq");
        assertThat(created.token()).isEqualTo("0123456789abcdefghijklmnopqrstuv");
        assertThat(created.expiresAt()).isEqualTo(Instant.parse("2026-03-01T11:00:00.123456789Z"));
        assertThat(created.oneShot()).isFalse();
        assertThat(created.stream()).isFalse();
        assertThat(created.linkBase()).isEqualTo(SERVER);
    }

    @Test
    void believesWhatTheServerForces() {
        String forced =
                UPLOAD.replace("\"oneShot\":false", "\"oneShot\":true").replace("\"stream\":false", "\"stream\":true");

        PlikAnswer.Created created = PlikAnswer.parse(forced, STEP).created(SERVER);

        assertThat(created.oneShot()).isTrue();
        assertThat(created.stream()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "downloadDomain, https://dl.example.com, https://dl.example.com",
        "downloadDomain, https://dl.example.com/x/, https://dl.example.com/x",
        "downloadURL, https://dl.example.com:8443/x/, https://dl.example.com:8443/x"
    })
    void linksHaveTheServersOwnBase(String field, String value, String base) {
        String text = UPLOAD.replace("\"downloadDomain\":\"\"", "\"" + field + "\":\"" + value + "\"");

        assertThat(PlikAnswer.parse(text, STEP).created(SERVER).linkBase()).hasToString(base);
    }

    @Test
    void refusesADownloadDomainThatIsNoUrl() {
        String text = UPLOAD.replace("\"downloadDomain\":\"\"", "\"downloadDomain\":\"dl.example.com\"");

        assertThatThrownBy(() -> PlikAnswer.parse(text, STEP).created(SERVER))
                .isInstanceOf(FileserverException.class)
                .hasMessageContaining("dl.example.com")
                .hasMessageContaining("downloadDomain");
    }

    @Test
    void timeToLiveStandsInForAMissingExpiry() {
        String text = UPLOAD.replaceAll("\"expireAt\":\"[^\"]*\"", "\"expireAt\":null");

        assertThat(PlikAnswer.parse(text, STEP).created(SERVER).expiresAt())
                .isCloseTo(Instant.now().plus(Duration.ofHours(1)), Assertions.within(Duration.ofMinutes(1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "99999999999", "\"x\""})
    void expiryIsUnknownWhenTheServerNamesNone(String ttl) {
        String text = UPLOAD.replaceAll("\"expireAt\":\"[^\"]*\"", "\"expireAt\":\"soon\"")
                .replace("3600", ttl);

        assertThat(PlikAnswer.parse(text, STEP).created(SERVER).expiresAt()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "\"ok\"",
                "5",
                "ok",
                "{",
                "{}x",
                "{} {}",
                "<!DOCTYPE html><html><body>login</body></html>",
                "internal server error\n",
                "{\"id\":",
                "{'id':'x'}",
                "\u0000"
            })
    void refusesWhatIsNoJsonObject(String text) {
        assertThatThrownBy(() -> PlikAnswer.parse(text, STEP))
                .isInstanceOf(FileserverException.class)
                .hasMessageStartingWith("NB-105: Cannot upload payload 'x' to http://host: creating the upload: ")
                .hasMessageContaining("JSON object")
                .hasMessageNotContaining("login");
    }

    @Test
    void namesAnHtmlPage() {
        assertThatThrownBy(() -> PlikAnswer.parse(" <html>", STEP)).hasMessageContaining("an HTML page");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"id\":\"\"}",
                "{\"id\":null}",
                "{\"id\":5.5}",
                "{\"id\":{}}",
                "{\"id\":[]}",
                "{\"id\":\"a/b\"}",
                "{\"id\":\"..\"}",
                "{\"id\":\"a b\"}",
                "{\"id\":\"a\\r\\nb\"}",
                "{\"id\":\"ü\"}",
                "{\"id\":\"a?b\"}",
                "{\"id\":\"%2e\"}",
                "{\"error\":\"no\"}",
                "{\"ID\":\"x\"}"
            })
    void refusesAnUploadWithoutAUsableId(String text) {
        String withToken = text.replaceFirst("\\{", "{\"uploadToken\":\"t\"" + (text.equals("{}") ? "" : ","));

        assertThatThrownBy(() -> PlikAnswer.parse(withToken, STEP).created(SERVER))
                .isInstanceOf(FileserverException.class)
                .hasMessageContaining("id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\\r\\nX: y", "ü"})
    void refusesAnUploadWithoutAUsableToken(String token) {
        String text = UPLOAD.replace("0123456789abcdefghijklmnopqrstuv", token);

        assertThatThrownBy(() -> PlikAnswer.parse(text, STEP).created(SERVER))
                .isInstanceOf(FileserverException.class)
                .hasMessageContaining("uploadToken");
    }

    @Test
    void readsAFile() {
        PlikAnswer.Added added = PlikAnswer.parse(FILE, STEP).added();

        assertThat(added)
                .isEqualTo(new PlikAnswer.Added("dmQxv1V5FzjESMxi", "a.txt", 5, "abcdef0123456789abcdef0123456789"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"fileName\":\"a.txt\" | \"fileName\":\"\"",
                "\"fileName\":\"a.txt\" | \"fileName\":\"..\"",
                "\"fileName\":\"a.txt\" | \"fileName\":null",
                "\"fileSize\":5 | \"fileSize\":\"5\"",
                "\"fileSize\":5 | \"fileSize\":null",
                "\"fileSize\":5 | \"size\":5",
                "\"status\":\"uploaded\" | \"status\":\"uploading\"",
                "\"status\":\"uploaded\" | \"status\":\"deleted\"",
                "\"id\":\"dmQxv1V5FzjESMxi\" | \"id\":\"\""
            })
    void refusesAFileThatIsNotStored(String from, String to) {
        String text = FILE.replace(from, to);

        assertThat(text).isNotEqualTo(FILE);
        assertThatThrownBy(() -> PlikAnswer.parse(text, STEP).added()).isInstanceOf(FileserverException.class);
    }

    @Test
    void findsTheStatusOfOneOfSeveralFiles() {
        PlikAnswer answer = PlikAnswer.parse(
                "{\"oneShot\":true,\"files\":[{\"id\":\"a\",\"status\":\"uploaded\"},{\"id\":\"b\",\"status\":\"deleted\"}]}",
                STEP);

        assertThat(answer.isOneShot()).isTrue();
        assertThat(answer.fileStatus("a")).isEqualTo("uploaded");
        assertThat(answer.fileStatus("b")).isEqualTo("deleted");
        assertThat(answer.fileStatus("c")).isEmpty();
        assertThat(PlikAnswer.parse(UPLOAD, STEP).fileStatus("a")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"10000000000, 10000000000", "-1, -1", "0, -1", "null, -1"})
    void limitIsAPositiveNumberOrNone(String value, long expected) {
        assertThat(PlikAnswer.parse("{\"maxFileSize\":" + value + "}", STEP).maxFileSize())
                .isEqualTo(expected);
    }

    @Test
    void messageHidesWhatIsSecret() {
        Step step = STEP.then("adding the file", "t0ken").then("adding the file", null);

        assertThat(step.quoted("upload t0ken\r\nis t0ken")).isEqualTo("upload ***\\u000d\\u000ais ***");
    }
}
