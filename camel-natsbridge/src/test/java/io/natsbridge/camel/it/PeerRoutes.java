/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** Camel's side of the talk with a peer: the routes that a class of tests shares. */
final class PeerRoutes implements AutoCloseable {

    /** What is sent to a subject below this reaches {@link #next} or {@link #nextFailure}. */
    static final String INBOX = "to.camel.";
    /** Requests to here are answered with their own payloads. */
    static final String ECHO = "echo.camel";
    /** The same, the answer by link. */
    static final String ECHO_BY_LINK = "echo.by.link.camel";
    /** Requests to here are answered with {@link #LARGE_BYTES} bytes. */
    static final String LARGE = "large.camel";
    /** Requests to here are answered with rows, in the form for the platform. */
    static final String ROWS = "rows.camel";
    /** Requests to here are answered with {@link #UNSAFE_NUMBERS}, if the platform reads them. */
    static final String NUMBERS = "numbers.camel";
    /** The same, in the form that the platform reads. */
    static final String CONVERTED_NUMBERS = "converted.numbers.camel";
    /** Requests to here fail. */
    static final String FAILING = "failing.camel";
    /** What is sent to here is sent on to {@link #FORWARDED}; with {@code .lz4} or {@code .zstd} behind it, compressed so, for Python. */
    static final String FORWARD = "forward.camel";

    static final String FORWARDED = "forwarded";
    static final int LARGE_BYTES = 900_000;
    /** Numbers that not every platform reads from JSON. */
    static final Map<String, Object> UNSAFE_NUMBERS = Map.of("large", (1L << 53) + 1, "none", Double.NaN);

    private static final long PATIENCE_SECONDS = 30;
    private static final String TARGET = "target";

    private final String servers;
    private final BlockingQueue<Object> arrived = new LinkedBlockingQueue<>();
    private final CamelContext context = new DefaultCamelContext();
    private final ProducerTemplate template;

    /**
     * A message that could not be processed.
     *
     * @param cause why
     * @param raw its bytes as text; null when its envelope could be read
     */
    record Failure(Throwable cause, String raw) {}

    /**
     * @param natsUrl of the broker
     * @param fileserverUrl of the file server
     * @param platform whom messages are sent on to, and large replies are for
     */
    PeerRoutes(String natsUrl, String fileserverUrl, String platform) {
        servers = "servers=" + natsUrl + "&fileserverUrl=" + fileserverUrl;
        try {
            context.addRoutes(routes(platform));
            context.start();
        } catch (Exception e) {
            throw new IllegalStateException("Camel does not start", e);
        }
        template = context.createProducerTemplate();
    }

    private RouteBuilder routes(String platform) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(uri(INBOX + "*", "bodyMode=envelope&bridgeErrorHandler=true"))
                        .onException(Exception.class)
                        .handled(true)
                        .process(PeerRoutes.this::failed)
                        .end()
                        .process(exchange -> arrived.add(PeerArrival.of(exchange)));
                from(uri(ECHO, "bodyMode=envelope&hash=all")).log("echo ${body}");
                from(uri(ECHO_BY_LINK, "bodyMode=envelope&hash=all&sizeThreshold=0"))
                        .log("echo ${body}");
                from(uri(LARGE, "targetPlatform=" + platform)).setBody(constant(PeerSamples.bytes(LARGE_BYTES)));
                from(uri(ROWS, "targetPlatform=" + platform)).setBody(constant(List.of(Map.of("n", 1L))));
                from(uri(NUMBERS, "targetPlatform=" + platform)).setBody(constant(UNSAFE_NUMBERS));
                from(uri(CONVERTED_NUMBERS, "unsafeNumbers=convert&targetPlatform=" + platform))
                        .setBody(constant(UNSAFE_NUMBERS));
                from(uri(FAILING, "")).throwException(new IllegalStateException("a detail that stays inside"));
                from(uri(FORWARD, "")).to(uri(FORWARDED, "hash=all&targetPlatform=" + platform));
                for (String codec : List.of("lz4", "zstd")) {
                    from(uri(FORWARD + "." + codec, ""))
                            .to(uri(FORWARDED, "targetPlatform=python&arrowCompression=" + codec));
                }
                from("direct:ask").toD("${exchangeProperty." + TARGET + "}").process(exchange -> exchange.getMessage()
                        .setBody(PeerArrival.of(exchange)));
            }
        };
    }

    private void failed(Exchange exchange) {
        Throwable cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        String raw = exchange.getMessage().getBody() instanceof byte[] bytes ? new String(bytes, UTF_8) : null;
        arrived.add(new Failure(cause, raw));
    }

    private String uri(String subject, String options) {
        return "natsbridge:" + subject + "?" + servers + (options.isEmpty() ? "" : "&" + options);
    }

    /**
     * Sends a body, with the digests of all payloads.
     *
     * @param options of the endpoint, as in a URI; may be empty
     * @param headers names and values in turn
     */
    void send(String subject, Object body, String options, Object... headers) {
        Exchange exchange = trySend(subject, body, options, headers);
        if (exchange.getException() != null) {
            throw new AssertionError("Camel could not send to " + subject, exchange.getException());
        }
    }

    /** The same; hands out the exchange, which may have failed. */
    Exchange trySend(String subject, Object body, String options, Object... headers) {
        return template.send(uri(subject, "hash=all" + (options.isEmpty() ? "" : "&" + options)), exchange -> {
            exchange.getMessage().setBody(body);
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getMessage().setHeader((String) headers[i], headers[i + 1]);
            }
        });
    }

    /** Makes a request; the future fails as the request does. */
    CompletableFuture<PeerArrival> ask(String subject, Object body, String options) {
        String target = uri(subject, "bodyMode=envelope&hash=all" + (options.isEmpty() ? "" : "&" + options));
        return template.asyncSend("direct:ask", exchange -> {
                    exchange.setPattern(ExchangePattern.InOut);
                    exchange.setProperty(TARGET, target);
                    exchange.getMessage().setBody(body);
                })
                .thenCompose(exchange -> exchange.getException() == null
                        ? CompletableFuture.completedFuture(
                                exchange.getMessage().getBody(PeerArrival.class))
                        : CompletableFuture.failedFuture(exchange.getException()));
    }

    /** The next message that came to {@link #INBOX}. */
    PeerArrival next() {
        Object next = poll();
        if (next instanceof Failure failure) {
            throw new AssertionError("Camel could not read a message", failure.cause());
        }
        return (PeerArrival) next;
    }

    /** The next message that came to {@link #INBOX}, which nobody can read. */
    Failure nextFailure() {
        Object next = poll();
        if (next instanceof PeerArrival arrival) {
            throw new AssertionError("Camel read a message: " + arrival.parts());
        }
        return (Failure) next;
    }

    private Object poll() {
        try {
            Object next = arrived.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("Nothing reached Camel in " + PATIENCE_SECONDS + " s");
            }
            return next;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        template.stop();
        context.stop();
    }
}
