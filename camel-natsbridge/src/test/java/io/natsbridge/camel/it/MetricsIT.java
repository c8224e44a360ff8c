/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.search.RequiredSearch;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.natsbridge.camel.BridgeProcessor;
import io.natsbridge.camel.SmartReceive;
import io.natsbridge.camel.SmartSend;
import io.natsbridge.camel.envelope.Payload;
import io.natsbridge.camel.envelope.PayloadType;
import io.natsbridge.camel.test.nats.NatsExtension;
import io.natsbridge.camel.test.nats.NatsOptions;
import io.natsbridge.camel.test.plik.EmbeddedPlikOptions;
import io.natsbridge.camel.test.plik.Fault;
import io.natsbridge.camel.test.plik.PlikExtension;
import io.natsbridge.camel.test.plik.PlikOperation;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the meters say after messages went one way or another, or did not. */
class MetricsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int LARGE = 20_000;

    @RegisterExtension
    static final NatsExtension NATS =
            NatsExtension.create(NatsOptions.defaults().controllable(true).jetStream(true));

    @RegisterExtension
    final PlikExtension plik = PlikExtension.embedded(EmbeddedPlikOptions.defaults());

    @RegisterExtension
    final Contexts camel = new Contexts();

    @RegisterExtension
    final Streams streams = new Streams(NATS, camel);

    private final Inbox in = new Inbox();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @AfterEach
    void close() {
        meters.close();
    }

    private CamelContext start(Contexts.Routes routes) {
        CamelContext context = camel.create();
        context.getRegistry().bind("meters", MeterRegistry.class, meters);
        return camel.start(context, routes);
    }

    @Test
    void aMessageCountsOnBothSides() {
        CamelContext context = start(routes -> routes.from(uri("core")).process(in));
        Contexts.sent(context, uri("core"), "hello");
        in.first();
        for (String direction : new String[] {"sent", "received"}) {
            assertThat(count("messages", "direction", direction)).isEqualTo(1);
            assertThat(count("payloads", "direction", direction, "type", "text", "transport", "direct"))
                    .isEqualTo(1);
            assertThat(count("payload.bytes", "direction", direction, "type", "text", "transport", "direct"))
                    .isEqualTo(5);
        }
        assertThat(times("encode", "type", "text")).isEqualTo(1);
        assertThat(times("decode", "type", "text")).isEqualTo(1);
        assertThat(times("publish")).isEqualTo(1);
    }

    @Test
    void aMessageThatNobodyConfirmsCountsToo() {
        CamelContext context = start(routes -> routes.from(uri("quick")).process(in));
        Contexts.sent(context, uri("quick", "publishConfirm=false"), "hello");
        in.first();
        assertThat(count("messages", "direction", "sent")).isEqualTo(1);
    }

    @Test
    void aLinkIsTimedAndItsRepeatedTriesAreCounted() {
        CamelContext context = start(routes -> routes.from(uri("link")).process(in));
        plik.faults().next(PlikOperation.CREATE, Fault.status(503));
        plik.faults().next(PlikOperation.DOWNLOAD, 2, Fault.status(503));
        Contexts.sent(context, uri("link"), new byte[LARGE]);
        in.first();
        assertThat(times("upload", "type", "binary")).isEqualTo(1);
        assertThat(times("download", "type", "binary")).isEqualTo(1);
        assertThat(count("retries", "operation", "upload")).isEqualTo(1);
        assertThat(count("retries", "operation", "download")).isEqualTo(2);
        assertThat(count("payload.bytes", "direction", "received", "type", "binary", "transport", "link"))
                .isEqualTo(LARGE);
    }

    @Test
    void aLinkThatIsNeverFetchedIsNoDownload() {
        CamelContext context =
                start(routes -> routes.from(uri("lazy", "fetch=lazy")).process(exchange -> in.process(exchange)));
        Contexts.sent(context, uri("lazy"), new byte[LARGE]);
        in.first();
        assertThat(count("messages", "direction", "received")).isEqualTo(1);
        assertThat(times("download", "type", "binary")).isZero();
    }

    @Test
    void spooledBytesShowWhileAnExchangeHoldsThem() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        CamelContext context = start(routes ->
                routes.from(uri("spool", "spoolThreshold=1000")).process(in).process(exchange -> goOn.await()));
        double before = search("spool.bytes").gauge().value();
        Contexts.sent(context, uri("spool"), new byte[LARGE]);
        in.first();
        assertThat(search("spool.bytes").gauge().value() - before).isEqualTo(LARGE);
        goOn.countDown();
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(search("spool.bytes").gauge().value()).isEqualTo(before));
    }

    @Test
    void refusalsCountByCode() throws Exception {
        CamelContext context = start(routes -> routes.from(uri("refused")).process(in));
        assertThat(Contexts.send(context, uri("refused"), Payload.of("p", new Object(), PayloadType.IMAGE))
                        .getException())
                .hasMessageStartingWith("NB-103");
        try (Wire wire = Wire.to(NATS.url())) {
            wire.publish("refused", null, null, "no envelope".getBytes(UTF_8));
        }
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(count("refusals", "direction", "received", "code", "NB-101"))
                        .isEqualTo(1));
        assertThat(count("refusals", "direction", "sent", "code", "NB-103")).isEqualTo(1);
        assertThat(count("messages", "direction", "sent")).isZero();
        assertThat(count("messages", "direction", "received")).isZero();
    }

    @Test
    void aRequestCountsAsAMessageEachWay() {
        CamelContext context = start(routes -> routes.from(uri("asked")).setBody(routes.constant("answer")));
        assertThat(Contexts.template(context).requestBody(uri("asked"), "question", String.class))
                .isEqualTo("answer");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(count("messages", "direction", "sent"))
                .isEqualTo(2));
        assertThat(count("messages", "direction", "received")).isEqualTo(2);
        assertThat(times("request")).isEqualTo(1);
    }

    @Test
    void aRequestThatNobodyTakesIsARefusal() {
        CamelContext context = start(routes -> {});
        assertThat(Contexts.template(context)
                        .request(
                                uri("nobody"), exchange -> exchange.getMessage().setBody("question"))
                        .getException())
                .hasMessageStartingWith("NB-110");
        assertThat(count("refusals", "direction", "sent", "code", "NB-110")).isEqualTo(1);
    }

    @Test
    void whatASlowRouteMissesIsCounted() {
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicInteger handled = new AtomicInteger();
        CamelContext context = start(routes -> routes.from(uri("slow", "maxInFlight=5"))
                .process(exchange -> goOn.await())
                .process(exchange -> handled.incrementAndGet()));
        for (int i = 0; i < 30; i++) {
            Contexts.sent(context, uri("slow"), "m" + i);
        }
        await().atMost(PATIENCE).until(() -> count("drops") >= 24);
        goOn.countDown();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(handled.get() + count("drops")).isEqualTo(30));
    }

    @Test
    void redeliveriesAndDeadLettersOfAStreamAreCounted() {
        CamelContext context = start(
                routes -> routes.from(streams.uri("maxDeliver=3", "nakDelay=10", "deadLetterSubject=" + Streams.DEAD))
                        .process(exchange -> {
                            throw new IllegalStateException("planted");
                        }));
        Contexts.sent(context, streams.uri(), "never");
        streams.awaitDeadLetter();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(count("dead.letters")).isEqualTo(1));
        assertThat(count("redeliveries")).isEqualTo(2);
        assertThat(count("messages", "direction", "received")).isEqualTo(3);
        assertThat(times("publish")).isEqualTo(1);
    }

    @Test
    void aBreakOfTheConnectionIsCounted() {
        CamelContext context = start(routes -> {});
        Contexts.sent(context, uri("break"), "before");
        NATS.kill();
        try {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(count("connection.breaks")).isEqualTo(1));
        } finally {
            NATS.startAgain();
        }
    }

    @Test
    void processorsCountAsEndpointsDo() {
        CamelContext context = start(routes -> routes.from("direct:through")
                .process(processor(routes.getContext(), new SmartSend()))
                .process(processor(routes.getContext(), new SmartReceive()))
                .process(in));
        Contexts.sent(context, "direct:through", "hello");
        assertThat(count("messages", "direction", "sent")).isEqualTo(1);
        assertThat(count("messages", "direction", "received")).isEqualTo(1);
    }

    private static <T extends BridgeProcessor> T processor(CamelContext context, T processor) {
        processor.setCamelContext(context);
        return processor;
    }

    private String uri(String subject, String... options) {
        String[] all = new String[options.length + 2];
        all[0] = "fileserverUrl=" + plik.url();
        all[1] = "sizeThreshold=10000";
        System.arraycopy(options, 0, all, 2, options.length);
        return Uri.of(NATS, subject, all);
    }

    private double count(String name, String... tags) {
        return search(name).tags(tags).counter().count();
    }

    private long times(String name, String... tags) {
        return search(name).tags(tags).timer().count();
    }

    private RequiredSearch search(String name) {
        return meters.get("camel.natsbridge." + name);
    }
}
