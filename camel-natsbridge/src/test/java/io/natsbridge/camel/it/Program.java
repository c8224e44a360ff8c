/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A class with a main method that runs in a JVM of its own; what it prints goes to a file. */
final class Program implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final Path output;
    private final Process process;

    private Program(Path output, Process process) {
        this.output = output;
        this.process = process;
    }

    /** A program to start. */
    static Setup of(Class<?> main, Path output) {
        return new Setup(main, output, List.of(), Map.of());
    }

    /** How a program is started. */
    record Setup(Class<?> main, Path output, List<String> jvm, Map<String, String> environment) {

        Setup jvmOptions(String... options) {
            return new Setup(main, output, List.of(options), environment);
        }

        /** Sets variables beside those that this JVM has. */
        Setup environment(Map<String, String> variables) {
            return new Setup(main, output, jvm, variables);
        }

        Program start(String... arguments) {
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(jvm);
            command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
            command.addAll(List.of(arguments));
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            try {
                return new Program(output, builder.start());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Waits for a line that begins so, and hands it out. */
    String awaitLine(String start) {
        await().atMost(PATIENCE).until(() -> line(start) != null || !process.isAlive());
        assertThat(line(start)).as(() -> "a line '" + start + "' in\n" + log()).isNotNull();
        return line(start);
    }

    /** Waits for the end, and hands out the exit code. */
    int awaitEnd() {
        await().atMost(PATIENCE).until(() -> !process.isAlive());
        return process.exitValue();
    }

    private String line(String start) {
        return log().lines().filter(line -> line.startsWith(start)).findFirst().orElse(null);
    }

    private String log() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
