/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.benchmark;

import io.natsbridge.camel.test.peer.PythonPeer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** pyarrow in the environment of the CPython peer: a script that makes the same rows and repeats a job. */
final class PyarrowTables implements Contender {

    private static final PythonPeer PYTHON = new PythonPeer();

    private final Path script;
    private final String job;
    private final int rows;

    PyarrowTables(String job, int rows) throws IOException {
        this.job = job;
        this.rows = rows;
        PYTHON.run("columns.py"); // installs what the peer needs; the module itself does nothing
        script = Files.createTempFile("natsbridge-tables", ".py");
        try (InputStream in = PyarrowTables.class.getResourceAsStream("tables.py")) {
            Files.write(script, in.readAllBytes());
        }
    }

    /** Why there is no Python, if there is none. */
    static Optional<String> unavailableReason() {
        return PYTHON.unavailableReason();
    }

    @Override
    public double measure(Duration window) throws Exception {
        Process process = new ProcessBuilder(
                        PYTHON.interpreter().toString(),
                        script.toString(),
                        job,
                        Integer.toString(rows),
                        Double.toString(window.toNanos() / 1e9))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("The script for pyarrow ended with " + process.exitValue());
        }
        return Double.parseDouble(answer.strip());
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(script);
    }
}
