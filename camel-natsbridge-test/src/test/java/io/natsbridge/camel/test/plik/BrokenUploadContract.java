/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.plik;

import static io.natsbridge.camel.test.plik.ContractBase.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.natsbridge.camel.test.plik.PlikClient.Created;
import io.natsbridge.camel.test.plik.RawHttp.Answer;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What becomes of files that come in wrongly. */
interface BrokenUploadContract extends ContractBase {

    @Test
    default void failsOnACutBodyAndKeepsNothing() {
        assumeStored();
        Created upload = plik().create("{}");
        byte[] body = Multipart.part("file", "a.txt", bytes("x".repeat(100)));
        byte[] cut = plik().request(
                        "POST",
                        plik().prefix() + "/file/" + upload.id(),
                        Arrays.copyOf(body, body.length - 10),
                        plik().uploadHeaders(upload, "Content-Length", "5000"));

        Answer answer = RawHttp.sendCut(plik().url(), cut).answer();

        assertThat(answer.status()).isEqualTo(500);
        assertThat(plik().status(upload)).isEqualTo("deleted");
    }

    @Test
    default void failsOnABrokenChunkAndKeepsNothing() {
        assumeStored();
        Created upload = plik().create("{}");
        byte[] body = Multipart.part("file", "a.txt", bytes("x".repeat(100)));
        byte[] chunks = RawHttp.concat(Multipart.chunk(body, 0, body.length - 10), bytes("zz\r\n"));

        Answer answer = plik().call(
                        "POST",
                        "/file/" + upload.id(),
                        chunks,
                        plik().uploadHeaders(upload, "Transfer-Encoding", "chunked"));

        assertThat(answer.status()).isEqualTo(500);
        assertThat(plik().status(upload)).isEqualTo("deleted");
    }

    @Test
    default void failsOnADocumentWithoutEndAndKeepsNothing() {
        assumeStored();
        Created upload = plik().create("{}");
        byte[] body = Multipart.part("file", "a.txt", bytes("x"));

        Answer answer = plik().upload(upload, Arrays.copyOf(body, body.length - 2));

        assertThat(answer.status()).isEqualTo(500);
        assertThat(plik().status(upload)).isEqualTo("deleted");
    }

    @Test
    default void keepsNothingOfAClientThatVanishes() throws Exception {
        assumeStored();
        Created upload = plik().create("{}");
        byte[] body = Multipart.part("file", "a.txt", bytes("x".repeat(100)));
        byte[] start = plik().request(
                        "POST",
                        plik().prefix() + "/file/" + upload.id(),
                        body,
                        plik().uploadHeaders(upload, "Content-Length", "5000"));

        try (Socket socket = RawHttp.connect(plik().url())) {
            socket.getOutputStream().write(start);
            Awaitility.await().until(() -> plik().info(upload).get("files").size() == 1);
            socket.setSoLinger(true, 0);
        }

        Awaitility.await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> assertThat(plik().status(upload))
                .isEqualTo("deleted"));
    }

    @Test
    default void takesAFileOfExactlyTheLimit() {
        assumeStored();
        int limit = assumeSmallLimit();

        assertThat(plik().upload(plik().create("{}"), "a", new byte[limit]).status())
                .isEqualTo(200);
    }

    @Test
    default void refusesAFileAboveTheLimitAndKeepsNothing() {
        assumeStored();
        int limit = assumeSmallLimit();
        Created upload = plik().create("{}");

        assertRefused(plik().upload(upload, "a", new byte[limit + 1]), 400, "file too big (limit is set to ");
        assertThat(plik().status(upload)).isEqualTo("deleted");
    }

    @Test
    default void tellsAClientThatStillSendsThatTheFileIsTooBig() throws Exception {
        assumeStored();
        int limit = assumeSmallLimit();
        Created upload = plik().create("{}");
        byte[] body = Multipart.file("a", new byte[limit + 8_000_000]);
        HttpRequest request = HttpRequest.newBuilder(URI.create(plik().url() + "/file/" + upload.id()))
                .headers("X-UploadToken", upload.token(), "Content-Type", Multipart.CONTENT_TYPE)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();

        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(400);
    }

    private int assumeSmallLimit() {
        long limit = plik().config().get("maxFileSize").asLong();
        assumeThat(limit).isBetween(1L, 10_000_000L);
        return (int) limit;
    }
}
