/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One row of the table of reliability: how much was tried and what of it went wrong, noted in {@code target/reliability/<row>.json}. The property {@code
 * natsbridge.reliability=long} asks for the long form; {@code natsbridge.reliability.seed} repeats a run whose seed was printed. Thread-safe.
 */
public final class Trial {

    /** The property that chooses the form, {@code short} or {@code long}. */
    public static final String FORM = "natsbridge.reliability";

    /** The property that gives the seed. */
    public static final String SEED = "natsbridge.reliability.seed";

    /** The property that makes the long form shorter: 0.1 for a tenth of it. */
    public static final String SCALE = "natsbridge.reliability.scale";

    static final Path DIRECTORY = Path.of("target", "reliability");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_NOTED = 20;
    private static final int PARTS = 16;

    private final String row;
    private final String subject;
    private final long seed = seedOfThisRun();
    private final long start = System.nanoTime();
    private final AtomicLong tried = new AtomicLong();
    private final AtomicLong bad = new AtomicLong();
    private final List<String> noted = new CopyOnWriteArrayList<>();

    private Trial(String row, String subject) {
        this.row = row;
        this.subject = subject;
    }

    /**
     * Begins a row, and prints its seed.
     *
     * @param row its name, which becomes that of the file
     * @param subject what is tried, and what counts as bad
     */
    public static Trial of(String row, String subject) {
        Trial trial = new Trial(row, subject);
        System.out.printf("%s, %s form: -D%s=%d%n", row, form(), SEED, trial.seed);
        return trial;
    }

    /** Whether the long form was asked for. */
    public static boolean isLong() {
        return form().equals("long");
    }

    /** The number that belongs to the form asked for. */
    public static long size(long shortForm, long longForm) {
        return isLong() ? Math.max(shortForm, Math.round(longForm * scale())) : shortForm;
    }

    private static double scale() {
        return Double.parseDouble(System.getProperty(SCALE, "1"));
    }

    /** A source of numbers that repeats with the seed. */
    public Random random() {
        return new Random(seed);
    }

    /** Some of what is tried. */
    public interface Part {
        /**
         * Tries so many.
         *
         * @param random numbers that repeat with the seed
         */
        void run(long count, Random random) throws Exception;
    }

    /** Tries so many in a few parts, on as many threads as there are processors; the parts are the same on every machine. */
    public void inParts(long count, Part part) throws Exception {
        ExecutorService threads =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            List<Future<Void>> parts = new ArrayList<>();
            for (int i = 0; i < PARTS; i++) {
                long some = count * (i + 1) / PARTS - count * i / PARTS;
                Random random = new Random(seed + i);
                parts.add(threads.submit(() -> {
                    part.run(some, random);
                    return null;
                }));
            }
            for (Future<Void> one : parts) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** Counts something that was tried. */
    public void tried() {
        tried.incrementAndGet();
    }

    /** Whether the last one that was tried is one in so many. */
    public boolean isNthTry(int n) {
        return tried.get() % n == 0;
    }

    /** Counts something that went wrong, and notes the first of them. */
    public void bad(String what) {
        bad.incrementAndGet();
        if (noted.size() < MOST_NOTED) {
            noted.add(what);
        }
    }

    /**
     * Writes the row, and fails when anything went wrong or less was tried than was to be.
     *
     * @param expected how many were to be tried at least
     * @param detail what else there is to say of the run
     */
    public void finish(long expected, String detail) {
        if (tried.get() < expected) {
            bad("tried " + tried + " of " + expected);
        }
        write(detail);
        assertThat(noted).as(row + " with -D" + SEED + "=" + seed).isEmpty();
    }

    private void write(String detail) {
        ObjectNode json = JSON.createObjectNode();
        json.put("row", row).put("form", form()).put("subject", subject);
        json.put("tried", tried.get()).put("bad", bad.get());
        json.put("detail", noted.isEmpty() ? detail : detail + "; " + String.join("; ", noted));
        json.put("seconds", Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0);
        json.put("seed", seed);
        try {
            Files.createDirectories(DIRECTORY);
            Files.writeString(file(row), json.toPrettyString() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path file(String row) {
        return DIRECTORY.resolve(row + ".json");
    }

    private static String form() {
        return System.getProperty(FORM, "").equals("long") ? "long" : "short";
    }

    private static long seedOfThisRun() {
        String given = System.getProperty(SEED, "");
        return given.isEmpty() ? new SecureRandom().nextLong(Long.MAX_VALUE) : Long.parseLong(given);
    }
}
