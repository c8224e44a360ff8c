/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.plik;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a server is found or started. */
class PlikServicesIT {

    @RegisterExtension
    final PlikExtension perTest = PlikExtension.embedded(EmbeddedPlikOptions.defaults());

    @Test
    void startsAServerThatAnswers() {
        try (PlikService service = PlikServices.start()) {
            assertThat(new PlikClient(service.url(), Optional.empty()).config().has("maxFileSize"))
                    .isTrue();
        }
    }

    @Test
    void startsTheEmbeddedServerWhereNothingElseIsToBeHad() {
        PlikServices services = new PlikServices(name -> null, name -> null, () -> false, () -> {
            throw new IllegalStateException("not asked for");
        });

        try (PlikService service = services.choose()) {
            assertThat(service).isInstanceOf(EmbeddedPlik.class);
        }
    }

    @Test
    void startsTheEmbeddedServerWhereTheContainerFails() {
        PlikServices services = new PlikServices(name -> null, name -> null, () -> true, () -> {
            throw new IllegalStateException("no image");
        });

        try (PlikService service = services.choose()) {
            assertThat(service).isInstanceOf(EmbeddedPlik.class);
        }
    }

    @Test
    void startsTheEmbeddedServerWhenAskedTo() {
        Map<String, String> properties =
                Map.of(PlikServices.TYPE_PROPERTY, "embedded", PlikServices.URL_PROPERTY, "http://127.0.0.1:1");
        PlikServices services = new PlikServices(properties::get, name -> null, () -> false, () -> null);

        try (PlikService service = services.choose()) {
            assertThat(service).isInstanceOf(EmbeddedPlik.class);
        }
    }

    @Test
    void givesEveryTestItsOwnServerInAnInstanceField() {
        assertThat(perTest.faults().requests()).isZero();
        assertThat(new PlikClient(perTest.url(), Optional.empty())
                        .get("/health")
                        .text())
                .isEqualTo("ok\n");
    }

    @ParameterizedTest
    @CsvSource({"HTTP/1.1 200 OK, true", "HTTP/1.0 200 OK, true", "HTTP/1.1 500 Oops, false", "SSH-2.0-x, false"})
    void takesAnEngineThatAnswersForUsable(String answer, boolean usable) throws Exception {
        try (ServerSocket engine = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> answered = CompletableFuture.runAsync(() -> answer(engine, answer));

            assertThat(ContainerEngine.answers(address(engine))).isEqualTo(usable);
            answered.get(5, TimeUnit.SECONDS);
        }
    }

    private static void answer(ServerSocket engine, String answer) {
        try (Socket socket = engine.accept()) {
            socket.getOutputStream().write((answer + "\r\n\r\n").getBytes(US_ASCII));
            socket.getInputStream().readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URI address(ServerSocket engine) {
        return URI.create("tcp://127.0.0.1:" + engine.getLocalPort());
    }

    @Test
    @Timeout(10)
    void doesNotWaitForAnEngineThatIsSilent() throws Exception {
        try (ServerSocket engine = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            long start = System.nanoTime();

            assertThat(ContainerEngine.answers(address(engine))).isFalse();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void takesAClosedPortForNoEngine() throws Exception {
        URI closed;
        try (ServerSocket engine = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = address(engine);
        }

        assertThat(ContainerEngine.answers(closed)).isFalse();
        assertThat(ContainerEngine.answers(URI.create("unix:///nowhere/engine.sock")))
                .isFalse();
    }
}
