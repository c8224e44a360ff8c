/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.nats.client.JetStreamManagement;
import io.nats.client.api.AckPolicy;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.ConsumerInfo;
import io.nats.client.api.MessageInfo;
import io.nats.client.api.StreamConfiguration;
import io.natsbridge.camel.NatsBridgeConstants;
import io.natsbridge.camel.it.Inbox.Arrival;
import io.natsbridge.camel.test.nats.NatsExtension;
import io.natsbridge.camel.test.nats.NatsOptions;
import io.natsbridge.camel.test.nats.NatsService;
import io.natsbridge.camel.test.nats.NatsServices;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Messages that go through a stream: stored once, delivered until they are dealt with, and kept when they cannot be. */
class JetStreamIT {

    private static final String STREAM = "jobs";
    private static final String SUBJECT = "jobs.new";
    private static final String DEAD = "dead.jobs";

    @RegisterExtension
    static final NatsExtension NATS =
            NatsExtension.create(NatsOptions.defaults().controllable(true).jetStream(true));

    @RegisterExtension
    final Contexts camel = new Contexts();

    private final Inbox in = new Inbox();
    private Wire wire;

    @BeforeEach
    void makeTheStreams() throws Exception {
        wire = Wire.to(NATS.url());
        management()
                .addStream(StreamConfiguration.builder()
                        .name(STREAM)
                        .subjects("jobs.>")
                        .build());
        management()
                .addStream(StreamConfiguration.builder()
                        .name("dead")
                        .subjects("dead.>")
                        .build());
    }

    @AfterEach
    void removeTheStreams() throws Exception {
        camel.stop();
        for (String name : management().getStreamNames()) {
            management().deleteStream(name);
        }
        wire.close();
    }

    @Test
    void aMessageIsStoredDeliveredAndAcknowledged() throws Exception {
        CamelContext context = camel.start(routes -> routes.from(uri()).process(in));
        Exchange sent = Contexts.sent(context, uri(), "text");
        assertThat(sent.getMessage().getHeaders())
                .containsEntry(NatsBridgeConstants.STREAM_SEQUENCE, 1L)
                .containsEntry(NatsBridgeConstants.DUPLICATE, false);
        Arrival arrival = in.first();
        assertThat(arrival.body()).isEqualTo("text");
        assertThat(arrival.headers())
                .containsEntry(NatsBridgeConstants.DELIVERY_COUNT, 1L)
                .containsEntry(NatsBridgeConstants.STREAM_SEQUENCE, 1L);
        awaitAcknowledged(1);
    }

    @Test
    void theMessageIdIsTheOneThatTheStreamKnowsItBy() throws Exception {
        CamelContext context = camel.start();
        Contexts.sent(context, uri(), "text", NatsBridgeConstants.MSG_ID, "m-1");
        Exchange again = Contexts.sent(context, uri(), "text", NatsBridgeConstants.MSG_ID, "m-1");
        assertThat(again.getMessage().getHeaders())
                .containsEntry(NatsBridgeConstants.STREAM_SEQUENCE, 1L)
                .containsEntry(NatsBridgeConstants.DUPLICATE, true);
        assertThat(management().getStreamInfo(STREAM).getStreamState().getMsgCount())
                .isOne();
        assertThat(management().getMessage(STREAM, 1).getHeaders().getFirst("Nats-Msg-Id"))
                .isEqualTo("m-1");
    }

    @Test
    void whatWasSentBeforeTheRouteStartedArrives() {
        CamelContext context = camel.start();
        for (int i = 0; i < 10; i++) {
            Contexts.sent(context, uri(), "text " + i);
        }
        camel.start(routes -> routes.from(uri()).process(in));
        assertThat(in.await(10)).extracting(Arrival::body).containsExactlyElementsOf(texts(10));
    }

    @Test
    void aFailedRouteGetsTheMessageAgainAfterAWaitThatGrows() throws Exception {
        List<Long> times = new CopyOnWriteArrayList<>();
        CamelContext context = camel.start(routes -> routes.from(uri("nakDelay=100"))
                .process(exchange -> {
                    times.add(System.nanoTime());
                    if (times.size() < 4) {
                        throw new IllegalStateException("not yet");
                    }
                })
                .process(in));
        Contexts.sent(context, uri(), "text");
        assertThat(in.first().headers()).containsEntry(NatsBridgeConstants.DELIVERY_COUNT, 4L);
        assertThat(TimeUnit.NANOSECONDS.toMillis(times.get(1) - times.get(0))).isGreaterThanOrEqualTo(45);
        assertThat(TimeUnit.NANOSECONDS.toMillis(times.get(3) - times.get(2))).isGreaterThanOrEqualTo(190);
        awaitAcknowledged(1);
    }

    @Test
    void aFailureThatTheRouteHandlesIsNoneForTheStream() throws Exception {
        CamelContext context = camel.start(routes -> {
            routes.onException(IllegalStateException.class).handled(true).process(in);
            routes.from(uri()).throwException(new IllegalStateException("handled"));
        });
        Contexts.sent(context, uri(), "text");
        assertThat(in.first().headers()).containsEntry(NatsBridgeConstants.DELIVERY_COUNT, 1L);
        awaitAcknowledged(1);
    }

    @Test
    void aMessageThatFailsTooOftenBecomesADeadLetterOnceItIsStored() throws Exception {
        AtomicInteger deliveries = new AtomicInteger();
        CamelContext context =
                camel.start(routes -> routes.from(uri("nakDelay=1", "maxDeliver=3", "deadLetterSubject=" + DEAD))
                        .process(exchange -> deliveries.incrementAndGet())
                        .throwException(new IllegalStateException("s3cret")));
        Exchange sent = Contexts.sent(context, uri(), "text");
        MessageInfo letter = awaitDeadLetter();
        assertThat(deliveries).hasValue(3);
        assertThat(new String(letter.getData(), UTF_8))
                .isEqualTo(sent.getMessage().getHeader(NatsBridgeConstants.ENVELOPE, String.class));
        assertThat(letter.getHeaders().getFirst("NatsBridge-Dead-Letter-Reason"))
                .isEqualTo("java.lang.IllegalStateException");
        assertThat(letter.getHeaders().getFirst("NatsBridge-Dead-Letter-Text")).doesNotContain("s3cret");
        assertThat(letter.getHeaders().getFirst("NatsBridge-Dead-Letter-Subject"))
                .isEqualTo(SUBJECT);
        assertThat(letter.getHeaders().getFirst("NatsBridge-Dead-Letter-Stream"))
                .isEqualTo(STREAM);
        assertThat(letter.getHeaders().getFirst("NatsBridge-Dead-Letter-Sequence"))
                .isEqualTo("1");
        assertThat(letter.getHeaders().getFirst("NatsBridge-Dead-Letter-Deliveries"))
                .isEqualTo("3");
        awaitAcknowledged(1);
    }

    @Test
    void aMessageThatNobodyCanReadIsADeadLetterAtFirstSight() throws Exception {
        camel.start(routes -> routes.from(uri("deadLetterSubject=" + DEAD)).process(in));
        byte[] broken = "{broken".getBytes(UTF_8);
        wire.connection().jetStream().publish(SUBJECT, broken);
        MessageInfo letter = awaitDeadLetter();
        assertThat(letter.getData()).isEqualTo(broken);
        assertThat(letter.getHeaders().getFirst("NatsBridge-Dead-Letter-Reason"))
                .startsWith("NB-");
        assertThat(letter.getHeaders().getFirst("NatsBridge-Dead-Letter-Deliveries"))
                .isEqualTo("1");
        assertThat(in.count()).isZero();
        awaitAcknowledged(1);
    }

    @Test
    void goodMessagesPassBetweenBadOnes() throws Exception {
        CamelContext context = camel.start(
                routes -> routes.from(uri("deadLetterSubject=" + DEAD)).process(in));
        for (int i = 0; i < 200; i++) {
            wire.connection().jetStream().publish(SUBJECT, "bad".getBytes(UTF_8));
            Contexts.sent(context, uri(), "text " + i);
        }
        assertThat(in.await(200)).extracting(Arrival::body).containsExactlyElementsOf(texts(200));
        await().untilAsserted(() -> assertThat(
                        management().getStreamInfo("dead").getStreamState().getMsgCount())
                .isEqualTo(200));
        awaitAcknowledged(400);
    }

    @Test
    void aRouteMayTakeLongerThanTheBrokerWaits() throws Exception {
        AtomicInteger deliveries = new AtomicInteger();
        CountDownLatch never = new CountDownLatch(1);
        CamelContext context = camel.start(routes -> routes.from(uri("ackWait=1s"))
                .process(exchange -> {
                    deliveries.incrementAndGet();
                    assertThat(never.await(4, TimeUnit.SECONDS)).isFalse();
                })
                .process(in));
        Contexts.sent(context, uri(), "slow");
        in.first();
        awaitAcknowledged(1);
        assertThat(deliveries).hasValue(1);
    }

    @Test
    void noMoreIsTakenThanMayBeInFlight() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        CamelContext context = camel.start(routes -> routes.from(uri("maxInFlight=5", "concurrentConsumers=8"))
                .process(exchange -> assertThat(go.await(20, TimeUnit.SECONDS)).isTrue())
                .process(in));
        for (int i = 0; i < 20; i++) {
            Contexts.sent(context, uri(), "text " + i);
        }
        await().untilAsserted(() -> assertThat(consumer().getNumAckPending()).isEqualTo(5));
        await().during(Duration.ofMillis(500)).until(() -> consumer().getNumAckPending() == 5);
        go.countDown();
        assertThat(in.await(20)).hasSize(20);
        awaitAcknowledged(20);
    }

    @Test
    void aRouteThatIsSlowLeavesTheOtherConsumersTheirShare() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch stuck = new CountDownLatch(1);
        CamelContext slow =
                camel.start(routes -> routes.from(uri("maxInFlight=3")).process(exchange -> {
                    stuck.countDown();
                    assertThat(go.await(30, TimeUnit.SECONDS)).isTrue();
                }));
        Contexts.sent(slow, uri(), "first");
        assertThat(stuck.await(10, TimeUnit.SECONDS)).isTrue();
        for (int i = 0; i < 50; i++) {
            Contexts.sent(slow, uri(), "text " + i);
        }
        camel.start(routes -> routes.from(uri("concurrentConsumers=10")).process(in));
        assertThat(in.await(50)).hasSize(50);
        assertThat(consumer().getConsumerConfiguration().getMaxAckPending()).isEqualTo(1000);
        go.countDown();
        awaitAcknowledged(51);
    }

    @Test
    void keepsToWhatADurableConsumerAllowsAndStillGetsALargerMessage() throws Exception {
        management()
                .addOrUpdateConsumer(
                        STREAM,
                        ConsumerConfiguration.builder()
                                .durable("worker")
                                .filterSubject(SUBJECT)
                                .ackPolicy(AckPolicy.Explicit)
                                .maxBatch(2)
                                .maxBytes(2000)
                                .build());
        CamelContext context = camel.start();
        Contexts.sent(context, uri(), "small");
        Contexts.sent(context, uri(), "x".repeat(5000));
        Contexts.sent(context, uri(), "small again");
        camel.start(routes -> routes.from(uri("concurrentConsumers=4")).process(in));
        assertThat(in.await(3)).hasSize(3);
        awaitAcknowledged(3);
    }

    @Test
    void twoConsumersShareOneDurable() throws Exception {
        Set<Object> bodies = ConcurrentHashMap.newKeySet();
        CamelContext one = camel.start(routes -> routes.from(uri())
                .process(exchange -> bodies.add(exchange.getMessage().getBody())));
        camel.start(routes -> routes.from(uri())
                .process(exchange -> bodies.add(exchange.getMessage().getBody())));
        for (int i = 0; i < 200; i++) {
            Contexts.sent(one, uri(), "text " + i);
        }
        awaitAcknowledged(200);
        assertThat(new TreeSet<>(bodies)).hasSize(200);
    }

    @Test
    void requestAndReplyWorkThroughAStreamToo() {
        CamelContext context = camel.start(routes -> routes.from(uri()).setBody(routes.simple("re: ${body}")));
        assertThat(Contexts.template(context).requestBody(uri(), "question")).isEqualTo("re: question");
    }

    @Test
    void nothingIsLostWhenTheBrokerRestarts() throws Exception {
        Set<Object> bodies = ConcurrentHashMap.newKeySet();
        CamelContext context = camel.start(routes -> routes.from(uri("ackWait=2s"))
                .process(exchange -> bodies.add(exchange.getMessage().getBody())));
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            if (i % 100 == 50) {
                NATS.kill();
                NATS.startAgain();
            }
            String text = "text " + i;
            sent.add(text);
            if (Contexts.send(context, uri(), text).getException() != null) {
                await().atMost(Duration.ofSeconds(20))
                        .until(() -> Contexts.send(context, uri(), text).getException() == null);
            }
        }
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(bodies).containsAll(sent));
    }

    @Test
    void aConsumerThatSomebodyDeletedIsMadeAgain() throws Exception {
        CamelContext context = camel.start(routes -> routes.from(uri()).process(in));
        Contexts.sent(context, uri(), "before");
        in.first();
        awaitAcknowledged(1);
        management().deleteConsumer(STREAM, "worker");
        Contexts.sent(context, uri(), "after");
        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(
                        () -> assertThat(in.all()).extracting(Arrival::body).contains("before", "after"));
    }

    @Test
    void aStreamIsMadeOnlyWhenAsked() throws Exception {
        String other = "other.subject";
        Throwable failure = catchThrowable(
                () -> camel.start(routes -> routes.from("direct:in").to(Uri.of(NATS, other, "jetstreamEnabled=true"))));
        assertThat(failure).hasStackTraceContaining("no stream that takes subject 'other.subject'");
        camel.start(routes -> routes.from("direct:in")
                .to(Uri.of(NATS, other, "jetstreamEnabled=true", "createStream=true", "jetstreamName=made")));
        assertThat(management().getStreamInfo("made").getConfiguration().getSubjects())
                .containsExactly(other);
    }

    @Test
    void aBrokerWithoutJetStreamIsNamed() {
        try (NatsService plain = NatsServices.start(NatsOptions.defaults().controllable(true))) {
            Throwable failure = catchThrowable(() -> camel.start(
                    routes -> routes.from("direct:in").to(Uri.of(plain, SUBJECT, "jetstreamEnabled=true"))));
            assertThat(failure).hasStackTraceContaining("Cannot ask JetStream").hasStackTraceContaining("switched on");
        }
    }

    @Test
    void aConsumerNeedsADurableName() {
        assertThat(catchThrowable(
                        () -> camel.start(routes -> routes.from(Uri.of(NATS, SUBJECT, "jetstreamEnabled=true"))
                                .to("mock:never"))))
                .hasStackTraceContaining("durableName");
    }

    private static String uri(String... options) {
        List<String> all = new ArrayList<>(List.of("jetstreamEnabled=true", "durableName=worker"));
        all.addAll(List.of(options));
        return Uri.of(NATS, SUBJECT, all.toArray(String[]::new));
    }

    private static List<String> texts(int count) {
        return IntStream.range(0, count).mapToObj(i -> "text " + i).toList();
    }

    private JetStreamManagement management() throws Exception {
        return wire.connection().jetStreamManagement();
    }

    private ConsumerInfo consumer() throws Exception {
        return management().getConsumerInfo(STREAM, "worker");
    }

    private MessageInfo awaitDeadLetter() throws Exception {
        await().untilAsserted(() -> assertThat(
                        management().getStreamInfo("dead").getStreamState().getMsgCount())
                .isOne());
        return management().getMessage("dead", 1);
    }

    private void awaitAcknowledged(long sequence) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            assertThat(consumer().getAckFloor().getStreamSequence()).isEqualTo(sequence);
            assertThat(consumer().getNumAckPending()).isZero();
        });
    }
}
