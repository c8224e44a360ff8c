/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.plik;

import static io.natsbridge.camel.test.plik.ContractBase.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.natsbridge.camel.test.plik.PlikClient.Created;
import io.natsbridge.camel.test.plik.RawHttp.Answer;
import io.natsbridge.camel.test.plik.RawHttp.Received;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Files that are handed through. */
interface StreamContract extends ContractBase {

    private Created stream(int size) {
        assumeAllowed(PlikFeature.STREAM);
        return plik().create("{\"stream\":true,\"files\":[{\"fileName\":\"s.txt\",\"fileSize\":" + size + "}]}");
    }

    private static String path(Created upload) {
        return PlikClient.path("stream", upload, upload.json().get("files").get(0));
    }

    private CompletableFuture<Answer> send(Created upload) {
        CompletableFuture<Answer> answer = CompletableFuture.supplyAsync(() -> plik().call(
                        "POST", path(upload), Multipart.file("s.txt", bytes("hello")), plik().uploadHeaders(upload)));
        awaitUploading(upload);
        return answer;
    }

    private void awaitUploading(Created upload) {
        Awaitility.await().until(() -> plik().status(upload).equals("uploading"));
    }

    private Answer receive(Created upload) {
        return plik().get(path(upload), "Authorization", upload.authorization());
    }

    @Test
    default void handsAStreamThrough() throws Exception {
        Created upload = stream(5);
        CompletableFuture<Answer> sender = send(upload);

        Answer received = receive(upload);

        JsonNode file = PlikClient.json(sender.get(5, TimeUnit.SECONDS));
        assertThat(received.text()).isEqualTo("hello");
        assertThat(received.header("Content-Length")).isEqualTo("5");
        assertThat(file.get("status").asText()).isEqualTo("deleted");
        assertThat(file.get("fileMd5").asText()).isEqualTo("5d41402abc4b2a76b9719d911017c592");
    }

    @Test
    default void letsTheSenderWaitForAReceiver() throws Exception {
        Created upload = stream(5);

        CompletableFuture<Answer> sender = send(upload);

        assertThat(sender).isNotDone();
        receive(upload);
        assertThat(sender.get(5, TimeUnit.SECONDS).status()).isEqualTo(200);
    }

    @Test
    default void hasNothingBeforeTheSenderComes() {
        assertRefused(receive(stream(5)), 404, "is not available : missing");
    }

    @Test
    default void handsAStreamToOneReceiverOnly() throws Exception {
        Created upload = stream(5);
        CompletableFuture<Answer> sender = send(upload);
        receive(upload);
        sender.get(5, TimeUnit.SECONDS);

        assertRefused(receive(upload), 404, "is not available : deleted");
    }

    @Test
    default void doesNotSpendAStreamOnItsHeaders() throws Exception {
        Created upload = stream(5);
        CompletableFuture<Answer> sender = send(upload);

        Answer head = plik().call("HEAD", path(upload), new byte[0], "Authorization", upload.authorization());

        assertThat(head.header("Content-Length")).isEqualTo("5");
        assertThat(receive(upload).text()).isEqualTo("hello");
        assertThat(sender.get(5, TimeUnit.SECONDS).status()).isEqualTo(200);
    }

    @Test
    default void packsNoArchiveOfStreams() {
        Created upload = stream(5);

        assertRefused(
                plik().get("/archive/" + upload.id() + "/all.zip", "Authorization", upload.authorization()),
                400,
                "archive feature is not available in stream mode");
    }

    @Test
    default void leavesAReceiverWithLessThanAnnouncedIfTheSenderVanishes() throws Exception {
        Created upload = stream(90_000);
        byte[] start = plik().request(
                        "POST",
                        plik().prefix() + path(upload),
                        Multipart.part("file", "s.txt", bytes("x".repeat(60_000))),
                        plik().uploadHeaders(upload, "Content-Length", "95000"));
        byte[] get = plik().request(
                        "GET", plik().prefix() + path(upload), new byte[0], "Authorization", upload.authorization());
        Received received;
        try (Socket receiver = RawHttp.connect(plik().url())) {
            try (Socket sender = RawHttp.connect(plik().url())) {
                sender.getOutputStream().write(start);
                awaitUploading(upload);
                receiver.getOutputStream().write(get);
                assertThat(receiver.getInputStream().read()).isEqualTo('H');
            }
            received = RawHttp.read(receiver, Duration.ofSeconds(5));
        }

        assertThat(received.head()).contains("Content-Length: 90000");
        assertThat(received.end()).isNotEqualTo(RawHttp.End.SILENT);
        assertThat(received.rawBody()).hasSizeLessThan(90_000);
    }
}
