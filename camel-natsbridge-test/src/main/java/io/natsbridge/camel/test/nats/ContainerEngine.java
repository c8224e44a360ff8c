/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.nats;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out whether containers can be started here, without waiting long where they cannot. */
record ContainerEngine(Surroundings surroundings) {

    private static final Logger LOG = LoggerFactory.getLogger(ContainerEngine.class);
    private static final String TESTCONTAINERS = "org.testcontainers.DockerClientFactory";
    private static final Duration LIMIT = Duration.ofSeconds(15);

    boolean answers() {
        return hasTestcontainers() && hasAddress() && ask();
    }

    private static boolean hasTestcontainers() {
        try {
            return Class.forName(TESTCONTAINERS, false, ContainerEngine.class.getClassLoader()) != null;
        } catch (ClassNotFoundException absent) {
            LOG.debug("No Testcontainers here", absent);
            return false;
        }
    }

    /** Looks for an address first, since Testcontainers logs errors where there is none. */
    private boolean hasAddress() {
        return surroundings.variable("DOCKER_HOST").isPresent()
                || surroundings.properties().apply("os.name").startsWith("Windows")
                || Files.exists(surroundings.home().resolve(".testcontainers.properties"))
                || sockets().anyMatch(Files::exists);
    }

    private Stream<Path> sockets() {
        Path home = surroundings.home();
        Stream<Path> wellKnown = Stream.of(
                Path.of("/var/run/docker.sock"),
                home.resolve(".docker/run/docker.sock"),
                home.resolve(".docker/desktop/docker.sock"));
        return Stream.concat(
                wellKnown,
                surroundings.variable("XDG_RUNTIME_DIR").stream().map(folder -> Path.of(folder, "docker.sock")));
    }

    private static boolean ask() {
        FutureTask<Boolean> question = new FutureTask<>(ContainerNatsService::engineAnswers);
        Thread asking = new Thread(question, "ask-container-engine");
        asking.setDaemon(true);
        asking.start();
        try {
            return question.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.info("No container engine answers", e);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while asking for a container engine", e);
        }
    }
}
