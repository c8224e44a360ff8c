/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.examples;

import static io.natsbridge.camel.examples.Console.since;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.api.AckPolicy;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.ConsumerInfo;
import io.nats.client.api.StreamConfiguration;
import io.natsbridge.camel.test.nats.NatsCluster;
import io.natsbridge.camel.test.plik.EmbeddedPlik;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.camel.impl.DefaultCamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures how fast messages go into a stream of a cluster of three, and from it to one, two and four consumer processes that share a durable, and prints a table. Brokers,
 * file servers, sender and consumers are all on this machine and share its processors.
 */
public final class Throughput implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Throughput.class);
    private static final String STREAM = "load";
    private static final String SUBJECT = "load.in";
    private static final int POLL_MILLIS = 20;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private final Console console;
    private final NatsCluster cluster = NatsCluster.start();
    private final List<EmbeddedPlik> files = List.of(EmbeddedPlik.start(), EmbeddedPlik.start());
    private final List<WorkerProcess> workers = new ArrayList<>();
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final Connection nats;
    private final JetStreamManagement management;

    /**
     * What is sent and consumed.
     *
     * @param bytes of each message's payload
     * @param replicas of the stream
     * @param workMillis that the consuming route takes for a message beside reading it
     */
    record Load(String name, int messages, int bytes, int replicas, long workMillis) {

        int window() {
            return bytes < 100_000 ? 256 : 16;
        }
    }

    /**
     * What is measured.
     *
     * @param warmUp sent and consumed by the most processes before the rest
     * @param processes how many consume each load, one after the other
     */
    record Plan(Load warmUp, List<Load> loads, List<Integer> processes) {

        static final Plan WHOLE = new Plan(
                new Load("warm-up", 4_000, 1_000, 1, 0),
                List.of(
                        new Load("1 KB, one replica", 30_000, 1_000, 1, 0),
                        new Load("1 KB, three replicas", 30_000, 1_000, 3, 0),
                        new Load("1 KB, three replicas, a route of 10 ms", 1_000, 1_000, 3, 10),
                        new Load("1 MB by link, three replicas", 200, 1_000_000, 3, 0)),
                List.of(1, 2, 4));

        /** Enough to see that it works. */
        static final Plan BRIEF = new Plan(
                new Load("warm-up", 20, 1_000, 1, 0),
                List.of(new Load("1 MB by link, three replicas", 4, 1_000_000, 3, 5)),
                List.of(1, 2));

        int most() {
            return processes.get(processes.size() - 1);
        }
    }

    private Throughput(Console console) throws IOException, InterruptedException {
        this.console = console;
        this.nats = Nats.connect(Options.builder().server(servers()).build());
        this.management = nats.jetStreamManagement();
    }

    /**
     * Measures.
     *
     * @param arguments none
     */
    public static void main(String... arguments) {
        int status = 0;
        try {
            run(System.out, Plan.WHOLE);
        } catch (Exception e) {
            LOG.error("The measurement failed", e);
            status = 1;
        }
        System.exit(status);
    }

    /**
     * Measures.
     *
     * @param out where the table goes
     * @param plan what is measured
     */
    static void run(PrintStream out, Plan plan) throws Exception {
        try (Console console = new Console(out);
                Throughput throughput = new Throughput(console)) {
            throughput.start(plan.most());
            throughput.measure(plan.warmUp(), List.of(plan.most()));
            throughput.heading();
            for (Load load : plan.loads()) {
                throughput.measure(load, plan.processes());
            }
        }
    }

    private void start(int processes) {
        context.start();
        IntStream.range(0, processes).forEach(i -> workers.add(WorkerProcess.start()));
        workers.forEach(WorkerProcess::awaitReady);
    }

    private void heading() {
        console.line("%d processors, Java %s", Runtime.getRuntime().availableProcessors(), Runtime.version());
        console.line("| messages | what | messages/s | MB/s |");
        console.line("| --- | --- | ---: | ---: |");
    }

    private void measure(Load load, List<Integer> processes) throws Exception {
        management.addStream(StreamConfiguration.builder()
                .name(STREAM)
                .subjects(SUBJECT)
                .replicas(load.replicas())
                .build());
        long begin = System.nanoTime();
        new Flood(context, uri(), load.window()).send(new byte[load.bytes()], load.messages());
        tell(load, "sent by one process", since(begin));
        for (int count : processes) {
            tell(load, "consumed by " + count + (count == 1 ? " process" : " processes"), consume(load, count));
        }
        management.deleteStream(STREAM);
    }

    private Duration consume(Load load, int count) throws Exception {
        String durable = "by-" + count;
        management.addOrUpdateConsumer(
                STREAM,
                ConsumerConfiguration.builder()
                        .durable(durable)
                        .filterSubject(SUBJECT)
                        .ackPolicy(AckPolicy.Explicit)
                        .maxAckPending(4096)
                        .build());
        List<WorkerProcess> at = workers.subList(0, count);
        at.forEach(worker -> worker.consume(uri() + "&durableName=" + durable, load.workMillis()));
        await(durable, info -> info.getDelivered().getConsumerSequence() > 0);
        long begin = System.nanoTime();
        await(durable, info -> info.getNumPending() == 0 && info.getNumAckPending() == 0);
        Duration time = since(begin);
        at.forEach(WorkerProcess::awaitReady);
        at.forEach(WorkerProcess::rest);
        at.forEach(WorkerProcess::awaitReady);
        return time;
    }

    private interface Condition {
        boolean holds(ConsumerInfo info);
    }

    private void await(String durable, Condition condition) throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        long begin = System.nanoTime();
        while (!condition.holds(info(durable))) {
            if (never.await(POLL_MILLIS, TimeUnit.MILLISECONDS) || since(begin).compareTo(PATIENCE) > 0) {
                throw new IllegalStateException("The consumers are not done after " + PATIENCE);
            }
        }
    }

    private ConsumerInfo info(String durable) throws IOException, JetStreamApiException {
        return management.getConsumerInfo(STREAM, durable);
    }

    private void tell(Load load, String what, Duration time) {
        double seconds = time.toNanos() / 1e9;
        console.line(
                "| %s | %s | %,.0f | %.1f |",
                load.name(), what, load.messages() / seconds, load.messages() / seconds * load.bytes() / 1e6);
    }

    private String uri() {
        return "natsbridge:" + SUBJECT + "?jetstreamEnabled=true&servers=" + servers() + "&fileserverUrl="
                + String.join(",", files.stream().map(EmbeddedPlik::url).toList());
    }

    private String servers() {
        return String.join(",", cluster.urls());
    }

    @Override
    public void close() throws IOException {
        workers.forEach(WorkerProcess::close);
        context.close();
        try {
            nats.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        files.forEach(EmbeddedPlik::close);
        cluster.close();
    }
}
