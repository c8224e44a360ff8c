/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bytes through the proxy, with and without faults. */
class FaultProxyIT {

    private static final int PATIENCE = 10_000;
    private static final int SILENCE = 200;

    private ServerSocket listener;
    private FaultProxy proxy;
    private Socket client;
    private Socket server;

    @BeforeEach
    void connect() throws IOException {
        listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        proxy = FaultProxy.to(listener.getLocalPort(), 1);
        connectAgain();
    }

    private void connectAgain() throws IOException {
        client = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        server = listener.accept();
        client.setSoTimeout(PATIENCE);
        server.setSoTimeout(PATIENCE);
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
        client.close();
        server.close();
        listener.close();
    }

    @Test
    void forwardsBothWaysAndCounts() throws IOException {
        say(client, "question");
        assertThat(hear(server, 8)).isEqualTo("question");
        say(server, "answer");
        assertThat(hear(client, 6)).isEqualTo("answer");
        assertThat(proxy.passed(Direction.TO_SERVER)).isEqualTo(8);
        assertThat(proxy.passed(Direction.TO_CLIENT)).isEqualTo(6);
        assertThat(proxy.connections()).isEqualTo(1);
    }

    @Test
    void theEndOfOneSideIsTheEndOfTheOther() throws IOException {
        client.close();
        assertThat(catchThrowable(
                        () -> assertThat(server.getInputStream().read()).isEqualTo(-1)))
                .satisfiesAnyOf(none -> assertThat(none).isNull(), reset -> assertThat(reset)
                        .isInstanceOf(IOException.class));
        await().atMost(Duration.ofSeconds(5)).until(() -> proxy.connections() == 0);
    }

    @Test
    void aCutResetsBothSidesAndNewConnectionsPass() throws IOException {
        proxy.cut();
        assertThatThrownBy(() -> hear(client, 1)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> hear(server, 1)).isInstanceOf(IOException.class);
        client.close();
        server.close();
        connectAgain();
        say(client, "again");
        assertThat(hear(server, 5)).isEqualTo("again");
    }

    @Test
    void dropsOneDirectionAndLeavesTheOther() throws IOException {
        proxy.drop(Direction.TO_SERVER);
        say(client, "lost");
        assertSilent(server);
        say(server, "heard");
        assertThat(hear(client, 5)).isEqualTo("heard");
        assertThat(proxy.dropped(Direction.TO_SERVER)).isEqualTo(4);
        assertThat(proxy.passed(Direction.TO_SERVER)).isZero();
    }

    @Test
    void aConnectionThatLostBytesIsCutAtTheEndOfTheFault() throws IOException {
        proxy.drop(Direction.TO_SERVER);
        say(client, "lost");
        await().atMost(Duration.ofSeconds(5)).until(() -> proxy.dropped(Direction.TO_SERVER) == 4);
        proxy.forward();
        assertThatThrownBy(() -> hear(client, 1)).isInstanceOf(IOException.class);
    }

    @Test
    void aPauseHoldsBackWithoutLoss() throws IOException {
        proxy.pause(Direction.TO_CLIENT);
        say(server, "held");
        assertSilent(client);
        proxy.forward();
        assertThat(hear(client, 4)).isEqualTo("held");
    }

    @Test
    void aDelayHoldsBackForItsTime() throws IOException {
        proxy.delay(Direction.TO_SERVER, Duration.ofMillis(300), Duration.ofMillis(400));
        long start = System.nanoTime();
        say(client, "late");
        assertThat(hear(server, 4)).isEqualTo("late");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    @Test
    void refusesADelayThatIsNone() {
        assertThatThrownBy(() -> proxy.delay(Direction.TO_SERVER, Duration.ofMillis(2), Duration.ofMillis(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PT0.002S");
    }

    @Test
    void turnsClientsAwayWhenTheServerIsNotThere() throws IOException {
        listener.close();
        try (Socket late = new Socket(InetAddress.getLoopbackAddress(), proxy.port())) {
            late.setSoTimeout(PATIENCE);
            assertThat(late.getInputStream().read()).isEqualTo(-1);
        }
    }

    private static void say(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(US_ASCII));
    }

    private static String hear(Socket socket, int length) throws IOException {
        byte[] bytes = socket.getInputStream().readNBytes(length);
        if (bytes.length < length) {
            throw new IOException("The connection ended");
        }
        return new String(bytes, US_ASCII);
    }

    private static void assertSilent(Socket socket) throws IOException {
        socket.setSoTimeout(SILENCE);
        assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        socket.setSoTimeout(PATIENCE);
    }
}
