/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.plik;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.natsbridge.camel.test.plik.PlikClient.Created;
import io.natsbridge.camel.test.plik.RawHttp.Answer;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Files that can be downloaded once. */
interface OneShotContract extends ContractBase {

    private Created oneShot() {
        assumeStored();
        assumeAllowed(PlikFeature.ONE_SHOT);
        return plik().create("{\"oneShot\":true}");
    }

    @Test
    default void servesAOneShotFileOnce() {
        Created upload = oneShot();
        JsonNode file = plik().store(upload, "a.txt", "once");

        Answer first = plik().download(upload, file);
        Answer second = plik().download(upload, file);

        assertThat(first.text()).isEqualTo("once");
        assertThat(first.header("Cache-Control")).contains("no-store");
        assertRefused(second, 404, "is not available : ");
    }

    @Test
    default void doesNotSpendAOneShotFileOnItsHeaders() {
        Created upload = oneShot();
        JsonNode file = plik().store(upload, "a.txt", "once");

        plik().head(upload, file);
        plik().info(upload);

        assertThat(plik().download(upload, file).text()).isEqualTo("once");
    }

    @Test
    default void tellsThatAOneShotFileIsGone() {
        Created upload = oneShot();
        plik().download(upload, plik().store(upload, "a.txt", "once"));

        assertThat(plik().info(upload).get("oneShot").asBoolean()).isTrue();
        Awaitility.await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> assertThat(plik().status(upload))
                .isEqualTo("deleted"));
    }

    @Test
    default void servesAOneShotFileToOneOfManyReaders() {
        Created upload = oneShot();
        JsonNode file = plik().store(upload, "a.txt", "x".repeat(3000));

        List<Integer> statuses = IntStream.range(0, 6)
                .parallel()
                .mapToObj(i -> plik().download(upload, file).status())
                .toList();

        assertThat(statuses).containsOnlyOnce(200);
    }

    @Test
    default void losesAOneShotFileWhoseDownloadWasDropped() throws Exception {
        Created upload = oneShot();
        long limit = plik().config().get("maxFileSize").asLong();
        int size = (int) Math.min(limit > 0 ? limit : 8_000_000, 8_000_000);
        JsonNode file = PlikClient.json(plik().upload(upload, "a.bin", new byte[size]));
        byte[] request = plik().request(
                        "GET",
                        plik().prefix() + PlikClient.path(upload, file),
                        new byte[0],
                        "Authorization",
                        upload.authorization());

        try (Socket socket = RawHttp.connect(plik().url())) {
            socket.getOutputStream().write(request);
            assertThat(socket.getInputStream().read()).isEqualTo('H');
            socket.setSoLinger(true, 0);
        }

        Awaitility.await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> assertThat(plik().status(upload))
                .isEqualTo("deleted"));
        assertThat(plik().download(upload, file).status()).isEqualTo(404);
    }

    @Test
    default void spendsOneShotFilesOnAnArchive() {
        Created upload = oneShot();
        JsonNode file = plik().store(upload, "a.txt", "once");
        String archive = "/archive/" + upload.id() + "/all.zip";

        Answer first = plik().get(archive, "Authorization", upload.authorization());

        assertThat(first.status()).isEqualTo(200);
        assertRefused(plik().download(upload, file), 404, "is not available : removed");
        assertRefused(plik().get(archive, "Authorization", upload.authorization()), 400, "nothing to archive");
    }

    @Test
    default void letsAnOrdinaryFileBeReadAgain() {
        assumeRereadable();
        Created upload = plik().create("{}");
        JsonNode file = plik().store(upload, "a.txt", "again");

        plik().download(upload, file);
        Answer second = plik().download(upload, file);

        assertThat(second.header("Cache-Control")).isNull();
        assertThat(second.text()).isEqualTo("again");
    }
}
