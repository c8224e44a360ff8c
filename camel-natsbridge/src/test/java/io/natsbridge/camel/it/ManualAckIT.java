/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.nats.client.api.MessageInfo;
import io.natsbridge.camel.NatsBridgeConstants;
import io.natsbridge.camel.NatsBridgeManualAck;
import io.natsbridge.camel.error.NatsBridgeException.PublishException;
import io.natsbridge.camel.test.nats.NatsExtension;
import io.natsbridge.camel.test.nats.NatsOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Routes that decide themselves what becomes of a message of a stream. */
class ManualAckIT {

    @RegisterExtension
    static final NatsExtension NATS =
            NatsExtension.create(NatsOptions.defaults().controllable(true).jetStream(true));

    final Contexts camel = new Contexts();

    @RegisterExtension
    final Streams streams = new Streams(NATS, camel);

    private final BlockingQueue<NatsBridgeManualAck> acks = new LinkedBlockingQueue<>();
    private final List<Long> deliveries = new CopyOnWriteArrayList<>();
    private final List<Long> times = new CopyOnWriteArrayList<>();

    /** What a route does with a message. */
    private interface Decision {
        void of(NatsBridgeManualAck ack, long delivery) throws Exception;
    }

    @Test
    void anAcknowledgementIsConfirmedBeforeTheRouteGoesOnAndTheMessageDoesNotComeAgain() throws Exception {
        BlockingQueue<Long> pending = new LinkedBlockingQueue<>();
        send(
                route(
                        (ack, delivery) -> {
                            ack.ack();
                            pending.add(streams.consumer().getNumAckPending());
                        },
                        "ackWait=200"),
                "text");
        assertThat(pending.poll(10, TimeUnit.SECONDS)).isZero();
        await().during(Duration.ofMillis(400)).until(() -> deliveries.size() == 1);
    }

    @Test
    void aMessageGivenBackComesAgainAtOnce() throws Exception {
        send(route(onlyFirst(NatsBridgeManualAck::nak), "nakDelay=60000"), "text");
        streams.awaitSettled(1);
        assertThat(deliveries).containsExactly(1L, 2L);
    }

    @Test
    void aMessageGivenBackWithADelayComesAgainAfterIt() throws Exception {
        send(route(onlyFirst(ack -> ack.nakWithDelay(Duration.ofMillis(700)))), "text");
        streams.awaitSettled(1);
        assertThat(deliveries).containsExactly(1L, 2L);
        assertThat(TimeUnit.NANOSECONDS.toMillis(times.get(1) - times.get(0))).isGreaterThanOrEqualTo(650);
    }

    @Test
    void aMessageThatIsGivenBackTooOftenBecomesADeadLetter() throws Exception {
        send(route((ack, delivery) -> ack.nak(), "maxDeliver=3", "deadLetterSubject=" + Streams.DEAD), "text");
        MessageInfo letter = streams.awaitDeadLetter();
        assertThat(letter.getHeaders().getFirst("NatsBridge-Dead-Letter-Reason"))
                .isEqualTo("max-deliveries");
        streams.awaitSettled(1);
        assertThat(deliveries).containsExactly(1L, 2L, 3L);
    }

    @Test
    void aMessageThatTheRouteEndsBecomesADeadLetterWithItsReason() throws Exception {
        Exchange sent = send(
                route((ack, delivery) -> ack.term("no such customer"), "deadLetterSubject=" + Streams.DEAD), "text");
        MessageInfo letter = streams.awaitDeadLetter();
        assertThat(new String(letter.getData(), UTF_8))
                .isEqualTo(sent.getMessage().getHeader(NatsBridgeConstants.ENVELOPE, String.class));
        assertThat(letter.getHeaders().getFirst("NatsBridge-Dead-Letter-Reason"))
                .isEqualTo("terminated");
        assertThat(letter.getHeaders().getFirst("NatsBridge-Dead-Letter-Text")).isEqualTo("no such customer");
        streams.awaitSettled(1);
        assertThat(deliveries).containsExactly(1L);
    }

    @Test
    void aMessageThatTheRouteEndsWithoutADeadLetterSubjectDoesNotComeAgain() throws Exception {
        send(route((ack, delivery) -> ack.term(), "ackWait=200"), "text");
        streams.awaitSettled(1);
        await().during(Duration.ofMillis(400)).until(() -> deliveries.size() == 1);
    }

    @Test
    void anUndecidedMessageComesAgainAfterAckWaitAndBecomesADeadLetterInTheEnd() throws Exception {
        send(route((ack, delivery) -> {}, "ackWait=300", "maxDeliver=2", "deadLetterSubject=" + Streams.DEAD), "text");
        MessageInfo letter = streams.awaitDeadLetter();
        assertThat(letter.getHeaders().getFirst("NatsBridge-Dead-Letter-Reason"))
                .isEqualTo("max-deliveries");
        assertThat(deliveries).containsExactly(1L, 2L);
        assertThat(TimeUnit.NANOSECONDS.toMillis(times.get(1) - times.get(0))).isGreaterThanOrEqualTo(250);
        streams.awaitSettled(1);
    }

    @Test
    void theBrokerHearsOfAnUndecidedMessageAsLongAsTheRouteRuns() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        send(
                route(
                        (ack, delivery) -> {
                            assertThat(never.await(1500, TimeUnit.MILLISECONDS)).isFalse();
                            ack.ack();
                        },
                        "ackWait=400"),
                "text");
        streams.awaitSettled(1);
        assertThat(deliveries).containsExactly(1L);
    }

    @Test
    void aMessageMayBeSettledAfterItsExchange() throws Exception {
        send(route((ack, delivery) -> acks.add(ack), "ackWait=600"), "text");
        NatsBridgeManualAck ack = acks.poll(10, TimeUnit.SECONDS);
        await().during(Duration.ofMillis(1500)).atMost(Duration.ofSeconds(5)).until(() -> {
            ack.inProgress();
            return deliveries.size() == 1;
        });
        ack.ack();
        streams.awaitSettled(1);
        assertThat(deliveries).containsExactly(1L);
    }

    @Test
    void aMessageIsSettledOnce() throws Exception {
        send(route((ack, delivery) -> acks.add(ack)), "text");
        NatsBridgeManualAck ack = acks.poll(10, TimeUnit.SECONDS);
        ack.ack();
        List<Runnable> more =
                List.of(ack::ack, ack::nak, () -> ack.nakWithDelay(Duration.ofSeconds(1)), ack::term, ack::inProgress);
        assertThat(more).allSatisfy(again -> assertThatThrownBy(again::run)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("message 1 of stream jobs")
                .hasMessageContaining("settled already"));
        streams.awaitSettled(1);
    }

    @Test
    void aNegativeDelayIsRefusedAndSettlesNothing() throws Exception {
        send(route((ack, delivery) -> acks.add(ack)), "text");
        NatsBridgeManualAck ack = acks.poll(10, TimeUnit.SECONDS);
        assertThatThrownBy(() -> ack.nakWithDelay(Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PT-0.001S");
        ack.ack();
        streams.awaitSettled(1);
    }

    @Test
    void aRouteThatFailsUndecidedGetsTheMessageAgain() throws Exception {
        send(
                route(
                        (ack, delivery) -> {
                            if (delivery == 1) {
                                throw new IllegalStateException("not yet");
                            }
                            ack.ack();
                        },
                        "nakDelay=1"),
                "text");
        streams.awaitSettled(1);
        assertThat(deliveries).containsExactly(1L, 2L);
    }

    @Test
    void aMessageThatNobodyCanReadIsADeadLetterAllTheSame() throws Exception {
        route((ack, delivery) -> ack.ack(), "deadLetterSubject=" + Streams.DEAD);
        streams.wire().connection().jetStream().publish(Streams.SUBJECT, "{broken".getBytes(UTF_8));
        assertThat(streams.awaitDeadLetter().getHeaders().getFirst("NatsBridge-Dead-Letter-Reason"))
                .startsWith("NB-");
        assertThat(deliveries).isEmpty();
    }

    @Test
    void anAcknowledgementThatIsNotConfirmedMayBeRepeated() throws Exception {
        send(route((ack, delivery) -> acks.add(ack)), "text");
        NatsBridgeManualAck ack = acks.poll(10, TimeUnit.SECONDS);
        NATS.pause();
        try {
            assertThatThrownBy(ack::ack)
                    .isInstanceOf(PublishException.class)
                    .hasMessageContaining("not confirmed")
                    .hasMessageContaining("message 1 of stream jobs");
        } finally {
            NATS.resume();
        }
        await().atMost(Duration.ofSeconds(10)).until(() -> catchThrowable(ack::ack) == null);
        streams.awaitSettled(1);
    }

    @Test
    void coreNatsKnowsNoAcknowledgement() {
        assertThatThrownBy(() -> camel.start(routes ->
                        routes.from(Uri.of(NATS, "plain", "manualAck=true")).to("mock:never")))
                .hasStackTraceContaining("manualAck")
                .hasStackTraceContaining("jetstreamEnabled=false");
    }

    private CamelContext route(Decision decision, String... options) {
        String[] all = new String[options.length + 1];
        all[0] = "manualAck=true";
        System.arraycopy(options, 0, all, 1, options.length);
        return camel.start(routes -> routes.from(streams.uri(all)).process(exchange -> {
            long delivery = exchange.getMessage().getHeader(NatsBridgeConstants.DELIVERY_COUNT, Long.class);
            times.add(System.nanoTime());
            deliveries.add(delivery);
            decision.of(
                    exchange.getMessage().getHeader(NatsBridgeConstants.MANUAL_ACK, NatsBridgeManualAck.class),
                    delivery);
        }));
    }

    /** Does something with the first delivery, and acknowledges the next. */
    private static Decision onlyFirst(Consumer<NatsBridgeManualAck> first) {
        return (ack, delivery) -> {
            if (delivery == 1) {
                first.accept(ack);
            } else {
                ack.ack();
            }
        };
    }

    private Exchange send(CamelContext context, String text) {
        return Contexts.sent(context, Uri.of(NATS, Streams.SUBJECT, "jetstreamEnabled=true"), text);
    }
}
