/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.natsbridge.camel.SmartSend;
import io.natsbridge.camel.test.plik.EmbeddedPlikOptions;
import io.natsbridge.camel.test.plik.Fault;
import io.natsbridge.camel.test.plik.PlikExtension;
import io.natsbridge.camel.test.plik.PlikOperation;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.apache.camel.builder.RouteBuilder;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The default store: a Plik server. */
class PlikStoreIT extends StoreContract {

    @RegisterExtension
    final PlikExtension plik = PlikExtension.embedded(EmbeddedPlikOptions.defaults());

    private SlowLink link;

    @BeforeEach
    void open() {
        link = new SlowLink(plik.embedded().port());
    }

    @AfterEach
    void close() {
        camel.stop();
        link.close();
    }

    @Override
    void addRoutes(RouteBuilder routes) {
        // the component speaks to Plik by itself
    }

    @Override
    String sender() {
        return "fileserverUrl=" + url();
    }

    @Override
    String receiver() {
        return sender();
    }

    private String url() {
        return "http://localhost:" + link.port();
    }

    @Override
    void configure(SmartSend send) {
        send.setFileserverUrl(url());
    }

    @Override
    int fileCount() {
        return plik.embedded().fileCount();
    }

    @Override
    void delete(String url) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url)).DELETE().build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(200);
    }

    @Override
    void shortenLives() {
        // linkTtl does
    }

    @Override
    void awaitEndOfLife() {
        Awaitility.await().atMost(PATIENCE).until(() -> {
            plik.embedded().clean();
            return plik.embedded().fileCount() == 0;
        });
    }

    @Override
    void refuse() {
        plik.faults().always(PlikOperation.CREATE, Fault.status(403));
    }

    @Override
    void fill() {
        plik.faults().always(PlikOperation.UPLOAD, Fault.status(500).withBody("text/plain", "no space left on device"));
    }

    @Override
    void empty() {
        plik.faults().clear();
    }

    @Override
    String elsewhere(String url) {
        return url.replace("http://localhost", "http://127.0.0.1");
    }

    @Override
    void limit(long bytesPerSecond) {
        link.limit(bytesPerSecond);
    }

    @Override
    boolean knowsOneShot() {
        return true;
    }

    @Override
    LargeStoreProgram.Use largeStore() {
        String server = "fileserverUrl=" + plik.url();
        return LargeStoreProgram.Use.of(server, server + "&deleteAfterAck=true");
    }
}
