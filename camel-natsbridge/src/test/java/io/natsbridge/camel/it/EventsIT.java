/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.natsbridge.camel.NatsBridgeComponent;
import io.natsbridge.camel.NatsBridgeEndpoint;
import io.natsbridge.camel.NatsBridgeEvent;
import io.natsbridge.camel.NatsBridgeEvent.Kind;
import io.natsbridge.camel.test.nats.NatsExtension;
import io.natsbridge.camel.test.nats.NatsOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.ExchangeCompletedEvent;
import org.apache.camel.spi.CamelEvent.ExchangeSentEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What Camel's event notifiers are told. */
class EventsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @RegisterExtension
    static final NatsExtension NATS =
            NatsExtension.create(NatsOptions.defaults().controllable(true).jetStream(true));

    @RegisterExtension
    final Contexts camel = new Contexts();

    @RegisterExtension
    final Streams streams = new Streams(NATS, camel);

    private final List<CamelEvent> events = new CopyOnWriteArrayList<>();

    private CamelContext start(Contexts.Routes routes) {
        CamelContext context = camel.create();
        context.getManagementStrategy().addEventNotifier(new EventNotifierSupport() {
            @Override
            public void notify(CamelEvent event) {
                events.add(event);
            }
        });
        return camel.start(context, routes);
    }

    private List<NatsBridgeEvent> own(Kind kind) {
        return all(NatsBridgeEvent.class).stream()
                .filter(event -> event.kind() == kind)
                .toList();
    }

    private <T extends CamelEvent> List<T> all(Class<T> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private NatsBridgeEvent awaitOne(Kind kind) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(own(kind)).hasSize(1));
        return own(kind).get(0);
    }

    @Test
    void camelsOwnEventsTellOfEachMessage() {
        CamelContext context = start(routes -> routes.from(Uri.of(NATS, "told")).to("log:told?level=DEBUG"));
        Contexts.sent(context, Uri.of(NATS, "told"), "hello");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(all(ExchangeCompletedEvent.class))
                .anySatisfy(event ->
                        assertThat(event.getExchange().getFromEndpoint()).isInstanceOf(NatsBridgeEndpoint.class)));
        assertThat(all(ExchangeSentEvent.class))
                .anySatisfy(event -> assertThat(event.getEndpoint()).isInstanceOf(NatsBridgeEndpoint.class));
        assertThat(all(NatsBridgeEvent.class)).isEmpty();
    }

    @Test
    void aSlowRouteIsToldOfOnceInAWhile() {
        CountDownLatch goOn = new CountDownLatch(1);
        CamelContext context = start(
                routes -> routes.from(Uri.of(NATS, "slow", "maxInFlight=2")).process(exchange -> goOn.await()));
        for (int i = 0; i < 20; i++) {
            Contexts.sent(context, Uri.of(NATS, "slow"), "m" + i);
        }
        NatsBridgeEvent event = awaitOne(Kind.MESSAGES_DROPPED);
        goOn.countDown();
        assertThat(event.getSource()).isInstanceOf(NatsBridgeEndpoint.class);
        assertThat(event.text()).contains("'slow'").containsPattern("\\d+ messages were dropped");
        assertThat(event.getType()).isEqualTo(CamelEvent.Type.Custom);
        assertThat(event.getTimestamp()).isLessThanOrEqualTo(Clock.systemUTC().millis());
    }

    @Test
    void aDeadLetterIsToldOf() {
        CamelContext context =
                start(routes -> routes.from(streams.uri("maxDeliver=1", "deadLetterSubject=" + Streams.DEAD))
                        .process(exchange -> {
                            throw new IllegalStateException("planted secret");
                        }));
        Contexts.sent(context, streams.uri(), "never");
        assertThat(awaitOne(Kind.DEAD_LETTER))
                .hasToString("DEAD_LETTER: Message 1 of stream jobs is given up: java.lang.IllegalStateException,"
                        + " the route failed with java.lang.IllegalStateException");
    }

    @Test
    void aLostConnectionIsToldOfAndItsReturnToo() {
        CamelContext context = start(routes -> {});
        Contexts.sent(context, Uri.of(NATS, "break"), "before");
        NATS.kill();
        try {
            assertThat(awaitOne(Kind.CONNECTION_LOST).getSource()).isInstanceOf(NatsBridgeComponent.class);
        } finally {
            NATS.startAgain();
        }
        awaitOne(Kind.CONNECTION_RESTORED);
        camel.stop();
        assertThat(own(Kind.CONNECTION_LOST)).hasSize(1);
    }

    @Test
    void aNotifierThatFailsHarmsNobody() {
        CamelContext context = camel.create();
        CountDownLatch told = new CountDownLatch(1);
        context.getManagementStrategy().addEventNotifier(new EventNotifierSupport() {
            @Override
            public void notify(CamelEvent event) {
                if (event instanceof NatsBridgeEvent) {
                    told.countDown();
                    throw new IllegalStateException("planted");
                }
            }
        });
        camel.start(context, routes -> routes.from(streams.uri("maxDeliver=1", "deadLetterSubject=" + Streams.DEAD))
                .process(exchange -> {
                    throw new IllegalStateException("planted");
                }));
        Contexts.sent(context, streams.uri(), "never");
        await().atMost(PATIENCE).until(() -> told.getCount() == 0);
        streams.awaitDeadLetter();
        Contexts.sent(context, streams.uri(), "once more");
        await().atMost(PATIENCE).until(() -> streams.messages(Streams.DEAD_STREAM) == 2);
    }
}
