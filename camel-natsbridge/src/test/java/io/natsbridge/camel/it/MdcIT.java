/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.natsbridge.camel.NatsBridgeConstants;
import io.natsbridge.camel.test.nats.NatsExtension;
import io.natsbridge.camel.test.plik.EmbeddedPlikOptions;
import io.natsbridge.camel.test.plik.PlikExtension;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.AsyncProducer;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.mdc.MDCService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.MDC;

/** The correlation id in log lines (MDC): it follows a message from thread to thread, and stays behind in none. */
class MdcIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String KEY = "correlationId";

    @RegisterExtension
    static final NatsExtension NATS = NatsExtension.create();

    @RegisterExtension
    final PlikExtension plik = PlikExtension.embedded(EmbeddedPlikOptions.defaults());

    @RegisterExtension
    final Contexts camel = new Contexts();

    private final List<String> seen = new CopyOnWriteArrayList<>();

    @AfterEach
    void clear() {
        MDC.remove(KEY);
    }

    private void look(Exchange exchange) {
        seen.add(exchange.getMessage().getBody(String.class).length() + " " + MDC.get(KEY));
    }

    private void awaitSeen(String... lines) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(seen).containsExactly(lines));
    }

    private String uri(String subject, String... options) {
        return Uri.of(NATS, subject, options);
    }

    private static void sendWithId(CamelContext context, String uri, String id) {
        Contexts.sent(context, uri, "text", NatsBridgeConstants.CORRELATION_ID, id);
    }

    @Test
    void eachMessageOfARouteHasItsOwnId() {
        CamelContext context = camel.start(routes -> routes.from(uri("own")).process(this::look));
        sendWithId(context, uri("own"), "c1");
        sendWithId(context, uri("own"), "c2");
        awaitSeen("4 c1", "4 c2");
        assertThat(MDC.get(KEY)).isNull();
    }

    @Test
    void aMessageThatCannotBeReadHasNone() throws Exception {
        CamelContext context = camel.start(routes -> {
            routes.onException(Exception.class).handled(true).process(this::look);
            routes.from(uri("bad", "bridgeErrorHandler=true")).process(this::look);
        });
        sendWithId(context, uri("bad"), "c1");
        try (Wire wire = Wire.to(NATS.url())) {
            wire.publish("bad", null, null, "none".getBytes(UTF_8));
        }
        awaitSeen("4 c1", "4 null");
    }

    @Test
    void theIdIsThereAfterASendARequestAndAnUpload() {
        CamelContext context = camel.start(routes -> {
            routes.from(uri("through", "exchangePattern=InOnly"))
                    .to(uri("elsewhere"))
                    .process(this::look)
                    .to(ExchangePattern.InOut, uri("asked"))
                    .process(this::look)
                    .setBody(exchange -> new byte[2000])
                    .to(uri("elsewhere", "sizeThreshold=1000", "fileserverUrl=" + plik.url()))
                    .process(this::look);
            routes.from(uri("asked")).process(this::look).setBody(routes.constant("answer"));
        });
        sendWithId(context, uri("through"), "c1");
        awaitSeen("4 c1", "4 c1", "6 c1", "2000 c1");
    }

    @Test
    void theThreadsOfTheComponentTakeAnIdOverAndLeaveItAgain() throws Exception {
        CamelContext context = camel.start();
        AsyncProducer producer = context.getEndpoint(uri("async")).createAsyncProducer();
        producer.start();
        for (String id : new String[] {"c1", null, "c2", null}) {
            int before = seen.size();
            if (id != null) {
                MDC.put(KEY, id);
            }
            Exchange exchange = producer.getEndpoint().createExchange();
            exchange.getMessage().setBody("text");
            producer.process(exchange, doneSync -> look(exchange));
            MDC.remove(KEY);
            await().atMost(PATIENCE).until(() -> seen.size() == before + 1);
        }
        producer.stop();
        assertThat(seen).hasSize(4).allSatisfy(line -> assertThat(line).matches("\\d+ (c1|c2|null)"));
        assertThat(seen.stream().map(line -> line.substring(line.indexOf(' ') + 1)))
                .containsExactly("c1", "null", "c2", "null");
    }

    @Test
    void camelsMdcLoggingTakesTheIdToOtherThreads() {
        CamelContext context = camel.create();
        context.setUseMDCLogging(true);
        context.setMDCLoggingKeysPattern(KEY);
        camel.start(context, routes -> routes.from(uri("pattern")).threads(2).process(this::look));
        sendWithId(context, uri("pattern"), "c1");
        awaitSeen("4 c1");
    }

    @Test
    void camelMdcTakesTheHeaderToOtherThreads() {
        CamelContext context = camel.create();
        MDCService mdc = new MDCService();
        mdc.setCustomHeaders(NatsBridgeConstants.CORRELATION_ID);
        mdc.init(context);
        camel.start(context, routes -> routes.from(uri("service"))
                .threads(2)
                .process(exchange -> seen.add(MDC.get(NatsBridgeConstants.CORRELATION_ID))));
        sendWithId(context, uri("service"), "c1");
        awaitSeen("c1");
    }
}
