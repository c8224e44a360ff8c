/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a row in a JVM of its own, so that its memory can be bounded, and a crash or a hang of that JVM is noticed. */
public final class TrialProgram {

    private static final Duration SHORT_PATIENCE = Duration.ofMinutes(10);
    private static final Duration LONG_PATIENCE = Duration.ofHours(4);

    private TrialProgram() {}

    /**
     * Runs a main method, which finishes a {@link Trial}, and fails unless it ends in time and well.
     *
     * @param main its class
     * @param row the name of its row
     * @param options of the JVM
     */
    public static void run(Class<?> main, String row, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        for (String property : List.of(Trial.FORM, Trial.SEED, Trial.SCALE)) {
            String value = System.getProperty(property, "");
            if (!value.isEmpty()) {
                command.add("-D" + property + "=" + value);
            }
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        Path output = Files.createDirectories(Trial.DIRECTORY).resolve(row + ".log");
        Files.deleteIfExists(Trial.file(row));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            Duration patience = Trial.isLong() ? LONG_PATIENCE : SHORT_PATIENCE;
            boolean ended = process.waitFor(patience.toSeconds(), TimeUnit.SECONDS);
            System.out.print(Files.readString(output));
            if (!Files.exists(Trial.file(row))) {
                Trial unfinished = Trial.of(row, main.getSimpleName());
                unfinished.bad(ended ? "the JVM ended with " + process.exitValue() : "no end within " + patience);
                unfinished.finish(0, "the JVM did not get to its end");
            }
            assertThat(ended).as("the end of " + main + " within " + patience).isTrue();
            assertThat(process.exitValue()).as("the exit code of " + main).isZero();
        } finally {
            process.destroyForcibly();
        }
    }
}
