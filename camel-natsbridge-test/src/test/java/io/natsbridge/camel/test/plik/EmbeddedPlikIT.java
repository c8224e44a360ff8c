/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.plik;

import static io.natsbridge.camel.test.plik.ContractBase.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.natsbridge.camel.test.plik.PlikClient.Created;
import io.natsbridge.camel.test.plik.RawHttp.End;
import io.natsbridge.camel.test.plik.RawHttp.Received;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What the embedded server can do that a real one cannot be asked for. */
class EmbeddedPlikIT {

    private static PlikClient client(PlikService service) {
        return new PlikClient(service.url(), Optional.empty());
    }

    @Test
    void livesByTheClockItIsGiven() {
        MovableClock clock = new MovableClock();
        EmbeddedPlikOptions options = EmbeddedPlikOptions.builder().clock(clock).build();
        try (EmbeddedPlik server = EmbeddedPlik.start(options)) {
            PlikClient plik = client(server);
            Created upload = plik.create("{\"ttl\":3600}");
            JsonNode file = plik.store(upload, "a.txt", "x");

            clock.move(Duration.ofMinutes(59));
            assertThat(plik.download(upload, file).status()).isEqualTo(200);
            clock.move(Duration.ofMinutes(2));
            assertThat(plik.download(upload, file).text()).contains("has expired");
        }
    }

    @Test
    void forgetsWhatHasExpiredWhenItCleans() {
        MovableClock clock = new MovableClock();
        EmbeddedPlikOptions options =
                EmbeddedPlikOptions.builder().clock(clock).diskQuota(1000).build();
        try (EmbeddedPlik server = EmbeddedPlik.start(options)) {
            PlikClient plik = client(server);
            Created upload = plik.create("{\"ttl\":3600}");
            plik.upload(upload, "a", new byte[1000]);
            clock.move(Duration.ofHours(2));

            server.clean();

            assertThat(plik.get("/upload/" + upload.id()).text()).contains("not found");
            assertThat(plik.upload(plik.create("{}"), "a", new byte[1000]).status())
                    .isEqualTo(200);
        }
    }

    @Test
    void failsWhenItsDiskIsFullAndKeepsNothing() {
        EmbeddedPlikOptions options =
                EmbeddedPlikOptions.builder().diskQuota(1000).build();
        try (EmbeddedPlik server = EmbeddedPlik.start(options)) {
            PlikClient plik = client(server);
            Created upload = plik.create("{}");

            assertThat(plik.upload(upload, "a", new byte[1001]).status()).isEqualTo(500);
            assertThat(plik.status(upload)).isEqualTo("deleted");
            assertThat(plik.upload(upload, "b", new byte[1000]).status()).isEqualTo(200);
        }
    }

    @Test
    void freesTheDiskOfADeletedFile() {
        EmbeddedPlikOptions options =
                EmbeddedPlikOptions.builder().diskQuota(1000).build();
        try (EmbeddedPlik server = EmbeddedPlik.start(options)) {
            PlikClient plik = client(server);
            Created upload = plik.create("{\"oneShot\":true}");
            JsonNode file = PlikClient.json(plik.upload(upload, "a", new byte[1000]));

            plik.download(upload, file);
            Awaitility.await().until(() -> plik.status(upload).equals("deleted"));

            assertThat(plik.upload(upload, "b", new byte[1000]).status()).isEqualTo(200);
        }
    }

    @Test
    void answersNobodyAfterItWasClosed() {
        EmbeddedPlik server = EmbeddedPlik.start();
        PlikClient plik = client(server);

        server.close();
        server.close();

        assertThatThrownBy(() -> plik.get("/health"))
                .isInstanceOf(UncheckedIOException.class)
                .hasCauseInstanceOf(ConnectException.class);
    }

    @Test
    void comesBackWhereItWas() {
        int port;
        try (EmbeddedPlik first = EmbeddedPlik.start()) {
            port = first.port();
        }

        EmbeddedPlikOptions options = EmbeddedPlikOptions.builder().port(port).build();
        try (EmbeddedPlik second = EmbeddedPlik.start(options)) {
            assertThat(second.url()).isEqualTo("http://127.0.0.1:" + port);
            assertThat(client(second).get("/health").status()).isEqualTo(200);
        }
    }

    @Test
    void saysWhichPortItCannotHave() {
        try (EmbeddedPlik first = EmbeddedPlik.start()) {
            EmbeddedPlikOptions options =
                    EmbeddedPlikOptions.builder().port(first.port()).build();

            assertThatThrownBy(() -> EmbeddedPlik.start(options)).hasMessageContaining("port " + first.port());
        }
    }

    @Test
    void letsEverybodyGoWhenItCloses() throws Exception {
        EmbeddedPlik server = EmbeddedPlik.start();
        PlikClient plik = client(server);
        server.faults().next(PlikOperation.CREATE, Fault.hang());
        CompletableFuture<Received> hanging = CompletableFuture.supplyAsync(
                () -> RawHttp.send(plik.url(), plik.request("POST", "/upload", bytes("{}")), Duration.ofSeconds(20)));
        Awaitility.await().until(() -> server.faults().requests(PlikOperation.CREATE) == 1);
        Created stream = plik.create("{\"stream\":true}");
        CompletableFuture<Received> waiting = CompletableFuture.supplyAsync(() -> RawHttp.send(
                plik.url(),
                plik.request(
                        "POST", "/file/" + stream.id(), Multipart.file("s", bytes("x")), plik.uploadHeaders(stream)),
                Duration.ofSeconds(20)));
        Awaitility.await().until(() -> server.faults().requests(PlikOperation.UPLOAD) == 1);

        server.close();

        assertThat(hanging.get(5, TimeUnit.SECONDS).end()).isNotEqualTo(End.SILENT);
        assertThat(waiting.get(5, TimeUnit.SECONDS).end()).isNotEqualTo(End.SILENT);
    }

    @Test
    void servesManyRequestsOverOneConnection() throws IOException, InterruptedException {
        try (EmbeddedPlik server = EmbeddedPlik.start()) {
            HttpClient http = HttpClient.newHttpClient();
            HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + "/upload"))
                    .POST(HttpRequest.BodyPublishers.ofString("{}"))
                    .build();
            for (int i = 0; i < 200; i++) {
                assertThat(http.send(request, HttpResponse.BodyHandlers.ofString())
                                .statusCode())
                        .isEqualTo(200);
            }
        }
    }
}
