/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.reliability;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nats.client.JetStream;
import io.nats.client.api.PublishAck;
import io.natsbridge.camel.reliability.Event.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** As many malformed messages as good ones, for a route that does some work for each good one. */
@Tag("reliability")
class PoisonIT {

    private static final int COUNT = 10_000;
    private static final int PLAIN_COUNT = 1000;
    private static final int PER_SECOND = 50_000;
    private static final int LONG_ROUNDS = 20;
    private static final int LEAST_PERCENT = 80;
    private static final int OPEN_AT_ONCE = 1000;
    private static final Duration WORK = Duration.ofMillis(2);
    private static final String RATE = "rate of the good in % of clean runs before and after";
    private static final ObjectMapper STRICT =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final Row ROW = Row.of(
            "poison-flood",
            "good messages lost, or poison not dead-lettered exactly once, among as much poison (route of 2 ms, 4 at once)",
            LONG_ROUNDS);

    @Test
    void theGoodComeThroughAtTheirRate() throws Exception {
        Tally tally = ROW.measure(PoisonIT::round);
        assertThat(tally.bad()).as(tally.describe()).isZero();
        assertThat(tally.percentile(RATE, 1)).as(RATE).isGreaterThanOrEqualTo(LEAST_PERCENT);
    }

    @Test
    void theSameFloodOnCamelNatsIsCounted() throws Exception {
        Tally tally = ROW.onCamelNats().measure(PoisonIT::plainRound);
        assertThat(tally.tried()).isPositive();
    }

    /** The same messages for a route that opens them itself, and that has Camel's own error handler. */
    private static void plainRound(long seed, Tally tally) throws Exception {
        try (Broker broker = Broker.start(seed, "");
                Wire wire = Wire.to(broker.directUrl())) {
            String url = broker.directUrl();
            Streams.make(url, "clean", "clean");
            Streams.make(url, "flood", "flood");
            Ledger ledger = new Ledger();
            send(url, ledger, seed, PLAIN_COUNT);
            LongAdder failures = new LongAdder();
            mix(wire.nats().jetStream(), Streams.messages(url, "clean"), new SplittableRandom(seed));
            try (DefaultCamelContext context = Plain.start("flood", url, exchange -> {
                failures.increment();
                byte[] body = opened(exchange.getMessage().getBody(byte[].class));
                Pause.of(WORK);
                ledger.delivered(Letters.idOf(body), Letters.digest(body));
                failures.decrement();
            })) {
                await().atMost(Duration.ofMinutes(2)).until(() -> Plain.isNothingLeft(wire, "flood"));
                assertThat(context.isStarted()).isTrue();
            }
            Verdict verdict = new Checker(Duration.ofSeconds(30)).check(ledger.history(), Kind.DELIVERED);
            tally.tried(PLAIN_COUNT);
            tally.bad(verdict.count(Anomaly.LOST) + verdict.count(Anomaly.CORRUPTED), verdict.toString());
            tally.bad(failures.sum(), "acknowledged though the route failed, without a dead letter: " + failures);
            tally.count("good messages lost", verdict.count(Anomaly.LOST));
        }
    }

    /** What a route does to an envelope that its component does not open. */
    private static byte[] opened(byte[] envelope) throws IOException {
        JsonNode payload = STRICT.readTree(envelope).path("payloads").path(0);
        boolean good = payload.path("payload_type").asText().equals("binary")
                && payload.path("encoding").asText().equals("base64");
        if (!good) {
            throw new IOException("no envelope with a binary payload");
        }
        return payload.path("data").binaryValue();
    }

    private static void send(String url, Ledger sent, long seed, int count) throws Exception {
        String uri = "natsbridge:clean?jetstreamEnabled=true&servers=" + url;
        try (Sender sender = new BridgeSender(uri, "r" + seed, id -> "clean")) {
            new Load(sender, sent, new Letters(seed, 100, 600), Set.of(Kind.ERROR, Kind.UNKNOWN))
                    .run(count, PER_SECOND);
        }
    }

    private static void round(long seed, Tally tally) throws Exception {
        try (Broker broker = Broker.start(seed, "");
                Wire wire = Wire.to(broker.directUrl())) {
            String url = broker.directUrl();
            Streams.make(url, "clean", "clean");
            Streams.make(url, "flood", "flood");
            Streams.make(url, "dead", "dead");
            Ledger sent = new Ledger();
            String options = "?jetstreamEnabled=true&servers=" + url;
            send(url, sent, seed, COUNT);
            mix(wire.nats().jetStream(), Streams.messages(url, "clean"), new SplittableRandom(seed));
            String consumer = options + "&concurrentConsumers=4&deadLetterSubject=dead&durableName=";
            Duration before = consume("natsbridge:clean" + consumer + "before", sent, tally);
            Duration flooded = consume("natsbridge:flood" + consumer + "worker", sent, tally);
            Duration clean = before.plus(consume("natsbridge:clean" + consumer + "after", sent, tally))
                    .dividedBy(2);
            await().atMost(Duration.ofSeconds(60)).until(() -> Streams.size(url, "dead") >= COUNT);
            long dead = Streams.size(url, "dead");
            tally.tried(COUNT);
            tally.bad(Math.abs(dead - COUNT), dead + " dead letters for " + COUNT);
            tally.count("poison", COUNT);
            tally.sample(RATE, 100 * clean.toMillis() / flooded.toMillis());
            tally.sample("good messages a second in clean runs", 1000L * COUNT / clean.toMillis());
        }
    }

    /** Puts the good messages into the second stream, each with one that is malformed before or after it. */
    private static void mix(JetStream stream, List<byte[]> good, SplittableRandom random) throws Exception {
        List<CompletableFuture<PublishAck>> open = new ArrayList<>();
        for (byte[] envelope : good) {
            byte[] poison = poison(envelope, random);
            boolean first = random.nextBoolean();
            open.add(stream.publishAsync("flood", first ? poison : envelope));
            open.add(stream.publishAsync("flood", first ? envelope : poison));
            if (open.size() > OPEN_AT_ONCE) {
                awaitAll(open);
            }
        }
        awaitAll(open);
    }

    private static void awaitAll(List<CompletableFuture<PublishAck>> open) throws Exception {
        for (CompletableFuture<PublishAck> one : open) {
            one.get(30, TimeUnit.SECONDS);
        }
        open.clear();
    }

    private static byte[] poison(byte[] envelope, SplittableRandom random) {
        String text = new String(envelope, UTF_8);
        String bad =
                switch (random.nextInt(6)) {
                    case 0 -> "";
                    case 1 -> "not an envelope";
                    case 2 -> text.substring(0, random.nextInt(1, text.length()));
                    case 3 -> text.replace("\"base64\"", "\"base65\"");
                    case 4 -> text.replace("\"binary\"", "\"poison\"");
                    default -> text + text;
                };
        return bad.getBytes(UTF_8);
    }

    /** Runs a route until it has had all the good messages, from its first one on. */
    private static Duration consume(String uri, Ledger sent, Tally tally) throws Exception {
        Ledger ledger = new Ledger();
        try (DefaultCamelContext context =
                Camel.start(routes -> routes.from(uri).process(exchange -> {
                    byte[] body = exchange.getMessage().getBody(byte[].class);
                    Pause.of(WORK);
                    ledger.delivered(Letters.idOf(body), Letters.digest(body));
                }))) {
            await().pollInterval(Duration.ofMillis(50))
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> ledger.count(Kind.DELIVERED) >= COUNT);
            assertThat(context.isStarted()).isTrue();
        }
        List<Event> deliveries = ledger.history();
        List<Event> history = sent.history();
        history.addAll(deliveries);
        Verdict verdict = new Checker(Duration.ofSeconds(30)).check(history, Kind.DELIVERED);
        tally.bad(verdict.count(Anomaly.LOST) + verdict.count(Anomaly.CORRUPTED), uri + ": " + verdict);
        return Duration.ofNanos(
                deliveries.get(COUNT - 1).nanos() - deliveries.get(0).nanos());
    }
}
