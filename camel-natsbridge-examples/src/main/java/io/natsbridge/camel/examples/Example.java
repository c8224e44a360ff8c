/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.examples;

import io.natsbridge.camel.test.nats.NatsOptions;
import io.natsbridge.camel.test.peer.Peer;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.camel.builder.RouteBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an example has in common with all others: it sets its stage, adds its routes, does something with them and says what it finds. An example has its routes in {@link
 * #configure()} and what is done with them in {@link #play()}. Each is run once.
 */
abstract class Example extends RouteBuilder {

    /** How long an example waits for what has to come. */
    static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final Duration STEP = Duration.ofMillis(20);
    private static final Logger LOG = LoggerFactory.getLogger(Example.class);

    private Stage stage;
    private Checks checks;

    /** What is done once the routes run. */
    abstract void play() throws Exception;

    /** What the broker has to be; a plain one where an example says nothing else. */
    NatsOptions broker() {
        return NatsOptions.defaults();
    }

    /** The peers that take part; where one of them cannot run here, the example says so and ends. */
    List<Peer> peers() {
        return List.of();
    }

    /**
     * Runs the example to its end.
     *
     * @param out where its lines go
     * @return what it found; nothing where a peer cannot run
     * @throws IllegalStateException if something that has to come does not come
     */
    final Checks run(PrintStream out) {
        try (Console console = new Console(out);
                Stage opened = Stage.set(console, broker(), peers())) {
            stage = opened;
            checks = new Checks(console);
            if (stage.isComplete()) {
                stage.play(this);
                playOn();
                checks.summary();
            }
            return checks;
        }
    }

    private void playOn() {
        try {
            play();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("The example failed", e);
        }
    }

    /** Runs an example as a program, which ends with code 0 if all was as it should be. */
    static void runAndExit(Example example) {
        int status = 1;
        try {
            status = example.run(System.out).allHold() ? 0 : 1;
        } catch (RuntimeException e) {
            LOG.error("The example failed", e);
        }
        System.exit(status);
    }

    /** The servers, the peers and the context. */
    final Stage stage() {
        return stage;
    }

    /**
     * Waits for what tells nobody when it happens.
     *
     * @throws IllegalStateException if it does not happen in time
     */
    final void awaitThat(BooleanSupplier condition, String what) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (Console.since(start).compareTo(PATIENCE) > 0) {
                throw new IllegalStateException("Not so after " + PATIENCE.toSeconds() + " s: " + what);
            }
            LockSupport.parkNanos(STEP.toNanos());
        }
    }

    /** Tells something. */
    final void say(String format, Object... values) {
        stage.console().line(format, values);
    }

    /** Tells that something is so, or is not, as the last line and the program's code do. */
    final void check(boolean holds, String format, Object... values) {
        checks.add(holds, format, values);
    }
}
