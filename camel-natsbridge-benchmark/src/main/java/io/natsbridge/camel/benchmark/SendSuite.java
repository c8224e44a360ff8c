/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.natsbridge.camel.envelope.Payload;
import io.natsbridge.camel.envelope.PayloadType;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** Sending over core NATS without waiting for the broker, beside jnats that publishes ready bytes of the same length. */
@SuppressWarnings("try") // jnats waits for the end of a connection
final class SendSuite {

    private static final Duration FLUSH = Duration.ofSeconds(30);

    /** What jnats keeps waiting before it lets a sender wait: by default 5,000 messages, whatever their size. */
    private static final int MOST_WAITING = 5_000;

    private static final int BYTES_WAITING = 64 << 20;
    private static final Map<Integer, Double> BOUNDS = Map.of(1_000, 0.55, 10_000, 0.75, 100_000, 0.95);

    private SendSuite() {}

    static List<Scenario> scenarios() {
        List<Scenario> all = new ArrayList<>();
        for (int size : new int[] {100, 1_000, 10_000, 100_000, 700_000}) {
            Scenario scenario = Scenario.of(
                    "send-" + Payloads.name(size),
                    "send " + Payloads.name(size) + ", not confirmed",
                    Unit.MESSAGES_PER_SECOND,
                    stage -> new Bridge(stage, Payloads.bytes(size)));
            Contender.Opening jnats = stage -> new Ready(stage, size);
            all.add((BOUNDS.containsKey(size)
                            ? scenario.against("jnats", BOUNDS.get(size), jnats)
                            : scenario.beside("jnats", jnats))
                    .beside("a Camel route that publishes ready bytes by jnats", stage -> new ReadyRoute(stage, size)));
        }
        all.add(Scenario.of(
                        "send-1KB-beside-camel-nats",
                        "send 1KB, not confirmed",
                        Unit.MESSAGES_PER_SECOND,
                        stage -> new Bridge(stage, Payloads.bytes(1_000)))
                .against("camel-nats with a Jackson processor", 3, CamelNats::new));
        for (int count : new int[] {1, 8, 64}) {
            all.add(Scenario.of(
                    "send-" + count + "-payloads",
                    "send " + count + " × 1KB in one message, not confirmed",
                    Unit.MESSAGES_PER_SECOND,
                    stage -> new Bridge(stage, payloads(count))));
        }
        return all;
    }

    private static List<Payload> payloads(int count) {
        List<Payload> payloads = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            payloads.add(Payload.of("part" + i, Payloads.bytes(1_000), PayloadType.BINARY));
        }
        return payloads;
    }

    /** What a message of that payload is on the wire. */
    static byte[] envelope(Stage stage, byte[] payload) throws Exception {
        BlockingQueue<byte[]> got = new ArrayBlockingQueue<>(1);
        try (Connection nats = Nats.connect(stage.natsUrl());
                Camel camel = Camel.start(routes -> routes.from("direct:in")
                        .to("natsbridge:wire?servers=" + stage.natsUrl() + "&payloadType=binary"))) {
            nats.createDispatcher(message -> got.offer(message.getData())).subscribe("wire");
            nats.flush(FLUSH);
            camel.entry("direct:in").send(payload);
            byte[] message = got.poll(10, TimeUnit.SECONDS);
            if (message == null) {
                throw new IllegalStateException("The message did not arrive");
            }
            return message;
        }
    }

    /** A route to the component, whose messages are not confirmed. */
    static final class Bridge implements Contender {
        private final Camel camel;
        private final Camel.Entry entry;
        private final Camel.Entry flush;
        private final Object body;

        Bridge(Stage stage, Object body) throws Exception {
            this.body = body;
            String uri = "natsbridge:send?servers=" + stage.natsUrl();
            camel = Camel.start(routes -> {
                routes.from("direct:in").to(uri + "&publishConfirm=false");
                routes.from("direct:flush").to(uri);
            });
            entry = camel.entry("direct:in");
            flush = camel.entry("direct:flush");
        }

        @Override
        public double measure(Duration window) throws Exception {
            return Rate.of(window, () -> entry.send(body), () -> flush.send(body));
        }

        @Override
        public void close() {
            camel.close();
        }
    }

    /** jnats with bytes that are ready. */
    private static final class Ready implements Contender {
        private final Connection nats;
        private final byte[] message;

        Ready(Stage stage, int size) throws Exception {
            message = envelope(stage, Payloads.bytes(size));
            nats = Nats.connect(new Options.Builder()
                    .server(stage.natsUrl())
                    .maxMessagesInOutgoingQueue(Math.min(MOST_WAITING, BYTES_WAITING / message.length))
                    .build());
        }

        @Override
        public double measure(Duration window) throws Exception {
            return Rate.of(window, () -> nats.publish("send", message), () -> nats.flush(FLUSH));
        }

        @Override
        public void close() throws InterruptedException {
            nats.close();
        }
    }

    /** The least that sending from a Camel route costs. */
    private static final class ReadyRoute implements Contender {
        private final Ready ready;
        private final Camel camel;
        private final Camel.Entry entry;

        ReadyRoute(Stage stage, int size) throws Exception {
            ready = new Ready(stage, size);
            camel = Camel.start(
                    routes -> routes.from("direct:in").process(exchange -> ready.nats.publish("send", ready.message)));
            entry = camel.entry("direct:in");
        }

        @Override
        public double measure(Duration window) throws Exception {
            return Rate.of(window, () -> entry.send(ready.message), () -> ready.nats.flush(FLUSH));
        }

        @Override
        public void close() throws InterruptedException {
            camel.close();
            ready.close();
        }
    }

    /** camel-nats behind a processor that makes the same envelope by Jackson, as somebody writes it by hand. */
    private static final class CamelNats implements Contender {
        private final Connection nats;
        private final Camel camel;
        private final Camel.Entry entry;
        private final byte[] payload = Payloads.bytes(1_000);

        CamelNats(Stage stage) throws Exception {
            nats = Nats.connect(new Options.Builder().server(stage.natsUrl()).build());
            ObjectMapper mapper = new ObjectMapper();
            String sender = UUID.randomUUID().toString();
            camel = Camel.start(routes -> {
                routes.getContext().getRegistry().bind("nats", nats);
                routes.from("direct:in")
                        .process(exchange -> exchange.getMessage()
                                .setBody(mapper.writeValueAsBytes(envelope(
                                        exchange.getMessage().getBody(byte[].class), sender, stage.natsUrl()))))
                        .to("nats:send?connection=#bean:nats");
            });
            entry = camel.entry("direct:in");
        }

        private static Map<String, Object> envelope(byte[] bytes, String sender, String url) {
            Map<String, Object> payload = new LinkedHashMap<>();
            payload.put("id", UUID.randomUUID().toString());
            payload.put("dataname", "payload");
            payload.put("payload_type", "binary");
            payload.put("transport", "direct");
            payload.put("encoding", "base64");
            payload.put("size", bytes.length);
            payload.put("data", bytes);
            payload.put("metadata", Map.of("payload_bytes", bytes.length));
            Map<String, Object> envelope = new LinkedHashMap<>();
            envelope.put("correlation_id", UUID.randomUUID().toString());
            envelope.put("msg_id", UUID.randomUUID().toString());
            envelope.put(
                    "timestamp", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
            envelope.put("send_to", "send");
            envelope.put("msg_purpose", "chat");
            envelope.put("sender_name", "NATSBridge");
            envelope.put("sender_id", sender);
            envelope.put("receiver_name", "");
            envelope.put("receiver_id", "");
            envelope.put("reply_to", "");
            envelope.put("reply_to_msg_id", "");
            envelope.put("broker_url", url);
            envelope.put("metadata", Map.of());
            envelope.put("payloads", List.of(payload));
            return envelope;
        }

        @Override
        public double measure(Duration window) throws Exception {
            return Rate.of(window, () -> entry.send(payload), () -> nats.flush(FLUSH));
        }

        @Override
        public void close() throws InterruptedException {
            camel.close();
            nats.close();
        }
    }
}
