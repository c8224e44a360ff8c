/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The packaged command in a JVM of its own.
 *
 * @param output standard output and error
 */
record Child(int code, String output) {

    /** Runs {@code send child} with a file. */
    static Child run(Map<String, String> environment, String file) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String jar = System.getProperty("natsbridge.cli.jar");
        ProcessBuilder builder = new ProcessBuilder(java, "-jar", jar, "send", "child", file);
        builder.environment().putAll(environment);
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        Process process = builder.redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("The command did not end: " + output);
        }
        return new Child(process.exitValue(), output);
    }
}
