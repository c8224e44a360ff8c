/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.peer;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A program run to its end.
 *
 * @param exitCode of the program
 * @param output the last lines of stdout and stderr
 */
record ProgramRun(int exitCode, LastLines output) {

    /**
     * Runs a program.
     *
     * @throws IOException if there is no such program, or it takes too long
     */
    static ProgramRun of(List<String> command, Path directory, Duration patience) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        Process process = LiveProcesses.start(builder);
        LastLines output = new LastLines(40);
        Thread reader = new Thread(() -> read(process, output), "peer-" + command.get(0));
        reader.setDaemon(true);
        reader.start();
        try {
            process.getOutputStream().close();
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException("No end of '" + String.join(" ", command) + "' in " + patience + output);
            }
            reader.join(patience.toMillis());
            return new ProgramRun(process.exitValue(), output);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while '" + String.join(" ", command) + "' ran", e);
        } finally {
            LiveProcesses.destroy(process);
        }
    }

    private static void read(Process process, LastLines output) {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                output.add(line);
            }
        } catch (IOException e) {
            output.add("(broke off: " + e.getMessage() + ")");
        }
    }
}
