/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.nats;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program that does one thing and ends. */
record Command(List<String> line, Map<String, String> environment) {

    private static final int SHOWN_CHARACTERS = 4_000;

    Command {
        line = List.copyOf(line);
        environment = Map.copyOf(environment);
    }

    static Command of(String... line) {
        return new Command(List.of(line), Map.of());
    }

    /** Returns the command with one more environment variable. */
    Command with(String variable, String value) {
        Map<String, String> more = new HashMap<>(environment);
        more.put(variable, value);
        return new Command(line, more);
    }

    /**
     * Runs it.
     *
     * @param limit after which it is killed
     * @return all that it printed
     * @throws IOException if it cannot be started, takes too long, or ends with another code than 0; the text then
     *     holds the end of what it printed
     */
    String run(Duration limit) throws IOException {
        Path printed = Files.createTempFile("output-", ".txt");
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(printed.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            boolean ended = await(process, limit);
            String output = Files.readString(printed, Charset.defaultCharset());
            if (!ended || process.exitValue() != 0) {
                String measured =
                        ended ? "exit code " + process.exitValue() : "no end after " + limit.toSeconds() + " s";
                throw new IOException("Could not run '" + String.join(" ", line) + "': " + measured + "; it printed:\n"
                        + end(output));
            }
            return output;
        } finally {
            Files.delete(printed);
        }
    }

    /** Returns the last part of a long text. */
    static String end(String text) {
        return text.length() <= SHOWN_CHARACTERS ? text : "… " + text.substring(text.length() - SHOWN_CHARACTERS);
    }

    private static boolean await(Process process, Duration limit) {
        boolean ended = false;
        try {
            ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
            return ended;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a program ran", e);
        } finally {
            if (!ended) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        }
    }
}
