/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.benchmark;

import io.natsbridge.camel.test.nats.NatsOptions;
import io.natsbridge.camel.test.nats.NatsService;
import io.natsbridge.camel.test.nats.NatsServices;
import io.natsbridge.camel.test.plik.PlikServices;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The servers that contenders share, each started when it is first asked for. The caller closes it. */
public final class Stage implements AutoCloseable {

    private final Path repository;
    private final Form form;
    private NatsService nats;
    private ChildJvm fileserver;
    private String fileserverUrl = System.getenv(PlikServices.URL_VARIABLE);

    /** @param repository its root folder */
    public Stage(Path repository, Form form) {
        this.repository = repository;
        this.form = form;
    }

    /** The repository's root folder. */
    public Path repository() {
        return repository;
    }

    /** How long the measuring takes. */
    public Form form() {
        return form;
    }

    /** Address of a broker with JetStream, in a process of its own. */
    public synchronized String natsUrl() {
        if (nats == null) {
            nats = NatsServices.start(NatsOptions.defaults().jetStream(true));
        }
        return nats.url();
    }

    /**
     * Address of a Plik file server, in a process of its own; that of environment variable {@value PlikServices#URL_VARIABLE} where it is set.
     *
     * @throws IOException when none can be started
     */
    public synchronized String fileserverUrl() throws IOException {
        if (fileserverUrl == null) {
            fileserver = ChildJvm.start(FileServerProgram.class, List.of("-Xmx512m"));
            fileserverUrl = fileserver.answer();
        }
        return fileserverUrl;
    }

    @Override
    public synchronized void close() throws IOException {
        if (nats != null) {
            nats.close();
        }
        if (fileserver != null) {
            fileserver.close();
        }
    }
}
