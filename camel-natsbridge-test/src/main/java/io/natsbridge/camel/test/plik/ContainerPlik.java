/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.plik;

import java.time.Duration;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/** A real server in a container. Loaded only where Testcontainers is on the class path. */
final class ContainerPlik implements PlikService {

    private static final DockerImageName IMAGE = DockerImageName.parse("rootgg/plik:1.3.8");
    private static final int PORT = 8080;
    private static final Duration STARTUP = Duration.ofSeconds(30);

    private final GenericContainer<?> container;

    private ContainerPlik(GenericContainer<?> container) {
        this.container = container;
    }

    /** Starts a container; the caller closes it. */
    static PlikService start() {
        GenericContainer<?> container = new GenericContainer<>(IMAGE)
                .withExposedPorts(PORT)
                .waitingFor(Wait.forHttp("/health").forPort(PORT).withStartupTimeout(STARTUP));
        try {
            container.start();
        } catch (RuntimeException e) {
            container.close();
            throw new IllegalStateException("Cannot start the container " + IMAGE + "; see the cause", e);
        }
        return new ContainerPlik(container);
    }

    @Override
    public String url() {
        return "http://" + container.getHost() + ":" + container.getMappedPort(PORT);
    }

    @Override
    public void close() {
        container.close();
    }
}
