/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.reliability;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** A JVM that is killed. It is told what to do by lines, and tells what it does by lines. */
final class Child implements AutoCloseable {

    /** The first line of each child: its context runs. */
    static final String READY = "ready";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final PrintStream orders;
    private final List<String> told = new ArrayList<>();
    private final Consumer<String> listener;

    private Child(Process process, Consumer<String> listener) {
        this.process = process;
        this.orders = new PrintStream(process.getOutputStream(), true, UTF_8);
        this.listener = listener;
        Thread thread = new Thread(this::listen, "child " + process.pid());
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Starts a JVM.
     *
     * @param listener gets every line that it tells
     * @return the caller closes it
     */
    static Child start(Class<?> program, Consumer<String> listener, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        command.addAll(List.of(arguments));
        try {
            return new Child(
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start(),
                    listener);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start " + program, e);
        }
    }

    /** What a child does with its orders; ends with the JVM. */
    static void obey(Consumer<String> worker) throws IOException {
        tell(READY);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        for (String order = in.readLine(); order != null; order = in.readLine()) {
            worker.accept(order);
        }
    }

    /** What a child says; the line is out when this returns. */
    static void tell(String line) {
        synchronized (System.out) {
            System.out.println(line);
            System.out.flush();
        }
    }

    private void listen() {
        try (BufferedReader in = process.inputReader(UTF_8)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                listener.accept(line);
                synchronized (told) {
                    told.add(line);
                }
            }
        } catch (IOException e) {
            synchronized (told) {
                told.add("cannot be heard: " + e);
            }
        }
    }

    void order(String line) {
        orders.println(line);
    }

    boolean hasTold(String line) {
        synchronized (told) {
            return told.contains(line);
        }
    }

    void awaitTold(String line) {
        await(line, () -> hasTold(line));
    }

    /** Waits for something that the child is to bring about. */
    void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("The child did not come to '" + what + "' within " + PATIENCE
                        + "; it lives: " + process.isAlive() + "; it told " + told);
            }
            Pause.millis(5);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Ends the JVM at once, as a crash does (SIGKILL), and waits until it is gone. */
    void kill() {
        process.destroyForcibly();
        await("its end", () -> !process.isAlive());
    }

    @Override
    public void close() {
        kill();
    }
}
