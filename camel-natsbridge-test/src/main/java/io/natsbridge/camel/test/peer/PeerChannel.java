/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.peer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The conversation with a peer's process: commands into its stdin, events out of its stdout, its log from stderr. */
final class PeerChannel {

    private static final Logger LOG = LoggerFactory.getLogger(PeerChannel.class);
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final String name;
    private final Process process;
    private final BufferedWriter commands;
    private static final long LOG_GRACE_MILLIS = 300;

    private final LastLines log = new LastLines(40);
    private final AtomicInteger ids = new AtomicInteger();
    private final CompletableFuture<PeerEvent.Ready> ready = new CompletableFuture<>();
    private final Map<Integer, CompletableFuture<JsonNode>> pending = new ConcurrentHashMap<>();
    private final BlockingQueue<PeerEvent> messages = new LinkedBlockingQueue<>();
    private final Thread logReader;

    private PeerChannel(String name, Process process) {
        this.name = name;
        this.process = process;
        this.commands = process.outputWriter(StandardCharsets.UTF_8);
        this.logReader = daemon("log", this::readLog);
    }

    /**
     * Starts a peer and waits until it is connected.
     *
     * @throws PeerException if it does not become ready
     */
    static PeerProcess open(String name, ProcessBuilder builder, Duration patience) {
        PeerChannel channel;
        try {
            channel = new PeerChannel(name, LiveProcesses.start(builder));
        } catch (IOException e) {
            throw new PeerException("start", "Could not start peer " + name + ": " + e.getMessage(), e);
        }
        channel.logReader.start();
        channel.daemon("events", channel::readEvents).start();
        try {
            return new PeerProcess(channel, channel.await(channel.ready, "start", patience));
        } catch (PeerException e) {
            LiveProcesses.destroy(channel.process);
            throw e;
        }
    }

    private Thread daemon(String role, Runnable task) {
        Thread thread = new Thread(task, "peer-" + name + "-" + role);
        thread.setDaemon(true);
        return thread;
    }

    String name() {
        return name;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    int exitCode() {
        return process.exitValue();
    }

    /** Gives a command and waits for its end. */
    JsonNode call(ObjectNode command, Duration patience) {
        int id = ids.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        pending.put(id, answer);
        try {
            write(command.put("id", id).toString());
            return await(
                    answer,
                    command.path("cmd").asText() + " " + command.path("subject").asText(),
                    patience);
        } finally {
            pending.remove(id);
        }
    }

    private synchronized void write(String line) {
        try {
            commands.write(line);
            commands.write('\n');
            commands.flush();
        } catch (IOException e) {
            throw new PeerException("exited", describe("Could not command", "its stdin is closed"), e);
        }
    }

    private <T> T await(CompletableFuture<T> answer, String what, Duration patience) {
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new PeerException("silent", describe("Could not " + what + " by", "no answer in " + patience), e);
        } catch (ExecutionException e) {
            PeerException cause = (PeerException) e.getCause();
            throw new PeerException(cause.code(), describe("Could not " + what + " by", cause.getMessage()), cause);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    PeerMessage awaitMessage(Duration timeout) {
        PeerEvent event;
        try {
            event = messages.poll(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        if (event instanceof PeerEvent.Message message) {
            return message.message();
        } else if (event instanceof PeerEvent.Failure failure) {
            throw new PeerException(failure.code(), describe("Could not receive by", failure.message()));
        }
        throw new PeerException("silent", describe("Could not receive by", "no message in " + timeout));
    }

    private PeerException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new PeerException("interrupted", "Interrupted while waiting for peer " + name, e);
    }

    private String describe(String attempt, String problem) {
        log.awaitLine(LOG_GRACE_MILLIS);
        return attempt + " peer " + name + ": " + problem + "; the end of its log:" + log;
    }

    private void readLog() {
        try (BufferedReader lines = process.errorReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                LOG.debug("{}: {}", name, line);
                log.add(line);
            }
        } catch (IOException e) {
            LOG.debug("The log of peer {} broke off", name, e);
        }
    }

    private void readEvents() {
        String end = "";
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                take(PeerEvent.read(line));
            }
        } catch (IOException | IllegalArgumentException e) {
            LOG.debug("The events of peer {} broke off", name, e);
            end = ": " + e.getMessage();
            process.destroyForcibly();
        }
        exited(end);
    }

    private void take(PeerEvent event) {
        if (event instanceof PeerEvent.Ready connected) {
            ready.complete(connected);
        } else if (event instanceof PeerEvent.Done done) {
            CompletableFuture<JsonNode> answer = pending.remove(done.id());
            if (answer != null) {
                answer.complete(done.result());
            }
        } else if (event instanceof PeerEvent.Failure failure) {
            fail(failure);
        } else {
            messages.add(event);
        }
    }

    private void fail(PeerEvent.Failure failure) {
        PeerException error = new PeerException(failure.code(), failure.code() + ": " + failure.message());
        CompletableFuture<JsonNode> answer = pending.remove(failure.id());
        if (answer != null) {
            answer.completeExceptionally(error);
        } else if (!ready.completeExceptionally(error)) {
            messages.add(failure);
        }
    }

    private void exited(String end) {
        try {
            logReader.join(GRACE.toMillis());
            process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        String text = "its process ended" + (process.isAlive() ? "" : " with code " + process.exitValue()) + end;
        PeerException error = new PeerException("exited", text);
        ready.completeExceptionally(error);
        pending.values().forEach(answer -> answer.completeExceptionally(error));
        messages.add(new PeerEvent.Failure(0, "exited", text));
    }

    /** Closes stdin, which ends the peer, and ends it by force if it does not end by itself. */
    void close() {
        try {
            commands.close();
            process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (IOException e) {
            LOG.debug("The stdin of peer {} was closed before", name, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            LiveProcesses.destroy(process);
        }
    }
}
