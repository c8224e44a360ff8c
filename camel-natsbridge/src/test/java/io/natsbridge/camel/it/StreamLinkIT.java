/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.natsbridge.camel.NatsBridgeConstants;
import io.natsbridge.camel.NatsBridgeManualAck;
import io.natsbridge.camel.test.nats.NatsExtension;
import io.natsbridge.camel.test.nats.NatsOptions;
import io.natsbridge.camel.test.plik.EmbeddedPlikOptions;
import io.natsbridge.camel.test.plik.PlikExtension;
import io.natsbridge.camel.test.plik.PlikOperation;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Files of large payloads whose messages go through a stream: fetched for each delivery, deleted once the acknowledgement is certain. */
class StreamLinkIT {

    private static final byte[] LARGE = Samples.bytes(20_000);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @RegisterExtension
    static final NatsExtension NATS =
            NatsExtension.create(NatsOptions.defaults().controllable(true).jetStream(true));

    final Contexts camel = new Contexts();

    @RegisterExtension
    final Streams streams = new Streams(NATS, camel);

    @RegisterExtension
    final PlikExtension plik = PlikExtension.embedded(EmbeddedPlikOptions.defaults());

    @RegisterExtension
    final SpoolDirectory spool = new SpoolDirectory();

    private final Inbox in = new Inbox();

    @Test
    void everyDeliveryFetchesTheFileAnewAndLeavesNothingOnDisk() {
        List<Integer> spooled = new CopyOnWriteArrayList<>();
        CamelContext context = camel.start(routes -> routes.from(uri("nakDelay=1"))
                .process(exchange -> spooled.add(spool.files().size()))
                .process(in)
                .choice()
                .when(exchange -> in.count() < 3)
                .throwException(new IllegalStateException("not yet")));
        Contexts.sent(context, uri(), LARGE);
        streams.awaitSettled(1);
        assertThat(in.all()).hasSize(3).allSatisfy(arrival -> assertThat(arrival.bytes())
                .isEqualTo(LARGE));
        assertThat(spooled).containsExactly(1, 1, 1);
        assertThat(plik.embedded().faults().requests(PlikOperation.DOWNLOAD)).isEqualTo(3);
    }

    @Test
    void aFileIsDeletedOnlyOnceTheAcknowledgementIsConfirmed() throws Exception {
        BlockingQueue<Boolean> frozen = new LinkedBlockingQueue<>();
        CamelContext context = camel.start(routes -> routes.from(uri("deleteAfterAck=true", "ackWait=1s"))
                .process(in)
                .process(exchange -> {
                    if (in.count() == 1) {
                        NATS.pause();
                        frozen.add(true);
                    }
                }));
        Contexts.sent(context, uri(), LARGE);
        assertThat(frozen.poll(20, TimeUnit.SECONDS)).isTrue();
        await().during(Duration.ofMillis(500))
                .until(() -> context.getInflightRepository().size() == 0
                        && plik.embedded().fileCount() == 1);
        NATS.kill();
        NATS.startAgain();
        assertThat(in.await(2))
                .allSatisfy(arrival -> assertThat(arrival.bytes()).isEqualTo(LARGE));
        await().atMost(PATIENCE).until(() -> plik.embedded().fileCount() == 0);
        streams.awaitSettled(1);
    }

    @Test
    void aFileStaysAsLongAsItsMessageMayComeAgain() {
        CamelContext context = camel.start(routes -> routes.from(
                        uri("deleteAfterAck=true", "nakDelay=1", "maxDeliver=2", "deadLetterSubject=" + Streams.DEAD))
                .process(in)
                .throwException(new IllegalStateException("broken route")));
        Contexts.sent(context, uri(), LARGE);
        streams.awaitDeadLetter();
        streams.awaitSettled(1);
        assertThat(in.count()).isEqualTo(2);
        assertThat(plik.embedded().fileCount()).isOne();
    }

    @Test
    void aFileIsDeletedWhenTheRouteAcknowledgesAfterItsExchange() throws Exception {
        BlockingQueue<NatsBridgeManualAck> acks = new LinkedBlockingQueue<>();
        CamelContext context = camel.start(routes -> routes.from(uri("deleteAfterAck=true", "manualAck=true"))
                .process(exchange -> acks.add(
                        exchange.getMessage().getHeader(NatsBridgeConstants.MANUAL_ACK, NatsBridgeManualAck.class))));
        Contexts.sent(context, uri(), LARGE);
        NatsBridgeManualAck ack = acks.poll(20, TimeUnit.SECONDS);
        await().during(Duration.ofMillis(300))
                .until(() -> context.getInflightRepository().size() == 0
                        && plik.embedded().fileCount() == 1);
        ack.ack();
        await().atMost(PATIENCE).until(() -> plik.embedded().fileCount() == 0);
    }

    @Test
    void aFileStaysUntilTheRouteThatAcknowledgedFirstHasReadIt() {
        CamelContext context =
                camel.start(routes -> routes.from(uri("deleteAfterAck=true", "manualAck=true", "fetch=lazy"))
                        .process(exchange -> exchange.getMessage()
                                .getHeader(NatsBridgeConstants.MANUAL_ACK, NatsBridgeManualAck.class)
                                .ack())
                        .convertBodyTo(byte[].class)
                        .process(in));
        Contexts.sent(context, uri(), LARGE);
        assertThat(in.first().bytes()).isEqualTo(LARGE);
        await().atMost(PATIENCE).until(() -> plik.embedded().fileCount() == 0);
    }

    private String uri(String... options) {
        return streams.uri(options) + "&sizeThreshold=10000&fileserverUrl=" + plik.url() + "&" + spool.options();
    }
}
