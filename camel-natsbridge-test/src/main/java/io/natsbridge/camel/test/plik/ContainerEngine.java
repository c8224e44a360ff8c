/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.plik;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out within moments whether a container engine answers, before Testcontainers tries for longer. */
final class ContainerEngine {

    private static final Logger LOG = LoggerFactory.getLogger(ContainerEngine.class);
    private static final String DEFAULT_ENGINE = "unix:///var/run/docker.sock";
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private ContainerEngine() {}

    /** Tells whether Testcontainers is on the class path and the engine of {@code DOCKER_HOST} answers. */
    static boolean isUsable() {
        String engine = System.getenv("DOCKER_HOST");
        return isOnClassPath("org.testcontainers.containers.GenericContainer")
                && answers(URI.create(engine == null || engine.isBlank() ? DEFAULT_ENGINE : engine));
    }

    private static boolean isOnClassPath(String type) {
        try {
            Class.forName(type, false, ContainerEngine.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            LOG.debug("No containers: {} is not on the class path", type);
            return false;
        }
    }

    /** Sends the engine a ping and tells whether it answered with 200 in time. */
    static boolean answers(URI engine) {
        boolean local = "unix".equals(engine.getScheme());
        if (local && !Files.exists(Path.of(engine.getPath()))) {
            return false;
        }
        SocketAddress address = local
                ? UnixDomainSocketAddress.of(engine.getPath())
                : new InetSocketAddress(engine.getHost(), engine.getPort());
        try (SocketChannel channel = local ? SocketChannel.open(StandardProtocolFamily.UNIX) : SocketChannel.open();
                Selector selector = Selector.open()) {
            channel.configureBlocking(false);
            return ping(channel, selector, address);
        } catch (IOException e) {
            LOG.debug("No containers: {} does not answer: {}", engine, e.getMessage());
            return false;
        }
    }

    private static boolean ping(SocketChannel channel, Selector selector, SocketAddress address) throws IOException {
        if (!channel.connect(address)) {
            channel.register(selector, SelectionKey.OP_CONNECT);
            if (selector.select(PATIENCE.toMillis()) == 0 || !channel.finishConnect()) {
                return false;
            }
        }
        channel.write(ByteBuffer.wrap("GET /_ping HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(ISO_8859_1)));
        channel.register(selector, SelectionKey.OP_READ);
        ByteBuffer answer = ByteBuffer.allocate(256);
        if (selector.select(PATIENCE.toMillis()) == 0 || channel.read(answer) <= 0) {
            return false;
        }
        return ISO_8859_1.decode(answer.flip()).toString().matches("(?s)HTTP/1\\.[01] 200 .*");
    }
}
