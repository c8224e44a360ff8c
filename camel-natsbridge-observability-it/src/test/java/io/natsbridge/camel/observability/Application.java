/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.observability;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.natsbridge.camel.NatsBridgeConstants;
import io.natsbridge.camel.test.nats.NatsService;
import io.natsbridge.camel.test.plik.PlikService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.main.Main;

/** An application of camel-main with camel-observability-services and the developer console. */
final class Application implements AutoCloseable {

    static final String CONSOLE = "/q/dev/natsbridge";

    private static final String METRICS = "/observe/metrics";
    private static final int LOWEST_PORT = 10_000;
    private static final int HIGHEST_PORT = 32_000;

    private final Main main = new Main();
    private final int port = freePort();
    private final HttpClient http = HttpClient.newHttpClient();

    Application(String name, NatsService nats, PlikService plik, RoutesBuilder routes) {
        main.addInitialProperty("camel.main.name", name);
        main.addInitialProperty("camel.main.dev-console-enabled", "true");
        main.addInitialProperty("camel.management.dev-console-enabled", "true");
        main.addInitialProperty("camel.management.host", "127.0.0.1");
        main.addInitialProperty("camel.management.port", String.valueOf(port));
        main.addInitialProperty("camel.mdc.enabled", "true");
        main.addInitialProperty("camel.mdc.custom-headers", NatsBridgeConstants.CORRELATION_ID);
        main.addInitialProperty("camel.health.producers-enabled", "true");
        main.addInitialProperty("camel.component.natsbridge.configuration.servers", nats.url());
        main.addInitialProperty("camel.component.natsbridge.configuration.fileserver-url", plik.url());
        main.addInitialProperty("camel.component.natsbridge.configuration.size-threshold", "1000");
        main.addInitialProperty("camel.component.natsbridge.configuration.base-delay", "1");
        main.configure().addRoutesBuilder(routes);
        main.start();
    }

    /** Above what systems give to outgoing connections nothing is safe from them. */
    private static int freePort() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST_PORT, HIGHEST_PORT);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException e) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    Main main() {
        return main;
    }

    JsonNode health() {
        try {
            return new ObjectMapper().readTree(get("/observe/health?data=true"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Scrape metrics() {
        return new Scrape(get(METRICS));
    }

    String metricsUrl() {
        return url(METRICS);
    }

    /** What the developer console {@code natsbridge} shows. */
    String console(String mediaType) {
        return get(CONSOLE, mediaType);
    }

    private String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    private String get(String path) {
        return get(path, "*/*");
    }

    private String get(String path, String mediaType) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url(path)))
                .header("Accept", mediaType)
                .timeout(Duration.ofSeconds(20))
                .build();
        try {
            return http.send(request, BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        main.stop();
    }
}
