/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.natsbridge.camel.SmartReceive;
import io.natsbridge.camel.SmartSend;
import io.natsbridge.camel.envelope.Payload;
import io.natsbridge.camel.envelope.PayloadType;
import io.natsbridge.camel.test.nats.NatsExtension;
import io.natsbridge.camel.test.plik.EmbeddedPlikOptions;
import io.natsbridge.camel.test.plik.Fault;
import io.natsbridge.camel.test.plik.PlikExtension;
import io.natsbridge.camel.test.plik.PlikOperation;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.component.mock.MockEndpoint;
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
    final PlikExtension plik = PlikExtension.embedded(EmbeddedPlikOptions.defaults());

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
        return start(routes, null);
    }

    private CamelContext start(Contexts.Routes routes, String excluded) {
        CamelContext context = camel.create();
        context.getRegistry().bind("tracer", Tracer.class, provider.get("camel"));
        context.getRegistry()
                .bind(
                        "propagators",
                        ContextPropagators.class,
                        ContextPropagators.create(W3CTraceContextPropagator.getInstance()));
        OpenTelemetryTracer tracer = new OpenTelemetryTracer();
        tracer.setExcludePatterns(excluded);
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

    private SpanData one(String name) {
        List<SpanData> found = spans.getFinishedSpanItems().stream()
                .filter(span -> span.getName().equals(name))
                .toList();
        assertThat(found).as(() -> name + " in " + spans.getFinishedSpanItems()).hasSize(1);
        return found.get(0);
    }

    private void assertLink(SpanData span, SpanData parent, String type, int size) {
        assertThat(span.getTraceId()).isEqualTo(parent.getTraceId());
        assertThat(span.getParentSpanId()).isEqualTo(parent.getSpanId());
        assertThat(text(span, "server.address")).isEqualTo("127.0.0.1");
        assertThat(text(span, "server.port"))
                .isEqualTo(String.valueOf(URI.create(plik.url()).getPort()));
        assertThat(text(span, "natsbridge.payload.type")).isEqualTo(type);
        assertThat(text(span, "natsbridge.payload.size")).isEqualTo(String.valueOf(size));
        assertThat(span.getAttributes().toString()).doesNotContain("/file/");
    }

    private String linked(String subject, String... options) {
        List<String> all = new ArrayList<>(List.of("fileserverUrl=" + plik.url(), "sizeThreshold=1000"));
        all.addAll(List.of(options));
        return Uri.of(NATS, subject, all.toArray(String[]::new));
    }

    @Test
    void anUploadIsAChildOfTheSendAndADownloadOfTheReceive() {
        start(routes -> routes.from(linked("link")).to("log:received?level=DEBUG"));
        CamelContext sender = start(routes -> routes.from("direct:in").to(linked("link")));
        Contexts.sent(sender, "direct:in", new byte[2000]);
        awaitSpans(7);
        SpanData sent = span("link", "EVENT_SENT");
        SpanData received = one("natsbridge receive");
        assertLink(one("natsbridge upload"), sent, "binary", 2000);
        assertThat(received.getParentSpanId()).isEqualTo(sent.getSpanId());
        assertLink(one("natsbridge download"), received, "binary", 2000);
        assertThat(span("link", "EVENT_RECEIVED").getParentSpanId()).isEqualTo(received.getSpanId());
        assertOneTrace();
    }

    private void assertOneTrace() {
        assertThat(spans.getFinishedSpanItems().stream()
                        .map(SpanData::getTraceId)
                        .distinct())
                .hasSize(1);
    }

    @Test
    void severalLinksOfAMessageAreSpansBesideEachOther() {
        start(routes -> routes.from(linked("links", "bodyMode=list")).to("log:received?level=DEBUG"));
        CamelContext sender = start(routes -> routes.from("direct:in").to(linked("links")));
        Contexts.sent(
                sender,
                "direct:in",
                List.of(
                        Payload.of("one", new byte[2000], PayloadType.IMAGE),
                        Payload.of("two", new byte[3000], PayloadType.VIDEO)));
        awaitSpans(9);
        assertThat(parentsOf("natsbridge upload"))
                .containsOnly(span("links", "EVENT_SENT").getSpanId())
                .hasSize(2);
        assertThat(parentsOf("natsbridge download"))
                .containsOnly(one("natsbridge receive").getSpanId())
                .hasSize(2);
        assertOneTrace();
    }

    private List<String> parentsOf(String name) {
        return spans.getFinishedSpanItems().stream()
                .filter(span -> span.getName().equals(name))
                .map(SpanData::getParentSpanId)
                .toList();
    }

    @Test
    void aLinkThatTheRouteFetchesIsAChildOfTheRoutesSpan() {
        start(routes -> routes.from(linked("lazy", "fetch=lazy"))
                .process(exchange -> exchange.getMessage().getBody(byte[].class)));
        CamelContext sender = start(routes -> routes.from("direct:in").to(linked("lazy")));
        Contexts.sent(sender, "direct:in", new byte[2000]);
        awaitSpans(5);
        assertLink(one("natsbridge download"), span("lazy", "EVENT_RECEIVED"), "binary", 2000);
        assertOneTrace();
    }

    @Test
    void theLinksOfARequestAndItsAnswerAreInItsTrace() {
        start(routes -> routes.from(linked("big")).setBody(exchange -> new byte[4000]));
        CamelContext requester = start(routes -> routes.from("direct:ask").to(linked("big")));
        assertThat(Contexts.template(requester).requestBody("direct:ask", new byte[2000], byte[].class))
                .hasSize(4000);
        awaitSpans(8);
        SpanData sent = span("big", "EVENT_SENT");
        assertThat(parentsOf("natsbridge download"))
                .containsExactlyInAnyOrder(one("natsbridge receive").getSpanId(), sent.getSpanId());
        assertThat(parentsOf("natsbridge upload")).hasSize(2).contains(sent.getSpanId());
        assertOneTrace();
    }

    @Test
    void aClaimCheckRouteIsPartOfTheTrace() {
        CamelContext sender = start(routes -> {
            routes.from("direct:store").setBody(routes.constant("http://127.0.0.1/stored"));
            routes.from("direct:in").to(linked("checked", "claimCheckUri=direct:store"));
        });
        Contexts.sent(sender, "direct:in", new byte[2000]);
        awaitSpans(6);
        SpanData upload = one("natsbridge upload");
        assertThat(upload.getParentSpanId())
                .isEqualTo(span("checked", "EVENT_SENT").getSpanId());
        assertThat(text(upload, "server.address")).isNull();
        assertThat(span("store", "EVENT_SENT").getParentSpanId()).isEqualTo(upload.getSpanId());
        assertOneTrace();
    }

    @Test
    void aTransferThatFailsSaysWhy() {
        start(routes ->
                routes.from(linked("gone", "maxRetries=2", "baseDelay=1")).to("log:received?level=DEBUG"));
        CamelContext sender =
                start(routes -> routes.from("direct:in").to(linked("gone", "fileserverToken=" + PASSWORD)));
        plik.faults().always(PlikOperation.DOWNLOAD, Fault.status(500));
        Contexts.sent(sender, "direct:in", new byte[2000]);
        awaitSpans(5);
        SpanData download = one("natsbridge download");
        assertThat(download.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(text(download, "error.type")).isEqualTo("NB-105");
        assertThat(download.getEvents()).extracting(EventData::getName).containsExactly("retry", "exception");
        assertThat(one("natsbridge receive").getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(one("natsbridge upload").getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        assertThat(spans.getFinishedSpanItems().toString()).doesNotContain(PASSWORD);
    }

    @Test
    void whatIsNotToBeTracedHasNoSpans() {
        Contexts.Routes receiving = routes -> routes.from(linked("hidden")).to("mock:hidden");
        CamelContext receiver = start(receiving, "natsbridge:*");
        MockEndpoint mock = receiver.getEndpoint("mock:hidden", MockEndpoint.class);
        mock.expectedMessageCount(1);
        CamelContext sender = start(routes -> routes.from("direct:in").to(linked("hidden")), "natsbridge:*");
        Contexts.sent(sender, "direct:in", new byte[2000]);
        awaitMock(mock);
        assertThat(spans.getFinishedSpanItems())
                .extracting(SpanData::getName)
                .noneMatch(name -> name.startsWith("natsbridge"));
    }

    private static void awaitMock(MockEndpoint mock) {
        try {
            mock.assertIsSatisfied(20_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Test
    void processorsShowTheirTransfersToo() {
        CamelContext context = start(routes -> {
            SmartSend send = new SmartSend();
            send.setCamelContext(routes.getContext());
            send.setFileserverUrl(plik.url());
            send.setSizeThreshold(1000L);
            SmartReceive receive = new SmartReceive();
            receive.setCamelContext(routes.getContext());
            receive.setFileserverUrl(plik.url());
            routes.from("direct:through").process(send).process(receive);
        });
        Contexts.sent(context, "direct:through", new byte[2000]);
        awaitSpans(4);
        SpanData route = span("through", "EVENT_RECEIVED");
        assertLink(one("natsbridge upload"), route, "binary", 2000);
        assertLink(one("natsbridge download"), route, "binary", 2000);
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
