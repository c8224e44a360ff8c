/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

import io.natsbridge.camel.reliability.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;

/**
 * Reads changed Arrow data in every way. Anything but a table or the two exceptions that refuse one counts as bad, and so do memory that stays, ten seconds for one
 * table, and a process that grows.
 */
final class ArrowFuzz {

    static final String ROW = "arrow-mutants";
    static final String SUBJECT =
            "changed Arrow streams and files of every type, read in every way: other exceptions, errors, crashes, hangs, memory that stays";

    private static final long LIMIT = Duration.ofSeconds(10).toNanos();
    private static final long MOST_DRIFT = 64L << 20;
    private static final Path STATUS = Path.of("/proc/self/status");

    private ArrowFuzz() {}

    /** Runs the row in this JVM. */
    public static void main(String[] arguments) throws IOException {
        long mutants = Trial.size(20_000, 1_000_000);
        Trial trial = Trial.of(ROW, SUBJECT);
        ArrowMutants source = new ArrowMutants(trial.random());
        long warm = Math.min(mutants / 4, 50_000);
        long before = 0;
        long opened = 0;
        for (long i = 0; i < mutants; i++) {
            if (i == warm) {
                before = residentBytes();
            }
            opened += attempt(source.next(), trial);
        }
        long drift = residentBytes() - before;
        if (drift > MOST_DRIFT) {
            trial.bad("the process grew by " + (drift >> 20) + " MiB");
        }
        trial.finish(
                mutants,
                String.format(
                        "%d could be opened; resident memory %s, drift %d MiB; heap %d MiB",
                        opened,
                        Files.exists(STATUS) ? (residentBytes() >> 20) + " MiB" : "not measured here",
                        drift >> 20,
                        Runtime.getRuntime().maxMemory() >> 20));
    }

    private static int attempt(byte[] mutant, Trial trial) {
        trial.tried();
        long start = System.nanoTime();
        int opened = 0;
        try {
            opened = ArrowAttempts.readAll(mutant).isEmpty() ? 0 : 1;
        } catch (RuntimeException | Error e) {
            trial.bad(e + " from " + Base64.getEncoder().encodeToString(mutant));
        }
        if (ArrowTables.allocatedBytes() != 0) {
            trial.bad(ArrowTables.allocatedBytes() + " bytes stay after "
                    + Base64.getEncoder().encodeToString(mutant));
        }
        if (System.nanoTime() - start > LIMIT) {
            trial.bad("over 10 s for " + Base64.getEncoder().encodeToString(mutant));
        }
        return opened;
    }

    /** What the process occupies, in bytes; 0 where the system does not tell. */
    private static long residentBytes() throws IOException {
        if (!Files.exists(STATUS)) {
            return 0;
        }
        return Files.readAllLines(STATUS).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) << 10)
                .findFirst()
                .orElse(0);
    }
}
