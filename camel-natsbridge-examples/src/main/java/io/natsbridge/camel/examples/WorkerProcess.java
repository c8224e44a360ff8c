/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.examples;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A {@link ThroughputWorker} in a JVM of its own. */
final class WorkerProcess implements AutoCloseable {

    private final Process process;
    private final BufferedReader answers;
    private final PrintWriter commands;

    private WorkerProcess(Process process) {
        this.process = process;
        this.answers = process.inputReader(StandardCharsets.UTF_8);
        this.commands = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
    }

    /** Starts one; {@link #awaitReady} waits until it is. */
    static WorkerProcess start() {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        try {
            return new WorkerProcess(new ProcessBuilder(
                            java,
                            "-Xmx192m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            ThroughputWorker.class.getName())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start a consumer process", e);
        }
    }

    /** Starts to consume; {@link #awaitReady} waits until it does. */
    void consume(String uri, long workMillis) {
        commands.println(uri + " " + workMillis);
    }

    /** Stops to consume; {@link #awaitReady} waits until it has. */
    void rest() {
        commands.println();
    }

    void awaitReady() {
        try {
            for (String line = answers.readLine(); line != null; line = answers.readLine()) {
                if (line.equals(ThroughputWorker.READY)) {
                    return;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot hear of a consumer process", e);
        }
        throw new IllegalStateException("A consumer process ended before its time; its errors are above");
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
