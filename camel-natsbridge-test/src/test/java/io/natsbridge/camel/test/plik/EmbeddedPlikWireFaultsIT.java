/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.plik;

import static io.natsbridge.camel.test.plik.ContractBase.bytes;
import static io.natsbridge.camel.test.plik.PlikOperation.CREATE;
import static io.natsbridge.camel.test.plik.PlikOperation.DOWNLOAD;
import static io.natsbridge.camel.test.plik.PlikOperation.UPLOAD;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import io.natsbridge.camel.test.plik.PlikClient.Created;
import io.natsbridge.camel.test.plik.RawHttp.Answer;
import io.natsbridge.camel.test.plik.RawHttp.End;
import io.natsbridge.camel.test.plik.RawHttp.Received;
import java.io.InputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Faults that break HTTP or the connection, as they are seen on the wire. */
class EmbeddedPlikWireFaultsIT {

    /** How long nothing must come before a connection counts as silent. */
    private static final Duration SILENCE = Duration.ofSeconds(1);

    @RegisterExtension
    static final PlikExtension SERVER = PlikExtension.embedded(EmbeddedPlikOptions.defaults());

    private final Faults faults = SERVER.faults();
    private PlikClient plik;
    private Created upload;
    private JsonNode file;

    @BeforeEach
    void storeAFile() {
        plik = new PlikClient(SERVER.url(), Optional.empty());
        upload = plik.create("{}");
        file = plik.store(upload, "a.txt", "0123456789");
    }

    private Received download(Fault fault) {
        faults.next(DOWNLOAD, fault);
        return RawHttp.send(plik.url(), plik.request("GET", PlikClient.path(upload, file), new byte[0]));
    }

    private Received upload(Fault fault, byte[] body) {
        faults.next(UPLOAD, fault);
        byte[] request = plik.request("POST", "/file/" + upload.id(), body, plik.uploadHeaders(upload));
        return RawHttp.send(plik.url(), request, SILENCE);
    }

    private static String body(Received received) {
        return new String(received.rawBody(), ISO_8859_1);
    }

    @Test
    void acceptsAndHangs() {
        Received received = upload(Fault.hang(), Multipart.file("b", bytes("x")));

        assertThat(received.end()).isEqualTo(End.SILENT);
        assertThat(received.bytes()).isEmpty();
        assertThat(plik.info(upload).get("files")).hasSize(1);
    }

    @Test
    void closesWhatHangsWhenTheFaultsAreCleared() throws Exception {
        faults.next(CREATE, Fault.hang());
        byte[] request = plik.request("POST", "/upload", bytes("{}"));
        CompletableFuture<Received> received =
                CompletableFuture.supplyAsync(() -> RawHttp.send(plik.url(), request, Duration.ofSeconds(20)));
        Awaitility.await().until(() -> faults.last(CREATE).isPresent());

        faults.clear();

        assertThat(received.get(5, TimeUnit.SECONDS).end()).isNotEqualTo(End.SILENT);
    }

    @Test
    void hangsInTheMiddleOfARequest() {
        Received received = upload(Fault.hangAfterReading(1000), Multipart.file("b", new byte[10_000]));

        assertThat(received.end()).isEqualTo(End.SILENT);
        assertThat(received.bytes()).isEmpty();
        assertThat(faults.bytesReceived()).isGreaterThan(1000);
    }

    @Test
    void resetsInTheMiddleOfARequest() {
        Received received = upload(Fault.resetAfterReading(1000), Multipart.file("b", new byte[10_000]));

        assertThat(received.end()).isEqualTo(End.RESET);
        assertThat(received.bytes()).isEmpty();
    }

    @Test
    void losesTheAnswerAfterTheWorkIsDone() {
        Received received = upload(Fault.lostAnswer(), Multipart.file("b", bytes("x")));

        assertThat(received.end()).isEqualTo(End.CLOSED);
        assertThat(received.bytes()).isEmpty();
        assertThat(plik.info(upload).get("files")).hasSize(2);
    }

    @Test
    void keepsTheAnswerToItself() {
        Received received = upload(Fault.noAnswer(), Multipart.file("b", bytes("x")));

        assertThat(received.end()).isEqualTo(End.SILENT);
        assertThat(received.bytes()).isEmpty();
        assertThat(plik.info(upload).get("files")).hasSize(2);
    }

    @Test
    void cutsABodyShort() {
        Received received = download(Fault.truncate(4));

        assertThat(received.head()).contains("Content-Length: 10");
        assertThat(body(received)).isEqualTo("0123");
        assertThat(received.end()).isEqualTo(End.CLOSED);
        assertThat(faults.bytesServed()).isEqualTo(4);
    }

    @Test
    void resetsInTheMiddleOfABody() {
        Received received = download(Fault.reset(4));

        assertThat(received.end()).isEqualTo(End.RESET);
        assertThat(body(received).length()).isLessThanOrEqualTo(4);
    }

    @Test
    void stallsInTheMiddleOfABody() {
        faults.next(DOWNLOAD, Fault.stall(4));

        Received received =
                RawHttp.send(plik.url(), plik.request("GET", PlikClient.path(upload, file), new byte[0]), SILENCE);

        assertThat(received.head()).contains("Content-Length: 10");
        assertThat(body(received)).isEqualTo("0123");
        assertThat(received.end()).isEqualTo(End.SILENT);
    }

    @Test
    void tricklesABody() {
        faults.next(DOWNLOAD, Fault.trickle(20));
        long start = System.nanoTime();

        Answer answer = plik.download(upload, file);

        assertThat(answer.text()).isEqualTo("0123456789");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(400));
    }

    @Test
    void refusesToTrickleNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fault.trickle(0))
                .withMessageContaining("0 bytes a second");
    }

    @Test
    void sendsMoreThanAnnounced() {
        Received received = download(Fault.overlong(5));

        assertThat(received.head()).contains("Content-Length: 10");
        assertThat(received.rawBody()).hasSize(15).startsWith(bytes("0123456789"));
    }

    @Test
    void announcesMoreThanItSends() {
        Received received = download(Fault.wrongLength(3));

        assertThat(received.head()).contains("Content-Length: 13");
        assertThat(body(received)).isEqualTo("0123456789");
        assertThat(received.end()).isEqualTo(End.CLOSED);
    }

    @Test
    void announcesLessThanItSends() {
        Received received = download(Fault.wrongLength(-3));

        assertThat(received.head()).contains("Content-Length: 7");
        assertThat(body(received)).isEqualTo("0123456789");
    }

    @Test
    void announcesNothing() {
        Received received = download(Fault.noLength());

        assertThat(received.head()).contains("Connection: close").doesNotContain("Content-Length", "chunked");
        assertThat(body(received)).isEqualTo("0123456789");
        assertThat(received.end()).isEqualTo(End.CLOSED);
    }

    @Test
    void announcesNothingAndSendsAPart() {
        Received received = download(Fault.noLength(4));

        assertThat(received.head()).doesNotContain("Content-Length", "chunked");
        assertThat(body(received)).isEqualTo("0123");
        assertThat(received.end()).isEqualTo(End.CLOSED);
    }

    @Test
    void announcesTwoLengths() {
        Received received = download(Fault.twoLengths(6));

        assertThat(received.head()).contains("Content-Length: 10", "Content-Length: 6");
        assertThat(body(received)).isEqualTo("0123456789");
    }

    @Test
    void announcesALengthAndChunks() {
        Received received = download(Fault.chunkedWithLength(5));

        assertThat(received.head()).contains("Content-Length: 5", "Transfer-Encoding: chunked");
        assertThat(body(received)).isEqualTo("a\r\n0123456789\r\n0\r\n\r\n");
    }

    @Test
    void sendsChunksWithoutEnd() {
        Received received = download(Fault.truncateChunked(4));

        assertThat(received.head()).contains("Transfer-Encoding: chunked");
        assertThat(body(received)).isEqualTo("4\r\n0123\r\n");
        assertThat(received.end()).isEqualTo(End.CLOSED);
    }

    @Test
    void neverEnds() throws Exception {
        faults.next(DOWNLOAD, Fault.endless());
        try (Socket socket = RawHttp.connect(plik.url())) {
            socket.getOutputStream().write(plik.request("GET", PlikClient.path(upload, file), new byte[0]));
            InputStream in = socket.getInputStream();

            assertThat(in.skip(5_000_000)).isEqualTo(5_000_000);
        }
    }

    @Test
    void spendsAOneShotFileOnACutDownload() {
        upload = plik.create("{\"oneShot\":true}");
        file = plik.store(upload, "a.txt", "0123456789");

        download(Fault.truncate(4));

        assertThat(plik.download(upload, file).status()).isEqualTo(404);
    }

    @Test
    void spoilsTheAnswerToACreationAsWell() {
        faults.next(CREATE, Fault.truncate(5));

        Received received = RawHttp.send(plik.url(), plik.request("POST", "/upload", bytes("{}")));

        assertThat(body(received)).isEqualTo("{\"id\"");
    }

    @Test
    void isSoundAgainAfterAFault() {
        download(Fault.reset(4));
        upload(Fault.hang(), Multipart.file("b", bytes("x")));

        assertThat(plik.download(upload, file).text()).isEqualTo("0123456789");
    }
}
