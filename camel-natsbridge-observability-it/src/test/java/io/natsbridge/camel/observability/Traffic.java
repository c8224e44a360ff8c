/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.observability;

import io.nats.client.Connection;
import io.nats.client.ErrorListener;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.natsbridge.camel.envelope.Payload;
import io.natsbridge.camel.envelope.PayloadType;
import io.natsbridge.camel.test.nats.NatsService;
import io.natsbridge.camel.test.plik.Fault;
import io.natsbridge.camel.test.plik.Faults;
import io.natsbridge.camel.test.plik.PlikOperation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A shop's routes, and messages of all kinds that come and go like the tide; some of them go wrong. */
final class Traffic extends RouteBuilder implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Traffic.class);
    private static final int TICK_MILLIS = 100;
    private static final double TIDE_TICKS = 300;
    private static final String STREAM = "?jetstreamEnabled=true&createStream=true";
    private static final ErrorListener QUIET = new ErrorListener() {};
    private static final ThreadFactory DAEMONS = work -> {
        Thread thread = new Thread(work, "traffic");
        thread.setDaemon(true);
        return thread;
    };

    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(4, DAEMONS);
    private final Random random = new Random(7);
    private final NatsService nats;
    private final Faults faults;
    private ProducerTemplate template;
    private Connection peer;
    private ScheduledFuture<?> ticks;
    private int tick;

    Traffic(NatsService nats, Faults faults) {
        this.nats = nats;
        this.faults = faults;
    }

    @Override
    public void configure() {
        errorHandler(noErrorHandler());
        from("natsbridge:sensors.*").routeId("sensors").process(exchange -> {});
        from("natsbridge:pictures?queueName=gallery").routeId("pictures").process(exchange -> {});
        from("natsbridge:questions").routeId("answers").setBody(constant("42"));
        from("natsbridge:payments" + STREAM
                        + "&durableName=booking&maxDeliver=3&nakDelay=200&deadLetterSubject=dead.letters")
                .routeId("payments")
                .filter(body().isEqualTo("SEK"))
                .throwException(IllegalStateException.class, "No rate is known for SEK");
        from("natsbridge:archive?spoolThreshold=1000&maxInFlight=2")
                .routeId("archive")
                .delay(1000);
        from("natsbridge:dead.letters" + STREAM + "&durableName=clerk")
                .routeId("dead-letters")
                .process(exchange -> {});
    }

    /** Begins to send, ten times a second. */
    void start() throws IOException, InterruptedException {
        template = getContext().createProducerTemplate();
        peer = Nats.connect(
                Options.builder().server(nats.url()).errorListener(QUIET).build());
        ticks = clock.scheduleAtFixedRate(this::tick, 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void tick() {
        try {
            tick++;
            double tide = 1 + Math.sin(2 * Math.PI * tick / TIDE_TICKS);
            times(3 * tide, this::measure);
            times(0.6 * (2 - tide), this::show);
            times(0.5 + tide / 2, () -> send("payments" + STREAM, "EUR"));
            times(
                    0.15 * tide,
                    () -> send("archive", new ByteArrayInputStream(new byte[20_000 + random.nextInt(200_000)])));
            clock.execute(() -> times(0.5, () -> ask("questions")));
            goWrong();
        } catch (RuntimeException e) {
            LOG.warn("A tick of the traffic failed", e);
        }
    }

    private void goWrong() {
        if (random.nextInt(25) == 0) {
            send("payments" + STREAM, "SEK");
        }
        if (random.nextInt(25) == 0) {
            peer.publish("sensors.1", "no envelope".getBytes(StandardCharsets.UTF_8));
            send("pictures", Payload.of("no picture", new Object(), PayloadType.IMAGE));
        }
        if (random.nextInt(30) == 0) {
            clock.execute(() -> ask("nobody"));
        }
        if (random.nextInt(40) == 0) {
            faults.next(PlikOperation.CREATE, Fault.status(503));
            faults.next(PlikOperation.DOWNLOAD, Fault.status(503));
        }
    }

    private void measure() {
        int sensor = random.nextInt(5);
        List<Map<String, Object>> rows = IntStream.range(0, 5 + random.nextInt(20))
                .mapToObj(row -> Map.<String, Object>of("second", row, "celsius", 20 + random.nextGaussian()))
                .toList();
        send(
                "sensors." + sensor,
                switch (sensor) {
                    case 0 -> "calibrated";
                    case 1 -> Map.of("battery", random.nextInt(100));
                    case 2 -> Payload.of("readings", rows, PayloadType.JSONTABLE);
                    default -> Payload.of("readings", rows, PayloadType.ARROWTABLE);
                });
    }

    private void show() {
        PayloadType type = List.of(PayloadType.IMAGE, PayloadType.VIDEO).get(random.nextInt(2));
        send("pictures", Payload.of("picture", new byte[20_000 + random.nextInt(60_000)], type));
    }

    /** A send that fails is one of those that are measured. */
    private void send(String uri, Object body) {
        template.send("natsbridge:" + uri, exchange -> exchange.getMessage().setBody(body));
    }

    private void ask(String subject) {
        template.request(
                "natsbridge:" + subject, exchange -> exchange.getMessage().setBody("?"));
    }

    /** Does something so often in the mean. */
    private void times(double mean, Runnable work) {
        int count = (int) (mean + random.nextDouble());
        for (int i = 0; i < count; i++) {
            work.run();
        }
    }

    @Override
    public void close() throws InterruptedException {
        if (ticks != null) {
            ticks.cancel(false);
        }
        clock.shutdown();
        if (!clock.awaitTermination(20, TimeUnit.SECONDS)) {
            LOG.warn("The traffic still goes on");
        }
        if (peer != null) {
            peer.close();
        }
    }
}
