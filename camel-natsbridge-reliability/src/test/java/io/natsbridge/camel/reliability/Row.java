/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.reliability;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.SplittableRandom;

/**
 * One row of the table of reliability. The short form is one round, the long form as many as make its figure; each round has a seed of its own. The result stands in {@code
 * target/reliability/<row>.json}.
 *
 * @param name of the row; the same for all systems
 * @param system what is measured
 * @param subject what is tried, and what counts as bad
 * @param longRounds how many rounds the long form has
 */
record Row(String name, String system, String subject, int longRounds) {

    /** The property that chooses the form, {@code short} or {@code long}. */
    static final String FORM = "natsbridge.reliability";

    /** The property that gives the seed of a run that is to be repeated. */
    static final String SEED = "natsbridge.reliability.seed";

    /** The property that makes the long form shorter: 0.1 for a tenth of its rounds. */
    static final String SCALE = "natsbridge.reliability.scale";

    static final String NATSBRIDGE = "natsbridge";
    static final String CAMEL_NATS = "camel-nats";

    private static final Path DIRECTORY = Path.of("target", "reliability");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** One round. */
    interface Round {
        void run(long seed, Tally tally) throws Exception;
    }

    static Row of(String name, String subject, int longRounds) {
        return new Row(name, NATSBRIDGE, subject, longRounds);
    }

    /** The same row for plain camel-nats, in one round only: its figures are shown, not judged. */
    Row onCamelNats() {
        return new Row(name, CAMEL_NATS, subject, 1);
    }

    static boolean isLong() {
        return System.getProperty(FORM, "").equals("long");
    }

    /** What the result says of the form: a part of the long one is not the long one. */
    private static String form() {
        String whole = scale() == 1 ? "long" : "long × " + scale();
        return isLong() ? whole : "short";
    }

    /** Runs the rounds and writes the result, good or bad. */
    Tally measure(Round round) throws Exception {
        long seed = seed();
        System.out.printf("%s of %s, %s form: -D%s=%d%n", name, system, form(), SEED, seed);
        Tally tally = new Tally();
        long start = System.nanoTime();
        SplittableRandom seeds = new SplittableRandom(seed);
        try {
            for (int left = rounds(); left > 0; left--) {
                round.run(seeds.nextLong(), tally);
            }
        } catch (Exception | AssertionError e) {
            tally.bad(1, "ended by " + e);
            throw e;
        } finally {
            write(tally, seed, Duration.ofNanos(System.nanoTime() - start));
        }
        return tally;
    }

    private int rounds() {
        return isLong() ? (int) Math.max(1, Math.round(longRounds * scale())) : 1;
    }

    /** What part of the long form was asked for. */
    static double scale() {
        return Double.parseDouble(System.getProperty(SCALE, "1"));
    }

    private static long seed() {
        String given = System.getProperty(SEED, "");
        return given.isEmpty() ? new SecureRandom().nextLong(Long.MAX_VALUE) : Long.parseLong(given);
    }

    private void write(Tally tally, long seed, Duration time) {
        ObjectNode json = JSON.createObjectNode();
        json.put("row", name).put("system", system).put("form", form()).put("subject", subject);
        json.put("tried", tally.tried()).put("bad", tally.bad()).put("detail", tally.describe());
        json.put("seconds", time.toMillis() / 1000.0).put("seed", seed);
        System.out.println(json);
        try {
            Files.createDirectories(DIRECTORY);
            Files.writeString(
                    DIRECTORY.resolve(name + (system.equals(NATSBRIDGE) ? "" : "." + system) + ".json"),
                    json.toPrettyString() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
