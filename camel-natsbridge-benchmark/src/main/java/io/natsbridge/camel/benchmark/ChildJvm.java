/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.benchmark;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program of this class path in a JVM of its own. It answers each line of its input with one line that begins with {@value #ANSWER}, and ends with its input. */
final class ChildJvm implements AutoCloseable {

    /** How a line begins that is an answer and no log. */
    static final String ANSWER = "= ";

    private static final int PATIENCE = 30; // seconds

    private final String name;
    private final Process process;
    private final BufferedWriter in;
    private final BufferedReader out;

    private ChildJvm(String name, Process process) {
        this.name = name;
        this.process = process;
        this.in = process.outputWriter(StandardCharsets.UTF_8);
        this.out = process.inputReader(StandardCharsets.UTF_8);
    }

    /**
     * Starts a program.
     *
     * @param main has the main method
     * @param options for the JVM, such as {@code -Xmx64m}
     */
    static ChildJvm start(Class<?> main, List<String> options, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new ChildJvm(main.getSimpleName(), process);
    }

    /** Writes a line and waits for the answer to it. */
    String ask(String line) throws IOException {
        in.write(line);
        in.newLine();
        in.flush();
        return answer();
    }

    /** Waits for an answer. */
    String answer() throws IOException {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith(ANSWER)) {
                return line.substring(ANSWER.length());
            }
            System.out.println(name + ": " + line);
        }
        throw new IOException(name + " ended without an answer");
    }

    @Override
    public void close() throws IOException {
        try {
            in.close();
            if (!process.waitFor(PATIENCE, TimeUnit.SECONDS)) {
                throw new IOException(name + " does not end with its input");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly();
        }
    }
}
