/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.store;

import static io.natsbridge.camel.store.StoreFixture.QUICK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.natsbridge.camel.error.NatsBridgeException.FileserverException;
import io.natsbridge.camel.error.NatsBridgeException.LinkGoneException;
import io.natsbridge.camel.error.NatsBridgeException.LinkGoneException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked of servers that give out files by plain HTTP, and what their answers mean. */
class HttpDownloadsIT {

    private static final String ENDED = "?X-Amz-Date=20200101T000000Z&X-Amz-Expires=60&X-Amz-Signature=s1gned";

    private final PlikClient client = new PlikClient(PlikAccess.anonymous(), QUICK, null);
    private final FileserverDownloadHandler handler = client.plainHttp();
    private final CompletableFuture<String> asked = new CompletableFuture<>();
    private RawServer server;

    @AfterEach
    void stop() {
        client.close();
        if (server != null) {
            server.close();
        }
    }

    @Test
    void aFileIsFetchedAsItsLinkSays() throws IOException {
        answer("200 OK", "hello");

        try (InputStream in = handler.download(file("/a/b.bin?v=1", 5))) {
            assertThat(in.readAllBytes()).isEqualTo("hello".getBytes(StandardCharsets.US_ASCII));
        }
        assertThat(asked.join()).startsWith("GET /a/b.bin?v=1 HTTP/1.1\r\n").doesNotContain("Authorization");
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 410})
    void aFileThatIsGoneIsGoneForAReaderAndForWhoAsks(int status) {
        answer(status + " Gone", "");

        assertThat(catchThrowableOfType(LinkGoneException.class, () -> handler.check(file("/a", -1))))
                .hasMessageContaining("asking whether the file is there");
        assertThat(asked.join()).startsWith("HEAD /a ");
        assertThat(catchThrowableOfType(LinkGoneException.class, () -> handler.download(file("/a", -1)))
                        .reason())
                .isEqualTo(Reason.NOT_FOUND);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 405, 501})
    void whetherAFileIsThereIsOnlyDoubtedWhenTheServerSaysSo(int status) {
        answer(status + " Whatever", "");

        assertThatCode(() -> handler.check(file("/a", -1))).doesNotThrowAnyException();
    }

    @Test
    void aSignedLinkIsNotAskedAbout() throws IOException {
        server = RawServer.silent();

        handler.check(file("/a" + ENDED, -1));

        assertThat(server.connections()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 204, 404, 410})
    void deletingAFileMakesSureThatItIsGone(int status) {
        answer(status + " Done", "");

        assertThatCode(() -> handler.delete(file("/a", -1))).doesNotThrowAnyException();
        assertThat(asked.join()).startsWith("DELETE /a ");
    }

    @ParameterizedTest
    @CsvSource({"500, true", "400, false", "403, false"})
    void aFileThatIsNotDeletedIsTold(int status, boolean isTransient) {
        answer(status + " No", "");

        FileserverException e =
                catchThrowableOfType(FileserverException.class, () -> handler.delete(file("/a?sig=s1gned", -1)));

        assertThat(e).hasMessageContaining("delete payload 'p'").hasMessageContaining(String.valueOf(status));
        assertThat(e.getMessage()).doesNotContain("s1gned");
        assertThat(e.isTransient()).isEqualTo(isTransient);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void aSignatureThatHasEndedIsAnExpiredLink(int status) {
        answer(status + " No", "");

        LinkGoneException e =
                catchThrowableOfType(LinkGoneException.class, () -> handler.download(file("/a" + ENDED, -1)));

        assertThat(e.reason()).isEqualTo(Reason.EXPIRED);
        assertThat(e).hasMessageContaining("2020-01-01T00:01:00Z");
        assertThat(e.getMessage()).doesNotContain("s1gned");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?X-Amz-Date=20200101T000000Z",
                "?X-Amz-Expires=60",
                "?X-Amz-Date=20209901T000000Z&X-Amz-Expires=60",
                "?X-Amz-Date=20990101T000000Z&X-Amz-Expires=60",
                "?X-Amz-Date=20200101T000000Z&X-Amz-Expires=6000000000000"
            })
    void aLinkThatIsRefusedAndDoesNotSayWhyIsNotCalledExpired(String query) {
        answer("403 Forbidden", "");

        FileserverException e =
                catchThrowableOfType(FileserverException.class, () -> handler.download(file("/a" + query, -1)));

        assertThat(e).isNotInstanceOf(LinkGoneException.class).hasMessageContaining("ask the sender for a link");
        assertThat(e.isTransient()).isFalse();
    }

    /** A Plik server's own links: what its description of an upload says of a file. */
    @ParameterizedTest
    @CsvSource({
        "removed, true, CONSUMED",
        "deleted, true, CONSUMED",
        "removed, false, NOT_FOUND",
        "missing, true, NOT_FOUND",
        "uploading, false, NOT_FOUND"
    })
    void aFileOfAnUploadIsThereOnlyWhenItWasUploadedWhole(String status, boolean oneShot, Reason reason) {
        answer(
                "200 OK",
                "{\"id\":\"u\",\"oneShot\":" + oneShot + ",\"files\":[{\"id\":\"f\",\"status\":\"" + status + "\"}]}");

        LinkGoneException e =
                catchThrowableOfType(LinkGoneException.class, () -> client.check(file("/file/u/f/n", -1)));

        assertThat(e.reason()).isEqualTo(reason);
        assertThat(e).hasMessageContaining("'" + status + "'");
        assertThat(asked.join()).startsWith("GET /upload/u ");
    }

    @Test
    void anUploadThatNobodyKnowsIsLeftToTheDownloadWhereItIsNoPlik() {
        answer("404 Not Found", "");

        assertThatCode(() -> client.check(file("/file/u/f/n", -1))).doesNotThrowAnyException();
    }

    @Test
    void anUploadThatAPlikServerDoesNotKnowIsGone() {
        answer("404 Not Found", "upload u not found");

        assertThat(catchThrowableOfType(LinkGoneException.class, () -> client.check(file("/file/u/f/n", -1)))
                        .reason())
                .isEqualTo(Reason.NOT_FOUND);
    }

    @Test
    void aFileOfAPlikServerThatIsGoneNeedNotBeDeleted() {
        answer("404 Not Found", "");

        assertThatCode(() -> client.delete(file("/file/u/f/n", -1))).doesNotThrowAnyException();
    }

    private void answer(String status, String body) {
        server = new RawServer(socket -> {
            String head = RawServer.readHead(socket);
            asked.complete(head);
            RawServer.say(
                    socket,
                    "HTTP/1.1 " + status + "\r\nContent-Type: text/plain\r\nConnection: close\r\n"
                            + (status.startsWith("204") ? "" : "Content-Length: " + body.length() + "\r\n") + "\r\n"
                            + (head.startsWith("HEAD") ? "" : body));
        });
    }

    private Download file(String path, long size) {
        return new Download(
                URI.create(server.url() + path),
                URI.create(server.url()),
                "p",
                size,
                "c",
                Deadline.in(Duration.ofSeconds(20)));
    }
}
