/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.benchmark;

import io.natsbridge.camel.envelope.Payload;
import io.natsbridge.camel.envelope.PayloadType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;

/** How the cost of messages without links grows. */
final class MessageCurves {

    /** Messages at once between a sender and a route, half of what a consumer keeps waiting. */
    private static final int UNDER_WAY = 512;

    private static final int[] SIZES = {1, 10, 100, 1_000, 10_000, 100_000, 700_000};
    private static final int[] COUNTS = {1, 2, 4, 8, 16, 32, 64};
    private static final int[] IN_FLIGHT = {1, 10, 100, 1_000, 10_000};
    private static final int[] SUBJECTS = {1, 10, 100, 1_000, 10_000};
    private static final int TO_AND_FRO = 500_000; // messages or bytes worth of work, by curve
    private static final long ROUTE_NANOS = 1_000_000;

    private MessageCurves() {}

    static Map<String, Curve.Measuring> all() {
        Map<String, Curve.Measuring> all = new LinkedHashMap<>();
        all.put("payload-size", MessageCurves::payloadSize);
        all.put("payload-count", MessageCurves::payloadCount);
        all.put("consumers", MessageCurves::consumers);
        all.put("in-flight", MessageCurves::inFlight);
        all.put("subjects", MessageCurves::subjects);
        return all;
    }

    /** Send, broker, receive: how long one message takes with payloads of growing size. */
    private static Curve payloadSize(Stage stage) throws Exception {
        List<Curve.Point> points = new ArrayList<>();
        for (int size : sizes(stage, SIZES)) {
            byte[] payload = Payloads.bytes(size);
            int count = scaled(stage, Math.max(200, TO_AND_FRO / (10 + size / 50)));
            points.add(new Curve.Point(size, microsPerMessage(stage, payload, count)));
        }
        return new Curve(
                "payload-size",
                "One message from route to route through the broker, by the size of its payload",
                "bytes",
                "µs per message",
                Map.of("binary payload", points));
    }

    private static Curve payloadCount(Stage stage) throws Exception {
        List<Curve.Point> points = new ArrayList<>();
        for (int count : sizes(stage, COUNTS)) {
            List<Payload> payloads = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                payloads.add(Payload.of("part" + i, Payloads.bytes(1_000), PayloadType.BINARY));
            }
            points.add(new Curve.Point(count, microsPerMessage(stage, payloads, scaled(stage, 40_000 / count))));
        }
        return new Curve(
                "payload-count",
                "One message from route to route, by the number of its payloads of 1 KB",
                "payloads",
                "µs per message",
                Map.of("1 KB each", points));
    }

    /** A route that waits 1 ms for something: more consumers wait at once. */
    private static Curve consumers(Stage stage) throws Exception {
        List<Curve.Point> points = new ArrayList<>();
        for (int consumers : sizes(stage, COUNTS)) {
            int count = scaled(stage, 1_000 * consumers);
            Arrivals arrivals = new Arrivals();
            String uri = "natsbridge:consumers?servers=" + stage.natsUrl();
            try (Camel camel = Camel.start(routes -> {
                routes.from(uri + "&maxInFlight=1000000&concurrentConsumers=" + consumers)
                        .process(exchange -> {
                            LockSupport.parkNanos(ROUTE_NANOS);
                            arrivals.count();
                        });
                routes.from("direct:in").to(uri + "&payloadType=binary&publishConfirm=false");
            })) {
                Camel.Entry entry = camel.entry("direct:in");
                long start = arrivals.expect(count);
                for (int i = 0; i < count; i++) {
                    entry.send(Payloads.bytes(100));
                }
                points.add(new Curve.Point(consumers, count * 1e9 / (arrivals.await() - start)));
            }
        }
        return new Curve(
                "consumers",
                "Messages a second of a route that waits a millisecond, by concurrentConsumers",
                "consumers",
                "messages/s",
                Map.of("100 bytes", points));
    }

    /** Confirmed sends that do not wait for each other. */
    private static Curve inFlight(Stage stage) throws Exception {
        List<Curve.Point> points = new ArrayList<>();
        byte[] payload = Payloads.bytes(1_000);
        try (Camel camel = Camel.start(routes -> {})) {
            Endpoint endpoint =
                    camel.context().getEndpoint("natsbridge:in-flight?payloadType=binary&servers=" + stage.natsUrl());
            AsyncProducer producer = endpoint.createAsyncProducer();
            producer.start();
            for (int width : sizes(stage, IN_FLIGHT)) {
                int count = scaled(stage, Math.min(300_000, 10_000 * width));
                sendAsync(endpoint, producer, payload, new Width(width, count / 5));
                points.add(new Curve.Point(width, sendAsync(endpoint, producer, payload, new Width(width, count))));
            }
            producer.stop();
        }
        return new Curve(
                "in-flight",
                "Confirmed messages of 1 KB a second, by how many wait for their confirmation at once",
                "in flight",
                "messages/s",
                Map.of("core NATS, confirmed", points));
    }

    private record Width(int inFlight, int count) {}

    private static double sendAsync(Endpoint endpoint, AsyncProducer producer, byte[] payload, Width width)
            throws Exception {
        Semaphore room = new Semaphore(width.inFlight());
        AtomicReference<Exception> failure = new AtomicReference<>();
        long start = System.nanoTime();
        for (int i = 0; i < width.count(); i++) {
            room.acquire();
            Exchange exchange = endpoint.createExchange();
            exchange.getMessage().setBody(payload);
            producer.process(exchange, synchronously -> {
                failure.compareAndSet(null, exchange.getException());
                room.release();
            });
        }
        room.acquire(width.inFlight());
        if (failure.get() != null) {
            throw failure.get();
        }
        return width.count() * 1e9 / (System.nanoTime() - start);
    }

    /** One route that sends to many subjects: all share one connection and one endpoint's work. */
    private static Curve subjects(Stage stage) throws Exception {
        List<Curve.Point> dynamic = new ArrayList<>();
        List<Curve.Point> header = new ArrayList<>();
        for (int subjects : sizes(stage, SUBJECTS)) {
            dynamic.add(new Curve.Point(subjects, toSubjects(stage, subjects, "${header.where}")));
            header.add(new Curve.Point(subjects, toSubjects(stage, subjects, null)));
        }
        Map<String, List<Curve.Point>> lines = new LinkedHashMap<>();
        lines.put("toD, the subject in the URI", dynamic);
        lines.put("to, the subject in a header", header);
        return new Curve(
                "subjects",
                "One message of 1 KB, not confirmed, by the number of subjects that a route sends to",
                "subjects",
                "µs per message",
                lines);
    }

    private static double toSubjects(Stage stage, int subjects, String expression) throws Exception {
        String options = "?payloadType=binary&publishConfirm=false&servers=" + stage.natsUrl();
        byte[] payload = Payloads.bytes(1_000);
        int count = scaled(stage, 40_000);
        try (Camel camel = Camel.start(routes -> {
            if (expression == null) {
                routes.from("direct:in")
                        .setHeader("CamelNatsBridgeSubject", routes.header("where"))
                        .to("natsbridge:any" + options);
            } else {
                routes.from("direct:in").toD("natsbridge:" + expression + options);
            }
        })) {
            Camel.Entry entry = camel.entry("direct:in");
            for (int i = 0; i < count / 4; i++) {
                entry.send(payload, Map.of("where", "subject." + i % subjects));
            }
            long start = System.nanoTime();
            for (int i = 0; i < count; i++) {
                entry.send(payload, Map.of("where", "subject." + i % subjects));
            }
            return (System.nanoTime() - start) / 1e3 / count;
        }
    }

    private static double microsPerMessage(Stage stage, Object body, int count) throws Exception {
        Arrivals arrivals = new Arrivals();
        String uri = "natsbridge:curve?servers=" + stage.natsUrl();
        try (Camel camel = Camel.start(routes -> {
            routes.from(uri).process(exchange -> arrivals.count());
            routes.from("direct:in").to(uri);
        })) {
            Camel.Entry entry = camel.entry("direct:in");
            arrivals.expect(count / 4 + 1);
            for (int i = 0; i < count / 4 + 1; i++) {
                arrivals.awaitRoom();
                entry.send(body);
            }
            arrivals.await();
            long start = arrivals.expect(count);
            for (int i = 0; i < count; i++) {
                arrivals.awaitRoom();
                entry.send(body);
            }
            return (arrivals.await() - start) / 1e3 / count;
        }
    }

    private static int[] sizes(Stage stage, int[] all) {
        return stage.form().isSmoke() ? new int[] {all[0], all[1]} : all;
    }

    private static int scaled(Stage stage, int count) {
        return stage.form().isSmoke() ? Math.min(count, 100) : count;
    }

    /** Counts messages that a route got. */
    private static final class Arrivals {
        private final Semaphore room = new Semaphore(UNDER_WAY);
        private volatile CountDownLatch left = new CountDownLatch(0);

        /** The time from which on the next so many count. */
        long expect(int count) {
            left = new CountDownLatch(count);
            return System.nanoTime();
        }

        /** Waits until few enough are under way that none is dropped. */
        void awaitRoom() throws InterruptedException {
            room.acquire();
        }

        void count() {
            room.release();
            left.countDown();
        }

        /** The time when the last one came. */
        long await() throws InterruptedException {
            if (!left.await(5, TimeUnit.MINUTES)) {
                throw new IllegalStateException(left.getCount() + " messages did not arrive");
            }
            return System.nanoTime();
        }
    }
}
