/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.examples;

import io.natsbridge.camel.test.nats.NatsOptions;
import io.natsbridge.camel.test.nats.NatsService;
import io.natsbridge.camel.test.nats.NatsServices;
import io.natsbridge.camel.test.plik.EmbeddedPlik;
import io.natsbridge.camel.test.plik.EmbeddedPlikOptions;
import java.util.concurrent.CountDownLatch;

/** A broker and a file server to try things on, where routes look for them when nobody says otherwise. Not for production: files and streams are gone at the end. */
public final class Servers implements AutoCloseable {

    private static final int NATS_PORT = 4222;
    private static final int FILESERVER_PORT = 8080;

    private final NatsService nats;
    private final EmbeddedPlik fileserver;

    private Servers(NatsService nats, EmbeddedPlik fileserver) {
        this.nats = nats;
        this.fileserver = fileserver;
    }

    /** Runs both until the program is ended. */
    public static void main(String... arguments) throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(ended::countDown, "end-of-servers"));
        try (Console console = new Console(System.out);
                Servers servers = console.during("servers", () -> start(NATS_PORT, FILESERVER_PORT))) {
            console.line("NATS with JetStream: %s", servers.natsUrl());
            console.line("File server: %s", servers.fileserverUrl());
            console.line("Both run until Ctrl-C");
            ended.await();
        }
    }

    /**
     * Starts both.
     *
     * @param natsPort 0 for any free one
     * @param fileserverPort 0 for any free one
     */
    static Servers start(int natsPort, int fileserverPort) {
        NatsOptions options = NatsOptions.defaults().jetStream(true);
        NatsService nats = NatsServices.start(natsPort == 0 ? options : options.port(natsPort));
        try {
            return new Servers(
                    nats,
                    EmbeddedPlik.start(
                            EmbeddedPlikOptions.builder().port(fileserverPort).build()));
        } catch (RuntimeException e) {
            nats.close();
            throw e;
        }
    }

    String natsUrl() {
        return nats.url();
    }

    String fileserverUrl() {
        return fileserver.url();
    }

    @Override
    public void close() {
        fileserver.close();
        nats.close();
    }
}
