/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.converter;

import static org.assertj.core.api.Assertions.assertThat;

import io.natsbridge.camel.BodyMode;
import io.natsbridge.camel.SmartReceive;
import io.natsbridge.camel.SmartSend;
import io.natsbridge.camel.arrow.ArrowTables;
import io.natsbridge.camel.bridge.MemoryStore;
import io.natsbridge.camel.converter.Conversions.Conversion;
import io.natsbridge.camel.envelope.Payload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.ProcessorDefinition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What routes make of received payloads, by every way that a route has to convert, direct and by link. */
class ConversionRouteTest {

    private static final AtomicInteger ROUTES = new AtomicInteger();

    @TempDir
    private static Path spool;

    private static final MemoryStore STORE = new MemoryStore();
    private static CamelContext context;
    private static ProducerTemplate template;

    @BeforeAll
    static void start() {
        context = new DefaultCamelContext();
        context.start();
        template = context.createProducerTemplate();
    }

    @AfterEach
    void nothingIsLeft() throws IOException {
        assertThat(ArrowTables.allocatedBytes()).isZero();
        try (Stream<Path> files = Files.list(spool)) {
            assertThat(files).isEmpty();
        }
    }

    @AfterAll
    static void stop() {
        context.stop();
    }

    private static SmartSend send(long threshold) {
        SmartSend send = new SmartSend();
        send.setSubject("s");
        send.setFileserverUrl(MemoryStore.URL);
        send.setFileserverUploadHandler(STORE);
        send.setSizeThreshold(threshold);
        send.setSpoolDirectory(spool.toString());
        return send;
    }

    private static SmartReceive receive() {
        SmartReceive receive = new SmartReceive();
        receive.setFileserverUrl(MemoryStore.URL);
        receive.setFileserverDownloadHandler(STORE);
        receive.setSpoolDirectory(spool.toString());
        return receive;
    }

    private interface Steps {
        void addTo(ProcessorDefinition<?> route);
    }

    /** Sends a conversion's payload through a route and gives what the route's last step read of it. */
    private static void check(Conversion conversion, SmartSend send, SmartReceive receive, Steps steps)
            throws Exception {
        String from = "direct:" + ROUTES.incrementAndGet();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                steps.addTo(from(from).process(send).process(receive));
            }
        });
        Payload payload = Payload.of("p", conversion.sent(), conversion.type());
        Exchange exchange = template.send(from, sent -> sent.getMessage().setBody(payload));
        if (exchange.getException() != null) {
            throw exchange.getException();
        }
    }

    private static void convertBody(Conversion conversion, long threshold) throws Exception {
        List<Object> got = new ArrayList<>();
        check(conversion, send(threshold), receive(), route -> route.convertBodyTo(conversion.to())
                .process(exchange ->
                        got.add(conversion.read().apply(exchange.getMessage().getBody()))));
        assertThat(got).singleElement().isEqualTo(conversion.expected());
    }

    @ParameterizedTest
    @MethodSource("io.natsbridge.camel.converter.Conversions#conversions")
    void aRouteConvertsItsBody(Conversion conversion) throws Exception {
        convertBody(conversion, 1_000_000);
    }

    @ParameterizedTest
    @MethodSource("io.natsbridge.camel.converter.Conversions#conversions")
    void aRouteConvertsABodyThatCameByLink(Conversion conversion) throws Exception {
        convertBody(conversion, 0);
    }

    @ParameterizedTest
    @MethodSource("io.natsbridge.camel.converter.Conversions#conversions")
    void aBeansParameterIsConverted(Conversion conversion) throws Exception {
        Wants wants = new Wants(conversion.read());
        check(conversion, send(1_000_000), receive(), route -> route.bean(wants, Wants.methodFor(conversion.to())));
        assertThat(wants.got()).isEqualTo(conversion.expected());
    }

    @ParameterizedTest
    @MethodSource("io.natsbridge.camel.converter.Conversions#conversions")
    void theSimpleLanguageConvertsABody(Conversion conversion) throws Exception {
        List<Object> got = new ArrayList<>();
        Class<?> to = conversion.to();
        String type = to.isArray() ? to.getComponentType().getName() + "[]" : to.getName();
        check(conversion, send(1_000_000), receive(), route -> route.setBody()
                .simple("${bodyAs(" + type + ")}")
                .process(exchange ->
                        got.add(conversion.read().apply(exchange.getMessage().getBody()))));
        assertThat(got).singleElement().isEqualTo(conversion.expected());
    }

    @ParameterizedTest
    @MethodSource("io.natsbridge.camel.converter.Conversions#conversions")
    void aPayloadItselfConverts(Conversion conversion) throws Exception {
        List<Object> got = new ArrayList<>();
        SmartReceive receive = receive();
        receive.setBodyMode(BodyMode.LIST);
        check(
                conversion,
                send(1_000_000),
                receive,
                route -> route.process(exchange -> {
                    Payload payload =
                            (Payload) exchange.getMessage().getBody(List.class).get(0);
                    got.add(conversion.read().apply(payload.as(conversion.to())));
                }));
        assertThat(got).singleElement().isEqualTo(conversion.expected());
    }
}
