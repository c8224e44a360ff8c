/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import io.natsbridge.camel.error.NatsBridgeException;
import io.natsbridge.camel.store.ObjectUrl;
import io.natsbridge.camel.store.TransferObserver.Progress;
import io.natsbridge.camel.store.TransferObserver.Transfer;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.telemetry.Span;
import org.apache.camel.telemetry.SpanLifecycleManager;
import org.apache.camel.telemetry.TagConstants;

/** An upload or a download as a span: type and size of the payload, the server's host, repeated tries, and what went wrong. No URL, which may hold what is secret. */
final class LinkSpan implements Progress {

    static final String SIZE = "natsbridge.payload.size";
    static final String ERROR_TYPE = "error.type";

    private static final String PORT = "server.port";

    private static final ThreadLocal<Span> OF_THREAD = new ThreadLocal<>();

    private final Live span;
    private final boolean namesServer;
    private boolean tried;

    /** @param namesServer whether the server that is asked is the one that has the bytes then */
    LinkSpan(Live span, Transfer transfer, boolean namesServer) {
        this.span = span;
        this.namesServer = namesServer;
        OF_THREAD.set(span.span());
        if (transfer.payloadType() != null) {
            span.tag(NatsBridgeSpanDecorator.PAYLOAD_TYPE, transfer.payloadType());
        }
        if (transfer.size() >= 0) {
            span.tag(SIZE, String.valueOf(transfer.size()));
        }
    }

    /** The span of what this thread transfers at the moment, or null. */
    static Span ofThread() {
        return OF_THREAD.get();
    }

    /** The name of a transfer's span. */
    static String name(Transfer transfer) {
        return NatsBridgeConstants.SCHEME + " " + transfer.kind().name().toLowerCase(Locale.ROOT);
    }

    @Override
    public void tries(String server) {
        if (tried) {
            span.event("retry");
        }
        tried = true;
        if (namesServer && ObjectUrl.isOne(server)) {
            span.tag(TagConstants.SERVER_ADDRESS, server);
        } else if (namesServer) {
            URI uri = URI.create(server);
            span.tag(TagConstants.SERVER_ADDRESS, String.valueOf(uri.getHost()));
            if (uri.getPort() >= 0) {
                span.tag(PORT, String.valueOf(uri.getPort()));
            }
        }
    }

    @Override
    public void succeeded() {
        OF_THREAD.remove();
        span.end();
    }

    @Override
    public void failed(Throwable failure) {
        OF_THREAD.remove();
        span.failed(failure);
    }

    /** A span that is not over. */
    record Live(Span span, SpanLifecycleManager spans) {

        void tag(String name, String value) {
            span.setTag(name, value);
        }

        void event(String name) {
            span.log(Map.of("event", name));
        }

        /** @param failure may be null */
        void failed(Throwable failure) {
            if (failure != null) {
                tag(
                        ERROR_TYPE,
                        failure instanceof NatsBridgeException e
                                ? e.code()
                                : failure.getClass().getName());
            }
            if (failure instanceof NatsBridgeException) {
                span.log(Map.of("event", "exception", TagConstants.EXCEPTION_MESSAGE, failure.getMessage()));
            }
            span.setError(true);
            end();
        }

        void end() {
            spans.deactivate(span);
            spans.close(span);
        }
    }
}
