/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.KeyValue;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.api.KeyValueConfiguration;
import io.nats.client.api.KeyValueEntry;
import io.nats.client.api.StreamConfiguration;
import io.natsbridge.camel.NatsBridgeConstants;
import io.natsbridge.camel.test.nats.NatsClusterExtension;
import io.natsbridge.camel.test.nats.NatsService;
import io.natsbridge.camel.test.plik.EmbeddedPlikOptions;
import io.natsbridge.camel.test.plik.PlikExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Four consumer processes, three brokers and two file servers do the work of one, and outlive each other. */
class ScaleOutIT {

    private static final int WORKERS = 4;
    private static final int MAX_IN_FLIGHT = 8;
    private static final int WAVE = 240;
    private static final int LINK_EVERY = 6;
    private static final String STREAM = "orders";
    private static final String EFFECTS = "effects";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(10);

    @RegisterExtension
    static final NatsClusterExtension NATS = NatsClusterExtension.create();

    @RegisterExtension
    static final PlikExtension FIRST = PlikExtension.embedded(EmbeddedPlikOptions.defaults());

    @RegisterExtension
    static final PlikExtension SECOND = PlikExtension.embedded(EmbeddedPlikOptions.defaults());

    @TempDir
    static Path directory;

    private static final List<Worker> WORKING = new ArrayList<>();
    private static Connection nats;

    @RegisterExtension
    final Contexts camel = new Contexts();

    private final Map<String, String> sent = new ConcurrentHashMap<>();

    @BeforeAll
    static void start() throws Exception {
        nats = Nats.connect(
                Options.builder().server(servers()).maxReconnects(-1).build());
        StreamConfiguration stream = StreamConfiguration.builder()
                .name(STREAM)
                .subjects("orders.>")
                .replicas(3)
                .build();
        awaitMade(() -> nats.jetStreamManagement().addStream(stream));
        KeyValueConfiguration effects = KeyValueConfiguration.builder()
                .name(EFFECTS)
                .replicas(3)
                .maxHistoryPerKey(5)
                .build();
        awaitMade(() -> nats.keyValueManagement().create(effects));
        for (int i = 0; i < WORKERS; i++) {
            WORKING.add(worker("worker-" + i));
        }
        WORKING.forEach(Worker::awaitReady);
    }

    /** A leader that was just elected may not have heard of a node yet, and then finds no place for three replicas. */
    private static void awaitMade(Callable<?> making) {
        await().atMost(PATIENCE).ignoreException(JetStreamApiException.class).until(() -> making.call() != null);
    }

    @AfterAll
    static void end() throws Exception {
        WORKING.forEach(Worker::close);
        nats.close();
    }

    @Test
    void nothingIsLostOrDoubledWhenAConsumerAndTheStreamsLeaderAreKilled() throws Exception {
        CamelContext context = camel.start();
        Worker killed = WORKING.get(0);

        CompletableFuture<Void> first = CompletableFuture.runAsync(() -> send(context, "first"));
        await().atMost(PATIENCE).pollInterval(POLL).until(() -> done(killed).size() >= 10 && isAtWork(killed));
        killed.kill();
        Worker again = worker("worker-0-again");
        WORKING.set(0, again);
        List<Worker> all = Stream.concat(Stream.of(killed), WORKING.stream()).toList();
        first.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        awaitDone(all, WAVE);
        again.awaitReady();

        CompletableFuture<Void> second = CompletableFuture.runAsync(() -> send(context, "second"));
        await().atMost(PATIENCE)
                .pollInterval(POLL)
                .until(() -> ids(all, WorkerProgram.DONE).size() >= WAVE + WAVE / 4);
        NatsService leader = NATS.cluster().streamLeader(STREAM).orElseThrow();
        leader.kill();
        second.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        awaitDone(all, 2 * WAVE);
        leader.startAgain();
        NATS.cluster().awaitReady();

        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(effects()).as("what took effect").containsExactlyInAnyOrderEntriesOf(sent));
        assertThat(nats.keyValue(EFFECTS).getStatus().getEntryCount())
                .as("how often something took effect")
                .isEqualTo(2L * WAVE);
        assertThat(done(again)).as("work of the process that was started again").isNotEmpty();
        assertThat(doubled(all)).isSubsetOf(inFlightAtAKill(killed, all));
        assertThat(FIRST.embedded().fileCount() + SECOND.embedded().fileCount()).isEqualTo(2 * WAVE / LINK_EVERY);
        assertThat(FIRST.embedded().fileCount()).isEqualTo(WAVE / LINK_EVERY);
    }

    @Test
    void aQueueGroupOfProcessesSharesTheMessages() {
        CamelContext context = camel.start();
        int count = 400;
        for (int i = 0; i < count; i++) {
            Contexts.sent(context, uri("calls.in"), "call", NatsBridgeConstants.MSG_ID, "call-" + i);
        }
        await().atMost(PATIENCE).until(() -> ids(WORKING, WorkerProgram.SHARED).size() >= count);
        assertThat(entries(WORKING, WorkerProgram.SHARED))
                .extracting(Worker.Entry::id)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, count).mapToObj(i -> "call-" + i).toList());
        assertThat(WORKING).allSatisfy(worker -> assertThat(worker.entries(WorkerProgram.SHARED))
                .hasSizeGreaterThan(count / WORKERS / 4));
    }

    /** Sends a wave of messages, every sixth by link. */
    private void send(CamelContext context, String wave) {
        String uri = uri("orders.new", "jetstreamEnabled=true", "sizeThreshold=10000");
        for (int i = 0; i < WAVE; i++) {
            String id = wave + "-" + i;
            byte[] body = Samples.bytes(i % LINK_EVERY == 0 ? 20_000 + i : 100 + i);
            sent.put(id, Samples.sha256(body));
            Contexts.sent(context, uri, body, NatsBridgeConstants.MSG_ID, id);
        }
    }

    private static boolean isAtWork(Worker worker) {
        return worker.entries(WorkerProgram.BEGIN).size() > done(worker).size();
    }

    private static void awaitDone(List<Worker> workers, int count) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(ids(workers, WorkerProgram.DONE))
                .hasSize(count));
    }

    /** The messages that were done more than once. */
    private static Set<String> doubled(List<Worker> workers) {
        Set<String> once = new HashSet<>();
        return entries(workers, WorkerProgram.DONE)
                .map(Worker.Entry::id)
                .filter(id -> !once.add(id))
                .collect(toSet());
    }

    /** The last messages that the killed process had, and those whose acknowledgement the killed leader did not confirm. */
    private static Set<String> inFlightAtAKill(Worker killed, List<Worker> workers) {
        List<Worker.Entry> begun = killed.entries(WorkerProgram.BEGIN);
        Set<String> ids = begun.subList(Math.max(0, begun.size() - MAX_IN_FLIGHT), begun.size()).stream()
                .map(Worker.Entry::id)
                .collect(toSet());
        for (Worker worker : workers) {
            List<String> unconfirmed = worker.unconfirmed();
            done(worker).stream()
                    .filter(entry -> unconfirmed.contains(entry.sequence()))
                    .forEach(entry -> ids.add(entry.id()));
        }
        return ids;
    }

    private static Map<String, String> effects() throws Exception {
        Map<String, String> effects = new ConcurrentHashMap<>();
        KeyValue bucket = nats.keyValue(EFFECTS);
        for (String id : bucket.keys()) {
            KeyValueEntry entry = bucket.get(id);
            effects.put(id, new String(entry.getValue(), UTF_8));
        }
        return effects;
    }

    private static Set<String> ids(List<Worker> workers, String what) {
        return entries(workers, what).map(Worker.Entry::id).collect(toSet());
    }

    private static List<Worker.Entry> done(Worker worker) {
        return worker.entries(WorkerProgram.DONE);
    }

    private static Stream<Worker.Entry> entries(List<Worker> workers, String what) {
        return workers.stream().flatMap(worker -> worker.entries(what).stream());
    }

    private static Worker worker(String name) {
        return Worker.start(
                directory,
                name,
                List.of(
                        servers(),
                        EFFECTS,
                        uri(
                                "orders.new",
                                "jetstreamEnabled=true",
                                "durableName=workers",
                                "concurrentConsumers=2",
                                "ackWait=2s",
                                "maxInFlight=" + MAX_IN_FLIGHT),
                        uri("calls.in", "queueName=operators")));
    }

    private static String uri(String subject, String... options) {
        return Uri.of(servers(), subject, options) + "&spoolDirectory=" + directory + "&fileserverUrl=" + FIRST.url()
                + "," + SECOND.url();
    }

    private static String servers() {
        return String.join(",", NATS.cluster().urls());
    }
}
