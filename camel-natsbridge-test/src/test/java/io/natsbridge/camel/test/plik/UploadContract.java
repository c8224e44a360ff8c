/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.plik;

import static io.natsbridge.camel.test.plik.ContractBase.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.natsbridge.camel.test.plik.PlikClient.Created;
import io.natsbridge.camel.test.plik.RawHttp.Answer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** How files are taken in. */
interface UploadContract extends ContractBase {

    @Test
    default void tellsSizeMd5AndTypeOfAFile() {
        assumeStored();

        JsonNode file = plik().store(plik().create("{}"), "a.txt", "hello");

        assertThat(file.get("fileName").asText()).isEqualTo("a.txt");
        assertThat(file.get("status").asText()).isEqualTo("uploaded");
        assertThat(file.get("fileSize").asLong()).isEqualTo(5);
        assertThat(file.get("fileMd5").asText()).isEqualTo("5d41402abc4b2a76b9719d911017c592");
        assertThat(file.get("fileType").asText()).isEqualTo("text/plain; charset=utf-8");
    }

    @Test
    default void takesAnEmptyFile() {
        assumeStored();

        JsonNode file = plik().store(plik().create("{}"), "a.txt", "");

        assertThat(file.get("fileSize").asLong()).isZero();
        assertThat(file.get("fileMd5").asText()).isEqualTo("d41d8cd98f00b204e9800998ecf8427e");
        assertThat(file.get("fileType").asText()).isEmpty();
    }

    @Test
    default void takesAFileInChunks() {
        assumeStored();
        Created upload = plik().create("{}");
        byte[] body = Multipart.file("a.txt", bytes("hello"));
        byte[] chunks = RawHttp.concat(
                Multipart.chunk(body, 0, 20), Multipart.chunk(body, 20, body.length), bytes("0\r\n\r\n"));

        Answer answer = plik().call(
                        "POST",
                        "/file/" + upload.id(),
                        chunks,
                        plik().uploadHeaders(upload, "Transfer-Encoding", "chunked"));

        assertThat(PlikClient.json(answer).get("fileSize").asLong()).isEqualTo(5);
    }

    @Test
    default void keepsContentThatResemblesTheBoundaryHoweverItIsCut() {
        assumeStored();
        assumeThat(plik().config().get("maxFilePerUpload").asInt()).isGreaterThan(200);
        Created upload = plik().create("{}");
        String almost = "\r\n--" + Multipart.BOUNDARY.substring(0, 5);
        String content = almost + "\r\r\n-" + almost + almost + "\n--\r\n\r\n\r";
        byte[] body = Multipart.file("a", bytes(content));

        for (int cut = 1; cut < body.length; cut++) {
            byte[] chunks = RawHttp.concat(
                    Multipart.chunk(body, 0, cut), Multipart.chunk(body, cut, body.length), bytes("0\r\n\r\n"));
            Answer answer = plik().call(
                            "POST",
                            "/file/" + upload.id(),
                            chunks,
                            plik().uploadHeaders(upload, "Transfer-Encoding", "chunked"));
            assertThat(PlikClient.json(answer).get("fileSize").asInt())
                    .as("cut at %d", cut)
                    .isEqualTo(content.length());
        }
    }

    @Test
    default void refusesAFileWithoutTheUploadToken() {
        Created upload = plik().create("{}");

        Answer answer = plik().call(
                        "POST",
                        "/file/" + upload.id(),
                        Multipart.file("a", bytes("x")),
                        "Content-Type",
                        Multipart.CONTENT_TYPE,
                        "Authorization",
                        upload.authorization());

        assertRefused(answer, 403, "you are not allowed to add file to this upload");
    }

    @Test
    default void refusesAFileForAnUnknownUpload() {
        assertRefused(plik().call("POST", "/file/nosuch", new byte[0]), 404, "upload nosuch not found");
    }

    @Test
    default void refusesAnotherContentType() {
        Created upload = plik().create("{}");

        Answer answer = plik().call(
                        "POST",
                        "/file/" + upload.id(),
                        bytes("{}"),
                        "X-UploadToken",
                        upload.token(),
                        "Content-Type",
                        "application/json");

        assertRefused(answer, 400, "request Content-Type isn't multipart/form-data");
    }

    @Test
    default void refusesMultipartWithoutBoundary() {
        Created upload = plik().create("{}");

        Answer answer = plik().call(
                        "POST",
                        "/file/" + upload.id(),
                        bytes("x"),
                        "X-UploadToken",
                        upload.token(),
                        "Content-Type",
                        "multipart/form-data");

        assertRefused(answer, 400, "no multipart boundary param in Content-Type");
    }

    @Test
    default void refusesADocumentWithoutAPartNamedFile() {
        byte[] other = RawHttp.concat(Multipart.part("data", "a.txt", bytes("x")), Multipart.END);

        assertRefused(plik().upload(plik().create("{}"), other), 400, "missing file from multipart form");
    }

    @Test
    default void storesTheFirstFileOnly() {
        assumeStored();
        Created upload = plik().create("{}");
        byte[] two = RawHttp.concat(
                Multipart.part("file", "1", bytes("first")),
                Multipart.part("file", "2", bytes("second")),
                Multipart.END);

        JsonNode file = PlikClient.json(plik().upload(upload, two));

        assertThat(file.get("fileName").asText()).isEqualTo("1");
        assertThat(file.get("fileSize").asLong()).isEqualTo(5);
        assertThat(plik().info(upload).get("files")).hasSize(1);
    }

    @Test
    default void skipsPartsBeforeTheFile() {
        assumeStored();
        byte[] two = RawHttp.concat(
                Multipart.part("other", "1", bytes("first")),
                Multipart.part("file", "2", bytes("second")),
                Multipart.END);

        assertThat(PlikClient.json(plik().upload(plik().create("{}"), two))
                        .get("fileName")
                        .asText())
                .isEqualTo("2");
    }

    @Test
    default void givesTheGoAheadToAClientThatWaitsForIt() throws Exception {
        assumeStored();
        Created upload = plik().create("{}");
        HttpRequest request = HttpRequest.newBuilder(URI.create(plik().url() + "/file/" + upload.id()))
                .headers("X-UploadToken", upload.token(), "Content-Type", Multipart.CONTENT_TYPE)
                .expectContinue(true)
                .POST(HttpRequest.BodyPublishers.ofByteArray(Multipart.file("a", bytes("x"))))
                .build();

        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    default void refusesMoreFilesThanAllowed() {
        assumeStored();
        int max = plik().config().get("maxFilePerUpload").asInt();
        assumeThat(max).isLessThan(10);
        Created upload = plik().create("{}");
        for (int i = 0; i < max; i++) {
            plik().store(upload, "a" + i, "x");
        }

        assertRefused(plik().upload(upload, "b", bytes("x")), 400, "maximum number file per upload reached");
    }

    @Test
    default void answersAQuickUploadWithALink() {
        assumeStored();
        assumeNotForced(PlikFeature.PASSWORD);
        String domain = plik().config().get("downloadDomain").asText();

        Answer answer = plik().call(
                        "POST",
                        "/",
                        Multipart.file("a b.txt", bytes("x")),
                        "Content-Type",
                        Multipart.CONTENT_TYPE,
                        "X-PlikToken",
                        plik().userToken().orElse(null));

        assertThat(answer.text())
                .startsWith(domain.isEmpty() ? plik().url().toString() : domain)
                .contains("/file/")
                .endsWith("/a b.txt\n");
    }
}
