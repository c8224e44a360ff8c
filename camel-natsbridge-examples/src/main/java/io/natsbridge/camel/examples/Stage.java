/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.examples;

import static io.natsbridge.camel.examples.Console.since;

import io.natsbridge.camel.NatsBridgeComponent;
import io.natsbridge.camel.NatsBridgeConfiguration;
import io.natsbridge.camel.test.nats.NatsService;
import io.natsbridge.camel.test.nats.NatsServices;
import io.natsbridge.camel.test.peer.Peer;
import io.natsbridge.camel.test.peer.PeerProcess;
import io.natsbridge.camel.test.plik.PlikService;
import io.natsbridge.camel.test.plik.PlikServices;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** What an example needs: a NATS server, a file server, the Node.js peer where it can run, and a Camel context that knows the servers. Closing it ends all of them. */
final class Stage implements AutoCloseable {

    private final Console console;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private Scratch scratch;
    private CamelContext context;
    private PeerProcess node;

    private Stage(Console console) {
        this.console = console;
    }

    /** Starts everything but the context, which has no routes yet. */
    static Stage set(Console console, Peer peer) {
        Stage stage = new Stage(console);
        try {
            stage.start(peer);
            return stage;
        } catch (RuntimeException e) {
            stage.close();
            throw e;
        }
    }

    private void start(Peer peer) {
        scratch = opened(new Scratch());
        NatsService nats = started("NATS server", NatsServices::start, NatsService::url);
        PlikService plik = started("File server", PlikServices::start, PlikService::url);
        Transfers transfers = opened(new Transfers(plik.url(), console));
        Optional<String> missing = peer.unavailableReason();
        if (missing.isPresent()) {
            console.line("Node.js peer: skipped; %s", missing.get());
        } else {
            node = started("Node.js peer", () -> peer.start(nats.url(), plik.url()), PeerProcess::runtime);
        }
        context = opened(new DefaultCamelContext());
        NatsBridgeConfiguration configuration =
                context.getComponent("natsbridge", NatsBridgeComponent.class).getConfiguration();
        configuration.setServers(nats.url());
        configuration.setFileserverUrl(plik.url());
        configuration.setFileserverUploadHandler(transfers);
        configuration.setFileserverDownloadHandler(transfers);
    }

    /**
     * Adds routes to the context and starts it.
     *
     * @param yaml a resource with routes in Camel's YAML DSL
     * @param java more routes
     */
    void play(String yaml, RoutesBuilder... java) {
        try {
            PluginHelper.getRoutesLoader(context)
                    .loadRoutes(ResourceHelper.resolveMandatoryResource(context, "classpath:" + yaml));
            for (RoutesBuilder routes : java) {
                context.addRoutes(routes);
            }
        } catch (Exception e) {
            throw new IllegalStateException("Cannot read the routes", e);
        }
        context.start();
        console.line("Camel %s: %d routes", context.getVersion(), context.getRoutesSize());
    }

    /** The context; without routes, and not started, until {@link #play}. */
    CamelContext context() {
        return context;
    }

    /** A directory that is deleted at the end. */
    Path scratch() {
        return scratch.path();
    }

    /** The Node.js peer; empty where it cannot run. */
    Optional<PeerProcess> node() {
        return Optional.ofNullable(node);
    }

    private <T extends AutoCloseable> T started(String what, Supplier<T> start, Function<T, String> description) {
        long begin = System.nanoTime();
        T service = opened(console.during("starting the " + what, start));
        console.line(
                "%s: %s, started in %.1f s",
                what, description.apply(service), since(begin).toMillis() / 1000.0);
        return service;
    }

    private <T extends AutoCloseable> T opened(T resource) {
        open.push(resource);
        return resource;
    }

    /** Ends everything, the last started first. */
    @Override
    public void close() {
        IllegalStateException failure = null;
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                failure = failure == null ? new IllegalStateException("Cannot end what was started", e) : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
