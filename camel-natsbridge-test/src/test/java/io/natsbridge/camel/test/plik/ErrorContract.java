/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.plik;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.natsbridge.camel.test.plik.PlikClient.Created;
import io.natsbridge.camel.test.plik.RawHttp.Answer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is answered when a download cannot be had, to tools and to everybody else. */
interface ErrorContract extends ContractBase {

    String MISSING = "/file/nosuch/x/a.txt";

    @Test
    default void doesNotKnowTheUpload() {
        assertRefused(plik().get(MISSING), 404, "upload nosuch not found");
    }

    @Test
    default void doesNotKnowTheFile() {
        Created upload = plik().create("{}");

        assertRefused(
                plik().get("/file/" + upload.id() + "/nosuch/a.txt", "Authorization", upload.authorization()),
                404,
                "file nosuch not found");
    }

    @Test
    default void refusesAnotherName() {
        assumeStored();
        Created upload = plik().create("{}");
        JsonNode file = plik().store(upload, "a.txt", "x");

        assertRefused(
                plik().get(PlikClient.path(upload, file) + "x", "Authorization", upload.authorization()),
                400,
                "invalid file name");
    }

    @Test
    default void failsForAFileOfAnotherUpload() {
        assumeStored();
        JsonNode file = plik().store(plik().create("{}"), "a.txt", "x");
        Created other = plik().create("{}");

        assertThat(plik().download(other, file).status()).isEqualTo(500);
    }

    @Test
    default void saysThatADeclaredFileIsMissing() {
        assumeStored();
        Created upload = plik().create("{\"files\":[{\"fileName\":\"a.txt\"}]}");

        assertRefused(plik().download(upload, upload.json().get("files").get(0)), 404, "is not available : missing");
    }

    @Test
    default void doesNotKnowAPathWithoutAName() {
        assertThat(plik().get("/file/a/b/").status()).isEqualTo(404);
        assertThat(plik().get("/file/a/b").status()).isIn(404, 405);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"curl/8", "Wget/1", "python-urllib/3", "libwwww-perl", "PHP", "pycurl", "Go-http-client/1.1"})
    default void tellsToolsWhatIsWrong(String agent) {
        assertThat(plik().get(MISSING, "User-Agent", agent).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {PlikClient.BROWSER, "Java-http-client/17", "my curl", "Apache-HttpClient/5"})
    default void redirectsEverybodyElseToTheWebPage(String agent) {
        Answer answer = plik().get(MISSING, "User-Agent", agent);

        assertThat(answer.status()).isEqualTo(301);
        assertThat(answer.header("Location"))
                .isEqualTo(plik().prefix() + "/#/?err=upload nosuch not found&errcode=404&uri=" + plik().prefix()
                        + MISSING);
    }

    @Test
    default void redirectsWhoeverDoesNotTellItsName() {
        assertThat(plik().get(MISSING, "User-Agent", null).status()).isEqualTo(301);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/stream/nosuch/x/a.txt", "/archive/nosuch/a.zip"})
    default void redirectsErrorsOfStreamsAndArchivesToo(String path) {
        assertThat(plik().get(path, "User-Agent", PlikClient.BROWSER).status()).isEqualTo(301);
    }

    @Test
    default void redirectsHeadRequestsToo() {
        Answer answer = plik().call("HEAD", MISSING, new byte[0], "User-Agent", PlikClient.BROWSER);

        assertThat(answer.status()).isEqualTo(301);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    default void redirectsNoErrorOfAnythingButDownloads() {
        assertThat(plik().get("/upload/nosuch", "User-Agent", PlikClient.BROWSER)
                        .status())
                .isEqualTo(404);
        assertThat(plik().call("DELETE", MISSING, new byte[0], "User-Agent", PlikClient.BROWSER)
                        .status())
                .isEqualTo(404);
    }

    @Test
    default void leadsJavasClientIntoAnExceptionByTheBlanksOfTheLocation() {
        HttpClient follower = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.ALWAYS)
                .build();
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(plik().url() + MISSING)).build();

        assertThatThrownBy(() -> follower.send(request, HttpResponse.BodyHandlers.discarding()))
                .hasStackTraceContaining("IllegalArgumentException");
    }

    @Test
    default void servesDownloadsUnderTheDownloadDomainOnly() {
        assumeStored();
        assumeThat(plik().config().get("downloadDomain").asText()).isNotEmpty();
        Created upload = plik().create("{}");
        String path = PlikClient.path(upload, plik().store(upload, "a.txt", "x"));

        assertRefused(plik().get(path, "Host", "elsewhere:1"), 400, "Invalid download domain elsewhere:1");
        assertThat(plik().get(path, "Host", "elsewhere:1", "User-Agent", PlikClient.BROWSER)
                        .status())
                .isEqualTo(301);
    }

    @Test
    default void answersEverythingButDownloadsUnderAnyName() {
        assertThat(plik().get("/config", "Host", "elsewhere:1").status()).isEqualTo(200);
    }
}
