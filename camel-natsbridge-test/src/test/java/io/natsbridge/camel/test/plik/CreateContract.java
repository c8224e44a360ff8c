/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.plik;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.natsbridge.camel.test.plik.RawHttp.Answer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How uploads are created. */
interface CreateContract extends ContractBase {

    @Test
    default void namesAnUploadAndItsToken() {
        JsonNode json = plik().create("{}").json();

        assertThat(json.get("id").asText()).matches("[A-Za-z0-9]{16}");
        assertThat(json.get("uploadToken").asText()).matches("[A-Za-z0-9]{32}");
        assertThat(json.get("admin").asBoolean()).isTrue();
    }

    @Test
    default void createsAnUploadFromNoBodyAtAll() {
        assumeNotForced(PlikFeature.PASSWORD);

        assertThat(PlikClient.json(plik().tryCreate("")).has("id")).isTrue();
    }

    @Test
    default void tellsNoFilesAsNull() {
        assertThat(plik().create("{}").json().get("files").isNull()).isTrue();
    }

    @Test
    default void matchesKeysWhateverTheirCase() {
        assumeThat(plik().mode(PlikFeature.COMMENTS)).isNotEqualTo("disabled");

        assertThat(plik().create("{\"COMMENTS\":\"x\"}").json().get("comments").asText())
                .isEqualTo("x");
    }

    @Test
    default void letsTheLastOfEqualKeysCount() {
        assumeNotForced(PlikFeature.PASSWORD);
        assumeNotForced(PlikFeature.REMOVABLE);
        assumeAllowed(PlikFeature.REMOVABLE);

        JsonNode json = plik().create("{\"removable\":true,\"REMOVABLE\":true,\"removable\":false}")
                .json();

        assertThat(json.get("removable").asBoolean()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"unknown\":1}", "{\"ttl\":null}", "{\"files\":null}", "{\"files\":[]}"})
    default void ignoresWhatItDoesNotKnowAndWhatIsNull(String body) {
        assertThat(plik().create(body).id()).isNotEmpty();
    }

    @Test
    default void letsNobodyChooseIdAndToken() {
        JsonNode json =
                plik().create("{\"id\":\"mine\",\"uploadToken\":\"mine\"}").json();

        assertThat(json.get("id").asText()).isNotEqualTo("mine");
        assertThat(json.get("uploadToken").asText()).isNotEqualTo("mine");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{} x",
                "[]",
                "\"x\"",
                " ",
                "{\"ttl\":\"5\"}",
                "{\"ttl\":1.5}",
                "{\"ttl\":1e2}",
                "{\"ttl\":true}",
                "{\"ttl\":99999999999999999999}",
                "{\"oneShot\":\"true\"}",
                "{\"comments\":5}",
                "{\"files\":5}"
            })
    default void refusesWhatItCannotRead(String body) {
        assertRefused(plik().tryCreate(body), 400, "unable to deserialize request body : ");
    }

    @Test
    default void acceptsABodyOfOneMebibyte() {
        assumeNotForced(PlikFeature.PASSWORD);

        assertThat(plik().tryCreate(bodyOf(1024 * 1024)).status()).isEqualTo(200);
    }

    @Test
    default void refusesABodyOfMoreThanOneMebibyte() {
        assertRefused(plik().tryCreate(bodyOf(1024 * 1024 + 1)), 400, "request body too large");
    }

    private static String bodyOf(int length) {
        String start = "{\"comments\":\"";
        return start + "x".repeat(length - start.length() - 2) + "\"}";
    }

    @Test
    default void answersLongJsonInChunks() {
        assumeAllowed(PlikFeature.COMMENTS);

        Answer answer =
                plik().create("{\"comments\":\"" + "x".repeat(4096) + "\"}").answer();

        assertThat(answer.header("Transfer-Encoding")).isEqualTo("chunked");
        assertThat(answer.header("Content-Length")).isNull();
    }

    @Test
    default void dependsOnTtlAndCreationForTheExpiry() {
        assumeThat(plik().config().get("defaultTTL").asLong()).isPositive();

        JsonNode json = plik().create("{}").json();

        Instant created = Instant.parse(json.get("createdAt").asText());
        Instant expires = Instant.parse(json.get("expireAt").asText());
        assertThat(expires).isCloseTo(created.plusSeconds(json.get("ttl").asLong()), within(10, ChronoUnit.MILLIS));
    }

    @Test
    default void declaresFilesAsMissing() {
        JsonNode file = plik().create("{\"files\":[{\"fileName\":\"a.txt\",\"fileSize\":5,\"fileType\":\"x/y\","
                        + "\"reference\":\"7\"}]}")
                .json()
                .get("files")
                .get(0);

        assertThat(file.get("status").asText()).isEqualTo("missing");
        assertThat(file.get("fileName").asText()).isEqualTo("a.txt");
        assertThat(file.get("fileSize").asInt()).isEqualTo(5);
        assertThat(file.get("fileType").asText()).isEqualTo("x/y");
        assertThat(file.get("reference").asText()).isEqualTo("7");
    }

    @Test
    default void keepsThePathOfADeclaredName() {
        JsonNode files =
                plik().create("{\"files\":[{\"fileName\":\"a/b.txt\"}]}").json().get("files");

        assertThat(files.get(0).get("fileName").asText()).isEqualTo("a/b.txt");
    }

    @Test
    default void refusesADeclaredFileWithoutName() {
        assumeNotForced(PlikFeature.PASSWORD);

        assertRefused(plik().tryCreate("{\"files\":[{}]}"), 400, "missing file name");
    }

    @Test
    default void refusesADeclaredNameOfMoreThan1024Bytes() {
        assumeNotForced(PlikFeature.PASSWORD);

        assertRefused(plik().tryCreate("{\"files\":[{\"fileName\":\"" + "é".repeat(513) + "\"}]}"), 400, "is too long");
    }

    @Test
    default void refusesADeclaredFileAboveTheSizeLimit() {
        assumeNotForced(PlikFeature.PASSWORD);
        long max = plik().config().get("maxFileSize").asLong();
        assumeThat(max).isPositive();

        assertRefused(
                plik().tryCreate("{\"files\":[{\"fileName\":\"a\",\"fileSize\":" + (max + 1) + "}]}"),
                400,
                "file is too big");
    }

    @Test
    default void refusesMoreDeclaredFilesThanAllowed() {
        assumeNotForced(PlikFeature.PASSWORD);
        int max = plik().config().get("maxFilePerUpload").asInt();
        String files = "{\"fileName\":\"a\"},".repeat(max) + "{\"fileName\":\"a\"}";

        assertRefused(plik().tryCreate("{\"files\":[" + files + "]}"), 400, "too many files");
    }
}
