/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.examples;

import static io.natsbridge.camel.examples.Console.since;

import io.natsbridge.camel.NatsBridgeComponent;
import io.natsbridge.camel.NatsBridgeConfiguration;
import io.natsbridge.camel.test.nats.NatsOptions;
import io.natsbridge.camel.test.nats.NatsService;
import io.natsbridge.camel.test.nats.NatsServices;
import io.natsbridge.camel.test.peer.Peer;
import io.natsbridge.camel.test.peer.PeerProcess;
import io.natsbridge.camel.test.plik.PlikService;
import io.natsbridge.camel.test.plik.PlikServices;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** What an example needs: a NATS server, a file server, peers where they can run, and a Camel context that knows the servers. Closing it ends all of them. */
final class Stage implements AutoCloseable {

    private static final String NODE = "node";
    private static final Map<String, String> TITLES =
            Map.of(NODE, "Node.js", "python", "Python", "micropython", "MicroPython");

    private final Console console;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Map<String, PeerProcess> peers = new HashMap<>();
    private boolean complete = true;
    private Scratch scratch;
    private NatsService nats;
    private PlikService plik;
    private CamelContext context;

    private Stage(Console console) {
        this.console = console;
    }

    /** Starts everything but the context, which has no routes yet; the broker is a plain one. */
    static Stage set(Console console, Peer peer) {
        return set(console, NatsOptions.defaults(), List.of(peer));
    }

    /** Starts everything but the context, which has no routes yet. */
    static Stage set(Console console, NatsOptions broker, List<Peer> peers) {
        Stage stage = new Stage(console);
        try {
            stage.start(broker, peers);
            return stage;
        } catch (RuntimeException e) {
            stage.close();
            throw e;
        }
    }

    private void start(NatsOptions broker, List<Peer> peers) {
        scratch = opened(new Scratch());
        nats = started("NATS server", () -> NatsServices.start(broker), NatsService::url);
        plik = started("File server", PlikServices::start, PlikService::url);
        Transfers transfers = opened(new Transfers(plik.url(), console));
        peers.forEach(this::start);
        context = new DefaultCamelContext();
        NatsBridgeConfiguration configuration =
                context.getComponent("natsbridge", NatsBridgeComponent.class).getConfiguration();
        configuration.setServers(nats.url());
        configuration.setFileserverUrl(plik.url());
        configuration.setFileserverUploadHandler(transfers);
        configuration.setFileserverDownloadHandler(transfers);
    }

    private void start(Peer peer) {
        if (skips(peer)) {
            return;
        }
        String what = TITLES.get(peer.name()) + " peer";
        peers.put(peer.name(), started(what, () -> peer.start(nats.url(), plik.url()), PeerProcess::runtime));
    }

    /** Whether a peer cannot run here, which is told. */
    boolean skips(Peer peer) {
        Optional<String> reason = peer.unavailableReason();
        reason.ifPresent(why -> console.line("%s peer: skipped; %s", TITLES.get(peer.name()), why));
        complete &= reason.isEmpty();
        return reason.isPresent();
    }

    /** Whether all peers run that take part. */
    boolean isComplete() {
        return complete;
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
        } catch (Exception e) {
            throw new IllegalStateException("Cannot read the routes of " + yaml, e);
        }
        play(java);
    }

    /** Adds routes to the context and starts it. */
    void play(RoutesBuilder... java) {
        try {
            for (RoutesBuilder routes : java) {
                context.addRoutes(routes);
                context.addTemplatedRoutes(routes);
            }
        } catch (Exception e) {
            throw new IllegalStateException("Cannot add the routes", e);
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
        return Optional.ofNullable(peers.get(NODE));
    }

    /**
     * A peer.
     *
     * @param name {@code node}, {@code python}, {@code micropython}
     * @throws IllegalStateException if it does not take part
     */
    PeerProcess peer(String name) {
        PeerProcess peer = peers.get(name);
        if (peer == null) {
            throw new IllegalStateException("There is no peer " + name + " on this stage");
        }
        return peer;
    }

    /** The broker. */
    NatsService nats() {
        return nats;
    }

    /** The file server's base URL. */
    String fileserverUrl() {
        return plik.url();
    }

    Console console() {
        return console;
    }

    private <T extends AutoCloseable> T started(String what, Supplier<T> start, Function<T, String> description) {
        long begin = System.nanoTime();
        T service = opened(console.during("starting the " + what, start));
        console.line(
                "%s: %s, started in %.1f s",
                what, description.apply(service), since(begin).toMillis() / 1000.0);
        return service;
    }

    /** Has something closed with the stage, after the context. */
    <T extends AutoCloseable> T opened(T resource) {
        open.push(resource);
        return resource;
    }

    /** Ends everything, the context first, then the last started first. */
    @Override
    public void close() {
        if (context != null) {
            open.push(context);
        }
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
