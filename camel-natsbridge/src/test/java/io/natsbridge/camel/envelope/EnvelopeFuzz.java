/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.envelope;

import io.natsbridge.camel.SmartReceive;
import io.natsbridge.camel.error.NatsBridgeException;
import io.natsbridge.camel.reliability.Trial;
import java.time.Duration;
import java.util.Base64;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * Reads changed envelopes: by both ways of the reader, which must come to the same, and by a route that receives them. Anything but a message or an exception of the
 * project counts as bad, and so does what takes more than a second.
 */
final class EnvelopeFuzz implements AutoCloseable {

    static final String ROW = "envelope-fuzz";
    static final String SUBJECT =
            "changed envelopes, read by both paths, the readable ones by a route too: uncaught types, errors, differences, over 1 s";

    private static final long LIMIT = Duration.ofSeconds(1).toNanos();

    /** Of the messages that cannot be read, the route gets one in so many. */
    private static final int REFUSED_ON_THE_ROUTE = 16;

    private static final int SHOWN = 2000;

    private final Trial trial;
    private final BothPaths paths = new BothPaths();
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final ProducerTemplate template = context.createProducerTemplate();
    private long read;
    private long slowest;

    private EnvelopeFuzz(Trial trial) throws Exception {
        this.trial = trial;
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("direct:in").process(new SmartReceive());
            }
        });
        context.start();
    }

    /** Runs the row in this JVM. */
    public static void main(String[] arguments) throws Exception {
        long messages = Trial.size(500_000, 20_000_000);
        Trial trial = Trial.of(ROW, SUBJECT);
        EnvelopeMutants mutants = new EnvelopeMutants(trial.random());
        try (EnvelopeFuzz fuzz = new EnvelopeFuzz(trial)) {
            for (long i = 0; i < messages; i++) {
                fuzz.attempt(mutants.next());
            }
            trial.finish(
                    messages,
                    String.format(
                            "%d could be read; slowest %d ms; heap %d MiB",
                            fuzz.read,
                            Duration.ofNanos(fuzz.slowest).toMillis(),
                            Runtime.getRuntime().maxMemory() >> 20));
        }
    }

    private void attempt(byte[] message) {
        trial.tried();
        long nanos = time(message);
        if (nanos > LIMIT) {
            nanos = Math.min(nanos, time(message));
        }
        slowest = Math.max(slowest, nanos);
        if (nanos > LIMIT) {
            trial.bad("took " + Duration.ofNanos(nanos).toMillis() + " ms twice: " + shown(message));
        }
    }

    private long time(byte[] message) {
        long start = System.nanoTime();
        try {
            boolean readable = paths.read(message).isPresent();
            read += readable ? 1 : 0;
            if (readable || trial.isNthTry(REFUSED_ON_THE_ROUTE)) {
                receive(message);
            }
        } catch (Exception | Error e) {
            trial.bad(e + " from " + shown(message));
        }
        return System.nanoTime() - start;
    }

    private void receive(byte[] message) {
        Exchange exchange = template.send("direct:in", sent -> sent.getMessage().setBody(message));
        if (exchange.getException() != null && !(exchange.getException() instanceof NatsBridgeException)) {
            trial.bad("the route got " + exchange.getException() + " from " + shown(message));
        }
    }

    private static String shown(byte[] message) {
        String text = Base64.getEncoder().encodeToString(message);
        return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    }

    @Override
    public void close() {
        context.stop();
    }
}
