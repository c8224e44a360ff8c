/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.natsbridge.camel.test.nats.NatsExtension;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.time.Duration;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.opentelemetry2.OpenTelemetryTracer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One trace spans a message's way through two applications. */
class TracingIT {

    private static final String PASSWORD = "planted";

    @RegisterExtension
    static final NatsExtension NATS = NatsExtension.create();

    @RegisterExtension
    final Contexts camel = new Contexts();

    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final SdkTracerProvider provider = SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(spans))
            .build();

    @AfterEach
    void close() {
        provider.close();
    }

    private CamelContext start(Contexts.Routes routes) {
        CamelContext context = camel.create();
        context.getRegistry().bind("tracer", Tracer.class, provider.get("camel"));
        context.getRegistry()
                .bind(
                        "propagators",
                        ContextPropagators.class,
                        ContextPropagators.create(W3CTraceContextPropagator.getInstance()));
        OpenTelemetryTracer tracer = new OpenTelemetryTracer();
        tracer.init(context);
        return camel.start(context, routes);
    }

    private SpanData span(String name, String operation) {
        return spans.getFinishedSpanItems().stream()
                .filter(span -> span.getName().equals(name))
                .filter(span -> operation.equals(text(span, "op")))
                .findFirst()
                .orElseThrow(() -> new AssertionError(
                        "no span " + name + " " + operation + " in " + spans.getFinishedSpanItems()));
    }

    private static String text(SpanData span, String name) {
        return span.getAttributes().get(AttributeKey.stringKey(name));
    }

    private void awaitSpans(int count) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(spans.getFinishedSpanItems()).hasSizeGreaterThanOrEqualTo(count));
    }

    @Test
    void theReceiversSpanIsAChildOfTheSenders() {
        String[] login = {"username=somebody", "password=" + PASSWORD};
        start(routes -> routes.from(Uri.of(NATS, "traced.a", login)).to("log:received?level=DEBUG"));
        CamelContext sender = start(routes -> routes.from("direct:in").toD(Uri.of(NATS, "traced.${header.to}", login)));
        Contexts.sent(sender, "direct:in", "hello", "to", "a");
        awaitSpans(4);
        SpanData sent = span("traced.a", "EVENT_SENT");
        SpanData received = span("traced.a", "EVENT_RECEIVED");
        assertThat(received.getTraceId()).isEqualTo(sent.getTraceId());
        assertThat(received.getParentSpanId()).isEqualTo(sent.getSpanId());
        assertThat(text(received, "messaging.system")).isEqualTo("nats");
        assertThat(text(received, "messaging.destination.name")).isEqualTo("traced.a");
        assertThat(text(received, "messaging.message.id")).hasSize(36);
        assertThat(text(received, "messaging.message.conversation_id")).hasSize(36);
        assertThat(text(received, "natsbridge.payload.type")).isEqualTo("text");
        assertThat(text(received, "natsbridge.payload.transport")).isEqualTo("direct");
        assertThat(spans.getFinishedSpanItems())
                .allSatisfy(span -> assertThat(span.getAttributes().toString()).doesNotContain(PASSWORD));
    }

    @Test
    void aRequestAndItsAnswerAreOneTrace() {
        start(routes -> routes.from(Uri.of(NATS, "asked")).setBody(routes.constant("answer")));
        CamelContext requester = start(routes -> routes.from("direct:ask").to(Uri.of(NATS, "asked")));
        assertThat(Contexts.template(requester).requestBody("direct:ask", "question", String.class))
                .isEqualTo("answer");
        awaitSpans(4);
        List<String> traces = spans.getFinishedSpanItems().stream()
                .map(SpanData::getTraceId)
                .distinct()
                .toList();
        assertThat(traces).hasSize(1);
    }
}
