/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.peer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Prometheus as far as tests need it: its parser, its storage and its query language in a small program, which Go builds from the modules of Prometheus. It reads the metrics of
 * one application each second and answers queries.
 */
public final class Prometheus implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Prometheus.class);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final long GRACE_SECONDS = 5;
    private static final String NAME = "prometheus";
    private static final List<String> SOURCES = List.of("go.mod", "go.sum", "main.go");
    private static final PeerRuntime GO = new PeerRuntime("Go 1.24 or later", List.of("go", "version"));

    private final CompletableFuture<String> url = new CompletableFuture<>();
    private final LastLines printed = new LastLines(40);
    private final Path storage;
    private final Process process;

    private Prometheus(Process process, Path storage) {
        this.process = process;
        this.storage = storage;
    }

    /** Returns why it cannot run here, and what to install; empty when it can. */
    public static Optional<String> unavailableReason() {
        return GO.unavailableReason();
    }

    /**
     * Starts it. The first time it is built into {@code target/peers/prometheus}, or into {@code prometheus} of system property {@code natsbridge.peers.dir}, which takes a
     * minute or two and needs a proxy for Go modules.
     *
     * @param metricsUrl where an application gives out its metrics
     * @throws PeerException if it cannot be built or started
     */
    public static Prometheus start(String metricsUrl) {
        Path home = PeerInstallation.homeOf(NAME);
        List<List<String>> commands = List.of(List.of("go", "build", "-trimpath", "-o", NAME, "."));
        new PeerInstallation(NAME, home, SOURCES, SOURCES, commands).install();
        try {
            Path storage = Files.createTempDirectory("natsbridge-prometheus-");
            ProcessBuilder builder = new ProcessBuilder(home.resolve(NAME).toString(), metricsUrl, storage.toString());
            Prometheus started = new Prometheus(LiveProcesses.start(builder.redirectErrorStream(true)), storage);
            started.awaitUrl();
            return started;
        } catch (IOException e) {
            throw new PeerException("start", "Could not start Prometheus in " + home + ": " + e, e);
        }
    }

    private void awaitUrl() {
        Thread reader = new Thread(this::read, NAME);
        reader.setDaemon(true);
        reader.start();
        try {
            url.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            close();
            throw new PeerException("start", "Could not start Prometheus: it tells no address; it wrote:" + printed, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
            throw new PeerException("start", "Interrupted while Prometheus started", e);
        }
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                printed.add(line);
                if (!line.startsWith("http://") || !url.complete(line)) {
                    LOG.warn("Prometheus: {}", line);
                }
            }
            url.completeExceptionally(new IOException("It has ended"));
        } catch (IOException e) {
            url.completeExceptionally(e);
        }
    }

    /** Its base URL, which has {@code /api/v1/query_range}. */
    public String url() {
        return url.join();
    }

    /** Ends it and removes what it has kept. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("Prometheus still runs {} s after its input ended", GRACE_SECONDS);
            }
        } catch (IOException e) {
            LOG.warn("Could not end Prometheus gently", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            LiveProcesses.destroy(process);
            delete(storage);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Could not delete " + folder, e);
        }
    }
}
