/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.natsbridge.camel.bridge.MemoryStore;
import io.natsbridge.camel.envelope.Envelope;
import io.natsbridge.camel.envelope.Payload;
import io.natsbridge.camel.envelope.PayloadType;
import io.natsbridge.camel.error.NatsBridgeException.InvalidEnvelopeException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.TypeConversionException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Envelopes from their JSON and back, in routes. */
class EnvelopeConverterTest {

    private final CamelContext context = new DefaultCamelContext();
    private final MemoryStore store = new MemoryStore();
    private ProducerTemplate template;

    @BeforeEach
    void start() throws Exception {
        NatsBridgeConfiguration configuration =
                context.getComponent("natsbridge", NatsBridgeComponent.class).getConfiguration();
        configuration.setFileserverUrl(MemoryStore.URL);
        configuration.setFileserverDownloadHandler(store);
        SmartSend send = new SmartSend();
        send.setSubject("s");
        send.setFileserverUrl(MemoryStore.URL);
        send.setFileserverUploadHandler(store);
        send.setSizeThreshold(1000L);
        SmartReceive receive = new SmartReceive();
        receive.setFileserverUrl(MemoryStore.URL);
        receive.setFileserverDownloadHandler(store);
        receive.setBodyMode(BodyMode.ENVELOPE);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:send").process(send);
                from("direct:receive").process(receive);
                for (Class<?> type : List.of(byte[].class, String.class, InputStream.class)) {
                    from("direct:" + type.getSimpleName()).process(receive).convertBodyTo(type);
                }
                from("direct:read").convertBodyTo(Envelope.class).process(exchange -> {
                    Payload payload = exchange.getMessage()
                            .getBody(Envelope.class)
                            .payloads()
                            .get(0);
                    exchange.getMessage().setBody(payload.as(String.class));
                });
                from("direct:text").convertBodyTo(Envelope.class).convertBodyTo(String.class);
            }
        });
        context.start();
        template = context.createProducerTemplate();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    private byte[] envelope(Object body) {
        return template.requestBody("direct:send", body, byte[].class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"byte[]", "String", "InputStream"})
    void aReceivedEnvelopeBecomesTheJsonThatItCameIn(String type) {
        List<Payload> payloads = List.of(
                Payload.of("größe", "Grüße 😀", PayloadType.TEXT),
                Payload.of("by link", new byte[2000], PayloadType.BINARY),
                Payload.of("d", Map.of("a", List.of(1, 2.5)), PayloadType.DICTIONARY));
        byte[] json = envelope(payloads);
        assertThat(template.requestBody("direct:" + type, json, String.class))
                .isEqualTo(new String(json, StandardCharsets.UTF_8));
    }

    @Test
    void bytesTextAndStreamsBecomeAnEnvelopeWhosePayloadsConvert() {
        byte[] json = envelope(Map.of("a", 1));
        for (Object body : List.of(json, new String(json, StandardCharsets.UTF_8), new ByteArrayInputStream(json))) {
            assertThat(template.requestBody("direct:read", body)).isEqualTo("{\"a\":1}");
        }
    }

    @Test
    void aLinkIsFetchedWhenItsPayloadIsRead() {
        byte[] json = envelope("x".repeat(1500));
        store.calls.clear();
        template.requestBody("direct:text", json);
        assertThat(store.calls).isEmpty();
        assertThat(template.requestBody("direct:read", json)).isEqualTo("x".repeat(1500));
        assertThat(store.calls).containsExactly("download " + MemoryStore.URL + "/file/payload");
    }

    @Test
    void whatIsNoEnvelopeIsRefused() {
        assertThatThrownBy(() -> template.requestBody("direct:read", "{}"))
                .isInstanceOf(CamelExecutionException.class)
                .hasRootCauseInstanceOf(InvalidEnvelopeException.class);
    }

    @Test
    void anEnvelopeWhosePayloadsAreNotEncodedIsRefused() {
        Envelope envelope = Exchanges.envelope(Payload.of("a", "x", PayloadType.TEXT));
        assertThatThrownBy(() -> context.getTypeConverter().mandatoryConvertTo(byte[].class, envelope))
                .hasRootCauseInstanceOf(InvalidEnvelopeException.class)
                .hasStackTraceContaining("payloads[0]")
                .hasStackTraceContaining("SmartSend");
    }

    @Test
    void anEnvelopeIsReadWithinAnExchangeOnly() {
        assertThatThrownBy(() -> context.getTypeConverter().mandatoryConvertTo(Envelope.class, "{}"))
                .isInstanceOf(TypeConversionException.class)
                .hasRootCauseInstanceOf(IllegalArgumentException.class);
    }
}
