/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.nats;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/** A server in a container; the only user of Testcontainers, not loaded where that is absent. */
final class ContainerNatsService implements NatsService {

    private static final DockerImageName IMAGE = DockerImageName.parse("nats:2.12-alpine");
    private static final NatsPorts PORTS = new NatsPorts(4222, 8222, 8080);
    private static final String CONFIG_FILE = "/etc/nats/test.conf";
    private static final String ALL_ADDRESSES = "0.0.0.0";

    private final NatsOptions options;
    private final GenericContainer<?> container = new GenericContainer<>(IMAGE);
    private volatile boolean closed;

    ContainerNatsService(NatsOptions options) {
        this.options = options;
    }

    static boolean engineAnswers() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    @Override
    public String url() {
        return (options.tls().isPresent() ? "tls://" : "nats://") + address(PORTS.client());
    }

    @Override
    public int port() {
        return container.getMappedPort(PORTS.client());
    }

    @Override
    public String monitoringUrl() {
        return "http://" + asked(options.monitoring(), PORTS.monitoring(), "monitoring");
    }

    @Override
    public String websocketUrl() {
        return "ws://" + asked(options.websocket(), PORTS.websocket(), "websocket");
    }

    @Override
    public String log() {
        return isRunning() ? container.getLogs() : "";
    }

    @Override
    public synchronized void start() {
        if (closed || isRunning()) {
            throw new IllegalStateException("Could not start " + this + ": it was started before; make a new one");
        }
        Map<Path, String> files = new LinkedHashMap<>();
        NatsConfig config = new NatsConfig(ALL_ADDRESSES, serverName(), PORTS, file -> {
            files.put(file, "/etc/nats/file-" + files.size() + ".pem");
            return Path.of(files.get(file));
        });
        container
                .withCopyToContainer(Transferable.of(config.text(options)), CONFIG_FILE)
                .withExposedPorts(PORTS.client(), PORTS.monitoring(), PORTS.websocket())
                .withCommand("--config", CONFIG_FILE, "--store_dir", "/data")
                .waitingFor(Wait.forLogMessage(".*Server is ready.*", 1));
        files.forEach((file, place) -> container.withCopyFileToContainer(MountableFile.forHostPath(file, 0644), place));
        OpenServices.add(this);
        container.start();
    }

    @Override
    public boolean isRunning() {
        return container.isRunning();
    }

    @Override
    public synchronized void close() {
        closed = true;
        OpenServices.remove(this);
        container.stop();
    }

    @Override
    public String toString() {
        return "nats-server " + serverName() + " in a container of " + IMAGE;
    }

    private String serverName() {
        return options.serverName().isEmpty() ? "natsbridge-container" : options.serverName();
    }

    private String asked(boolean asked, int port, String option) {
        if (!asked) {
            throw new IllegalStateException("Could not tell the " + option + " address of " + this
                    + ": it has none; ask for it with NatsOptions." + option + "(true)");
        }
        return address(port);
    }

    private String address(int port) {
        return container.getHost() + ":" + container.getMappedPort(port);
    }
}
