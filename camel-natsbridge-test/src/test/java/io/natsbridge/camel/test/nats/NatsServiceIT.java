/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.nats;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.Subscription;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.net.http.WebSocket.Listener;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // the client's close() can be interrupted
class NatsServiceIT {

    private static final NatsOptions CONTROLLABLE = NatsOptions.defaults().controllable(true);
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private LocalNatsService nats;

    @AfterEach
    void closeServer() {
        if (nats != null) {
            nats.close();
        }
    }

    @Test
    void carriesMessages() throws IOException, InterruptedException {
        start(CONTROLLABLE);

        try (Connection connection = Nats.connect(nats.url())) {
            Subscription subscription = connection.subscribe("greetings");
            connection.publish("greetings", "hello".getBytes(UTF_8));
            Message message = subscription.nextMessage(LIMIT);

            assertThat(message.getData()).asString(UTF_8).isEqualTo("hello");
        }
    }

    @Test
    void listensOnTheLoopbackAddressAlone() {
        start(CONTROLLABLE);

        assertThat(nats.url()).isEqualTo("nats://127.0.0.1:" + nats.port());
        assertThat(nats.log()).contains("Listening for client connections on 127.0.0.1:" + nats.port());
    }

    @Test
    void keepsItsFilesToItsOwner() throws IOException {
        start(CONTROLLABLE);

        assertThat(Files.getPosixFilePermissions(nats.folder()))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void keepsPortAndStoredMessagesThroughRestart() throws Exception {
        start(CONTROLLABLE.jetStream(true));
        String url = nats.url();
        long pid = nats.pid();
        store("one");

        nats.restart();

        assertThat(nats.url()).isEqualTo(url);
        assertThat(nats.pid()).isNotEqualTo(pid);
        assertThat(stored()).isEqualTo("one");
    }

    @Test
    void keepsPortAndStoredMessagesThroughKill() throws Exception {
        start(CONTROLLABLE.jetStream(true));
        String url = nats.url();
        store("one");

        nats.kill();
        assertThat(nats.isRunning()).isFalse();
        nats.startAgain();

        assertThat(nats.url()).isEqualTo(url);
        assertThat(stored()).isEqualTo("one");
    }

    @Test
    void waitsForItsPortWhenItIsTakenAfterKill() throws Exception {
        start(CONTROLLABLE);
        nats.kill();
        Thread other;
        try (ServerSocket thief = new ServerSocket(nats.port(), 1, InetAddress.getLoopbackAddress())) {
            other = new Thread(nats::startAgain);
            other.start();
            await().atMost(LIMIT).until(() -> nats.log().contains("address already in use"));
            assertThat(thief.isBound()).isTrue();
        }
        other.join(LIMIT.toMillis());

        assertThat(nats.isRunning()).isTrue();
        Nats.connect(nats.url()).close();
    }

    @Test
    void answersNothingWhilePaused() throws Exception {
        start(CONTROLLABLE);
        try (Connection connection = Nats.connect(nats.url())) {
            nats.pause();
            assertThat(nats.isRunning()).isTrue();
            assertThatExceptionOfType(TimeoutException.class)
                    .isThrownBy(() -> connection.flush(Duration.ofMillis(200)));

            nats.resume();
            connection.flush(LIMIT);
            assertThat(connection.getStatus()).isEqualTo(Connection.Status.CONNECTED);
        }
    }

    @Test
    void sendsClientsAwayInLameDuckMode() throws Exception {
        start(CONTROLLABLE.config("lame_duck_grace_period: \"100ms\"\nlame_duck_duration: \"30s\""));
        try (Connection connection =
                Nats.connect(noReconnect().server(nats.url()).build())) {
            nats.lameDuck();

            await().atMost(LIMIT).until(() -> !nats.isRunning());
            await().atMost(LIMIT).until(() -> connection.getStatus() == Connection.Status.CLOSED);
        }
        nats.startAgain();
        Nats.connect(nats.url()).close();
    }

    @Test
    void keepsToTheLimitAskedFor() throws Exception {
        start(CONTROLLABLE.maxPayload(2048));

        try (Connection connection = Nats.connect(nats.url())) {
            assertThat(connection.getMaxPayload()).isEqualTo(2048);
        }
    }

    @Test
    void keepsItsOwnStoreWhenTheTextLimitsIt() throws Exception {
        start(CONTROLLABLE.config("jetstream { max_file_store: 1MB }"));

        try (Connection connection = Nats.connect(nats.url())) {
            assertThat(connection.jetStreamManagement().getAccountStatistics().getStorage())
                    .isZero();
        }
        assertThat(nats.log())
                .contains("Max Storage:     1.00 MB")
                .contains(nats.folder().resolve("store").toString());
    }

    @Test
    void showsMonitoringPages() throws IOException, InterruptedException {
        start(CONTROLLABLE.monitoring(true).serverName("watched"));

        HttpRequest request = HttpRequest.newBuilder(URI.create(nats.monitoringUrl() + "/varz"))
                .build();
        HttpResponse<String> page = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());

        assertThat(page.body()).contains("\"server_name\": \"watched\"");
    }

    @Test
    void acceptsWebSocketClients() throws Exception {
        start(CONTROLLABLE.websocket(true));

        WebSocket socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create(nats.websocketUrl()), new Listener() {})
                .get(LIMIT.toSeconds(), TimeUnit.SECONDS);

        assertThat(socket.isInputClosed()).isFalse();
        socket.abort();
    }

    @Test
    void usesTheFixedPort() {
        int port = FreePorts.choose(1)[0];

        start(CONTROLLABLE.port(port));

        assertThat(nats.port()).isEqualTo(port);
    }

    @Test
    void refusesFixedPortThatIsTaken() {
        start(CONTROLLABLE);
        NatsService second = NatsServices.create(CONTROLLABLE.port(nats.port()));

        assertThatIllegalStateException()
                .isThrownBy(second::start)
                .withMessageContainingAll("127.0.0.1:" + nats.port(), "address already in use");
    }

    @Test
    void showsTheLogWhenTheTextIsRefused() {
        NatsService broken = NatsServices.create(CONTROLLABLE.config("no_such_option: 1"));

        assertThatIllegalStateException()
                .isThrownBy(broken::start)
                .withMessageContainingAll("ended at once", "no_such_option");
    }

    @Test
    void leavesNothingBehindAfterClose() throws IOException {
        start(CONTROLLABLE.jetStream(true));
        ProcessHandle process = ProcessHandle.of(nats.pid()).orElseThrow();
        Path folder = nats.folder();

        nats.close();

        assertThat(process.isAlive()).isFalse();
        assertThat(folder).doesNotExist();
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), nats.port()).close());
    }

    @Test
    void closesPausedServer() {
        start(CONTROLLABLE);
        ProcessHandle process = ProcessHandle.of(nats.pid()).orElseThrow();
        nats.pause();

        nats.close();

        assertThat(process.isAlive()).isFalse();
    }

    private void start(NatsOptions options) {
        nats = (LocalNatsService) NatsServices.start(options);
    }

    private void store(String text) throws IOException, InterruptedException, JetStreamApiException {
        try (Connection connection = Nats.connect(nats.url())) {
            connection
                    .jetStreamManagement()
                    .addStream(StreamConfiguration.builder()
                            .name("KEPT")
                            .subjects("kept")
                            .storageType(StorageType.File)
                            .build());
            connection.jetStream().publish("kept", text.getBytes(UTF_8));
        }
    }

    private String stored() throws IOException, InterruptedException, JetStreamApiException {
        try (Connection connection = Nats.connect(nats.url())) {
            return new String(
                    connection.jetStreamManagement().getMessage("KEPT", 1).getData(), UTF_8);
        }
    }

    private static Options.Builder noReconnect() {
        return new Options.Builder().noReconnect();
    }
}
