/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.plik;

import static io.natsbridge.camel.test.plik.ContractBase.bytes;
import static io.natsbridge.camel.test.plik.PlikOperation.CONFIG;
import static io.natsbridge.camel.test.plik.PlikOperation.CREATE;
import static io.natsbridge.camel.test.plik.PlikOperation.DELETE;
import static io.natsbridge.camel.test.plik.PlikOperation.DOWNLOAD;
import static io.natsbridge.camel.test.plik.PlikOperation.INFO;
import static io.natsbridge.camel.test.plik.PlikOperation.OTHER;
import static io.natsbridge.camel.test.plik.PlikOperation.UPLOAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import io.natsbridge.camel.test.plik.PlikClient.Created;
import io.natsbridge.camel.test.plik.RawHttp.Answer;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Faults that keep to HTTP, and what is told of the requests. */
class EmbeddedPlikFaultsIT {

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
        faults.reset();
    }

    @Test
    void answersWithAnyStatusHeadersAndBodyInstead() {
        faults.next(CREATE, Fault.status(503).withHeader("Retry-After", "7").withBody("text/plain", "busy"));

        Answer answer = plik.tryCreate("{}");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isEqualTo("7");
        assertThat(answer.text()).isEqualTo("busy");
    }

    @Test
    void doesNotDoWhatItAnswersWithAStatus() {
        faults.next(UPLOAD, Fault.status(500));
        faults.next(DELETE, Fault.status(500));

        plik.upload(upload, "b.txt", bytes("x"));
        plik.call("DELETE", "/upload/" + upload.id(), new byte[0], "X-UploadToken", upload.token());

        assertThat(plik.info(upload).get("files")).hasSize(1);
    }

    @Test
    void sendsElsewhere() {
        faults.next(DOWNLOAD, Fault.redirect("http://169.254.169.254/"));

        Answer answer = plik.download(upload, file);

        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.header("Location")).isEqualTo("http://169.254.169.254/");
    }

    @Test
    void showsALoginPage() {
        faults.next(UPLOAD, Fault.loginPage());

        Answer answer = plik.upload(upload, "b.txt", bytes("x"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("text/html");
        assertThat(answer.text()).contains("<html>");
    }

    @Test
    void answersAnErrorTextAsIfAllWereWell() {
        faults.next(CREATE, Fault.errorTextWithStatus200("no room"));

        Answer answer = plik.tryCreate("{}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("no room");
    }

    @Test
    void breaksJsonOff() {
        faults.next(CREATE, Fault.brokenJson());

        assertThat(plik.tryCreate("{}").text()).isEqualTo("{\"id\":\"");
    }

    @Test
    void leavesTheIdOut() {
        faults.next(CREATE, Fault.jsonWithoutId());

        JsonNode json = PlikClient.json(plik.tryCreate("{}"));

        assertThat(json.has("id")).isFalse();
        assertThat(json.has("uploadToken")).isTrue();
    }

    @Test
    void tellsAnotherMd5SizeAndName() {
        faults.next(UPLOAD, Fault.fileMd5("00"));
        faults.next(UPLOAD, Fault.fileSize(-1));
        faults.next(UPLOAD, Fault.fileName("../x"));

        assertThat(plik.store(upload, "b", "x").get("fileMd5").asText()).isEqualTo("00");
        assertThat(plik.store(upload, "b", "x").get("fileSize").asLong()).isEqualTo(-1);
        assertThat(plik.store(upload, "b", "x").get("fileName").asText()).isEqualTo("../x");
    }

    @Test
    void changesAFieldWhereverItStands() {
        faults.next(INFO, Fault.jsonField("status", "removed"));

        assertThat(plik.status(upload)).isEqualTo("removed");
    }

    @Test
    void answersLater() {
        faults.next(INFO, Fault.delay(Duration.ofMillis(300)));

        long start = System.nanoTime();
        JsonNode info = plik.info(upload);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(299));
        assertThat(info.get("id").asText()).isEqualTo(upload.id());
    }

    @Test
    void answersLaterAndWrongly() {
        faults.next(INFO, Fault.status(503).after(Duration.ofMillis(300)));

        long start = System.nanoTime();

        assertThat(plik.get("/upload/" + upload.id()).status()).isEqualTo(503);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(299));
    }

    @Test
    void endsADelayWhenTheFaultsAreCleared() throws Exception {
        faults.next(INFO, Fault.delay(Duration.ofHours(1)));
        CompletableFuture<JsonNode> info = CompletableFuture.supplyAsync(() -> plik.info(upload));
        Awaitility.await().until(() -> faults.requests(INFO) == 1);

        faults.clear();

        assertThat(info.get(5, TimeUnit.SECONDS).has("id")).isTrue();
    }

    @Test
    void invertsOneByte() {
        faults.next(DOWNLOAD, Fault.flip(4));

        Answer answer = plik.download(upload, file);

        assertThat(answer.header("Content-Length")).isEqualTo("10");
        assertThat(answer.body()).isEqualTo(RawHttp.concat(bytes("0123"), new byte[] {(byte) ~'4'}, bytes("56789")));
    }

    @Test
    void compresses() throws Exception {
        faults.next(DOWNLOAD, Fault.gzip());

        Answer answer = plik.download(upload, file);

        assertThat(answer.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(new GZIPInputStream(new ByteArrayInputStream(answer.body())).readAllBytes())
                .isEqualTo(bytes("0123456789"));
    }

    @Test
    void usesPlannedFaultsUpInTheirOrder() {
        faults.next(INFO, 2, Fault.status(500));
        faults.next(INFO, Fault.status(503));

        assertThat(infoStatus()).isEqualTo(500);
        assertThat(infoStatus()).isEqualTo(500);
        assertThat(infoStatus()).isEqualTo(503);
        assertThat(infoStatus()).isEqualTo(200);
    }

    private int infoStatus() {
        return plik.get("/upload/" + upload.id()).status();
    }

    @Test
    void goesOnWronglyUntilTheFaultsAreCleared() {
        faults.always(INFO, Fault.status(500));

        assertThat(infoStatus()).isEqualTo(500);
        assertThat(infoStatus()).isEqualTo(500);
        faults.clear();
        assertThat(infoStatus()).isEqualTo(200);
    }

    @Test
    void spoilsNoOtherOperation() {
        faults.always(DOWNLOAD, Fault.status(500));

        assertThat(infoStatus()).isEqualTo(200);
        assertThat(plik.download(upload, file).status()).isEqualTo(500);
    }

    @Test
    void countsRequestsByWhatTheyAsk() {
        plik.create("{}");
        plik.store(upload, "b", "x");
        plik.download(upload, file);
        plik.head(upload, file);
        plik.get("/nowhere");

        assertThat(faults.requests(CREATE)).isEqualTo(1);
        assertThat(faults.requests(UPLOAD)).isEqualTo(1);
        assertThat(faults.requests(DOWNLOAD)).isEqualTo(2);
        assertThat(faults.requests(OTHER)).isEqualTo(1);
        assertThat(faults.requests(CONFIG)).isZero();
        assertThat(faults.requests()).isEqualTo(5);
    }

    @Test
    void countsBytesOfDownloadsAndOfRequests() {
        plik.download(upload, file);
        plik.info(upload);

        assertThat(faults.bytesServed()).isEqualTo(10);
        assertThat(faults.bytesReceived()).isZero();
        plik.upload(upload, "b", new byte[1000]);
        assertThat(faults.bytesReceived()).isGreaterThan(1000);
    }

    @Test
    void remembersTheLastRequest() {
        plik.get("/upload/" + upload.id() + "?a=b", "X-Mine", "yes");

        SeenRequest seen = faults.last(INFO).orElseThrow();
        assertThat(seen.method()).isEqualTo("GET");
        assertThat(seen.target()).isEqualTo("/upload/" + upload.id() + "?a=b");
        assertThat(seen.header("x-mine")).contains("yes");
        assertThat(seen.toString()).doesNotContain("yes");
    }

    @Test
    void refusesToPlanAFaultForNoRequest() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> faults.next(INFO, 0, Fault.hang()))
                .withMessageContaining("0 times");
    }
}
