/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.natsbridge.camel.bridge.FetchMode;
import io.natsbridge.camel.bridge.MemoryStore;
import io.natsbridge.camel.envelope.Payload;
import io.natsbridge.camel.envelope.PayloadType;
import jakarta.activation.DataHandler;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.attachment.AttachmentMessage;
import org.apache.camel.attachment.DefaultAttachment;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Attachments as payloads and payloads as attachments, in routes. */
class AttachmentsTest {

    private final CamelContext context = new DefaultCamelContext();
    private final MemoryStore store = new MemoryStore();
    private final SmartSend send = new SmartSend();
    private final SmartReceive receive = new SmartReceive();
    private ProducerTemplate template;

    @BeforeEach
    void start() {
        send.setSubject("s");
        send.setFileserverUrl(MemoryStore.URL);
        send.setFileserverUploadHandler(store);
        send.setSizeThreshold(1000L);
        receive.setFileserverUrl(MemoryStore.URL);
        receive.setFileserverDownloadHandler(store);
        receive.setBodyMode(BodyMode.ATTACHMENTS);
        template = context.createProducerTemplate();
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    private Exchange through(Processor fill, Processor... steps) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                var route = from("direct:in").process(fill);
                for (Processor step : steps) {
                    route.process(step);
                }
            }
        });
        Exchange exchange = template.send("direct:in", sent -> {});
        assertThat(exchange.getException()).isNull();
        return exchange;
    }

    private static Processor body(Object body) {
        return exchange -> exchange.getMessage().setBody(body);
    }

    private static DataHandler bytes(String text, String type) {
        return new DataHandler(text, type) {
            @Override
            public InputStream getInputStream() {
                return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
            }
        };
    }

    private static Map<String, String> attachments(Message message) throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Map.Entry<String, DataHandler> entry : message.getExchange()
                .getMessage(AttachmentMessage.class)
                .getAttachments()
                .entrySet()) {
            byte[] read = entry.getValue().getInputStream().readAllBytes();
            texts.put(
                    entry.getKey() + " " + entry.getValue().getContentType(), new String(read, StandardCharsets.UTF_8));
        }
        return texts;
    }

    private static List<Payload> payloads() {
        return List.of(
                Payload.of("first", "body", PayloadType.TEXT),
                Payload.of("größe", "text", PayloadType.TEXT),
                Payload.of("d", Map.of("a", 1), PayloadType.DICTIONARY),
                Payload.of("d", "x".repeat(2000).getBytes(StandardCharsets.UTF_8), PayloadType.BINARY),
                Payload.of("", List.of(Map.of("n", 1L)), PayloadType.JSONTABLE));
    }

    @Test
    void thoseThatARouteAddsAreFurtherPayloads() throws Exception {
        List<Payload> got = new ArrayList<>();
        receive.setBodyMode(BodyMode.LIST);
        through(
                exchange -> {
                    exchange.getMessage().setBody("hello");
                    AttachmentMessage message = exchange.getMessage(AttachmentMessage.class);
                    message.addAttachment("a.png", bytes("png", "image/png"));
                    message.addAttachment("b", bytes("any", "application/x-any"));
                },
                send,
                receive,
                exchange -> exchange.getMessage().getBody(List.class).forEach(payload -> got.add((Payload) payload)));
        assertThat(got)
                .extracting(Payload::dataname, Payload::type, payload -> payload.as(String.class))
                .containsExactly(
                        tuple("payload", PayloadType.TEXT, "hello"),
                        tuple("a.png", PayloadType.IMAGE, "png"),
                        tuple("b", PayloadType.BINARY, "any"));
        assertThat(got.get(1).metadata()).containsEntry("content_type", "image/png");
    }

    @Test
    void thoseThatWereSentAreNoLongerOnTheMessage() throws Exception {
        Exchange exchange = through(
                sent -> sent.getMessage(AttachmentMessage.class).addAttachment("a", bytes("x", "text/plain")), send);
        assertThat(exchange.getMessage(AttachmentMessage.class).hasAttachments())
                .isFalse();
    }

    @Test
    void thePayloadsBehindTheFirstAreThoseOfTheMessage() throws Exception {
        List<Object> got = new ArrayList<>();
        through(body(payloads()), send, receive, exchange -> {
            got.add(exchange.getMessage().getBody());
            got.add(attachments(exchange.getMessage()));
        });
        Map<String, String> expected = new LinkedHashMap<>();
        expected.put("größe text/plain; charset=UTF-8", "text");
        expected.put("d application/json", "{\"a\":1}");
        expected.put("d (2) application/octet-stream", "x".repeat(2000));
        expected.put(" application/json", "[{\"n\":1}]");
        assertThat(got).containsExactly("body", expected);
    }

    @Test
    void sentOnTheyAreThePayloadsThatTheyWere() throws Exception {
        List<Object> got = new ArrayList<>();
        SmartReceive last = new SmartReceive();
        last.setFileserverUrl(MemoryStore.URL);
        last.setFileserverDownloadHandler(store);
        through(body(payloads()), send, receive, send, last, exchange -> exchange.getMessage()
                .getBody(List.class)
                .forEach(payload -> got.add(((Payload) payload).dataname() + " " + ((Payload) payload).type() + " "
                        + ((Payload) payload).as(String.class))));
        assertThat(got)
                .containsExactly(
                        "payload TEXT body",
                        "größe TEXT text",
                        "d DICTIONARY {\"a\":1}",
                        "d BINARY " + "x".repeat(2000),
                        " JSONTABLE [{\"n\":1}]");
    }

    @Test
    void oneThatIsFetchedLazilyIsSoWhenItIsRead() throws Exception {
        receive.setFetch(FetchMode.LAZY);
        List<Object> got = new ArrayList<>();
        through(body(payloads()), send, receive, exchange -> {
            long before = store.calls.stream()
                    .filter(call -> call.startsWith("download"))
                    .count();
            got.add(before);
            got.add(attachments(exchange.getMessage()).get("d (2) application/octet-stream"));
        });
        assertThat(got).containsExactly(0L, "x".repeat(2000));
    }

    @Test
    void oneAloneIsABodyOfItsOwnType() throws Exception {
        for (Object body : List.of(bytes("png", "image/png"), new DefaultAttachment(bytes("png", "image/png")))) {
            Exchange exchange = Exchanges.with(context, body);
            send.setCamelContext(context);
            send.start();
            send.process(exchange);
            receive.setCamelContext(context);
            receive.start();
            receive.process(exchange);
            assertThat(exchange.getMessage().getBody(String.class)).isEqualTo("png");
            assertThat(exchange.getMessage().getHeader(NatsBridgeConstants.PAYLOAD_TYPE))
                    .isEqualTo("image");
            assertThat(exchange.getMessage().getHeader(NatsBridgeConstants.CONTENT_TYPE))
                    .isEqualTo("image/png");
        }
    }
}
