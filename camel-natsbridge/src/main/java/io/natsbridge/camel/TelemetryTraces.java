/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import io.natsbridge.camel.store.TransferObserver;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;
import org.apache.camel.telemetry.Span;
import org.apache.camel.telemetry.SpanLifecycleManager;
import org.apache.camel.telemetry.SpanStorageManager;
import org.apache.camel.telemetry.SpanStorageManagerExchange;
import org.apache.camel.telemetry.TagConstants;
import org.apache.camel.telemetry.Tracer;

/** Traces with camel-opentelemetry2 and the like. Loaded only where camel-telemetry is there. */
final class TelemetryTraces implements Traces {

    private static final String RECEIVE = "natsbridge receive";

    private final Tracer tracer;
    private final SpanStorageManager spans = new SpanStorageManagerExchange();
    private final NatsBridgeSpanDecorator decorator = new NatsBridgeSpanDecorator();

    private TelemetryTraces(Tracer tracer) {
        this.tracer = tracer;
    }

    static Traces in(CamelContext context) {
        Tracer tracer = context.hasService(Tracer.class);
        return tracer == null ? NoTraces.INSTANCE : new TelemetryTraces(tracer);
    }

    private boolean isTraced(Exchange exchange, String subject) {
        return tracer.getSpanLifecycleManager() != null
                && !tracer.exclude(NatsBridgeConstants.SCHEME + ":" + subject, exchange.getContext());
    }

    @Override
    public TransferObserver of(Exchange exchange, String subject, boolean namesServer) {
        return transfer -> isTraced(exchange, subject)
                ? new LinkSpan(begin(exchange, LinkSpan.name(transfer)), transfer, namesServer)
                : TransferObserver.NONE.begin(transfer);
    }

    @Override
    public void goOn(Exchange exchange) {
        Span span = LinkSpan.ofThread();
        if (span != null) {
            spans.push(exchange, span);
        }
    }

    @Override
    public TransferObserver ofReceived(Exchange exchange, String subject) {
        if (isTraced(exchange, subject)) {
            LinkSpan.Live span = begin(exchange, RECEIVE);
            span.tag(TagConstants.MESSAGE_BUS_DESTINATION, subject);
            spans.push(exchange, span.span());
            exchange.getExchangeExtension().addOnCompletion(new End(span));
        }
        return of(exchange, subject, true);
    }

    /** A span below the one that the exchange has, else below that which its headers tell. */
    private LinkSpan.Live begin(Exchange exchange, String name) {
        SpanLifecycleManager spansOfTracer = tracer.getSpanLifecycleManager();
        Span span = spansOfTracer.create(name, spans.peek(exchange), decorator.getExtractor(exchange));
        span.setComponent("camel-" + NatsBridgeConstants.SCHEME);
        spansOfTracer.activate(span);
        return new LinkSpan.Live(span, spansOfTracer);
    }

    /** Ends a span with its exchange. */
    private static final class End extends SynchronizationAdapter {
        private final LinkSpan.Live span;

        End(LinkSpan.Live span) {
            this.span = span;
        }

        @Override
        public void onFailure(Exchange exchange) {
            span.failed(exchange.getException());
        }

        @Override
        public void onComplete(Exchange exchange) {
            span.end();
        }
    }
}
