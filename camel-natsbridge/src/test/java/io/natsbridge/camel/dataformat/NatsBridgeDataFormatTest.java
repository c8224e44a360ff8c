/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.dataformat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.natsbridge.camel.BodyMode;
import io.natsbridge.camel.NatsBridgeConstants;
import io.natsbridge.camel.SmartReceive;
import io.natsbridge.camel.SmartSend;
import io.natsbridge.camel.arrow.ArrowTable;
import io.natsbridge.camel.arrow.ArrowTables;
import io.natsbridge.camel.bridge.MemoryStore;
import io.natsbridge.camel.envelope.Envelope;
import io.natsbridge.camel.envelope.Payload;
import io.natsbridge.camel.envelope.PayloadType;
import io.natsbridge.camel.error.NatsBridgeException.InvalidEnvelopeException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.StreamCache;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The data format, beside the processors whose work it does. */
class NatsBridgeDataFormatTest {

    @TempDir
    private Path spool;

    private final CamelContext context = new DefaultCamelContext();
    private final MemoryStore store = new MemoryStore();
    private final NatsBridgeDataFormat format = new NatsBridgeDataFormat();
    private final SmartSend send = new SmartSend();
    private final SmartReceive receive = new SmartReceive();
    private ProducerTemplate template;

    @BeforeEach
    void start() throws Exception {
        format.setSubject("orders");
        format.setSenderId("me");
        format.setSizeThreshold(1000L);
        format.setFileserverUrl(MemoryStore.URL);
        format.setFileserverUploadHandler(store);
        format.setFileserverDownloadHandler(store);
        format.setSpoolDirectory(spool.toString());
        format.setSpoolThreshold(10);
        send.setSubject("orders");
        send.setSenderId("me");
        send.setSizeThreshold(1000L);
        send.setFileserverUrl(MemoryStore.URL);
        send.setFileserverUploadHandler(store);
        receive.setFileserverUrl(MemoryStore.URL);
        receive.setFileserverDownloadHandler(store);
        context.getRegistry().bind("mine", format);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:marshal").marshal().custom("mine");
                from("direct:send").process(send);
                from("direct:unmarshal").unmarshal().custom("mine").process(NatsBridgeDataFormatTest::keepTable);
                from("direct:receive").process(receive).process(NatsBridgeDataFormatTest::keepTable);
                from("direct:plain").marshal().custom("natsbridge").unmarshal().custom("natsbridge");
                from("direct:uri")
                        .to("dataformat:natsbridge:marshal?senderName=shop&sizeThreshold=5000")
                        .convertBodyTo(String.class);
                from("direct:failing").marshal(format).throwException(new IllegalStateException("no transport"));
                from("direct:variable")
                        .setVariable("in", constant(Map.of("a", 1)))
                        .marshal()
                        .variableSend("in")
                        .variableReceive("out")
                        .custom("mine")
                        .unmarshal()
                        .variableSend("out")
                        .variableReceive("back")
                        .custom("mine")
                        .setHeader("back", variable("back"));
            }
        });
        context.start();
        template = context.createProducerTemplate();
    }

    /** What is to be compared lasts longer than the exchange. */
    private static void keepTable(Exchange exchange) {
        Object body = exchange.getMessage().getBody();
        if (body instanceof ArrowTable table) {
            exchange.getMessage().setBody(table.rows());
        } else if (body instanceof StreamCache || body instanceof byte[]) {
            exchange.getMessage().setBody(exchange.getMessage().getBody(String.class));
        }
    }

    @AfterEach
    void nothingIsLeft() throws IOException {
        context.stop();
        assertThat(ArrowTables.allocatedBytes()).isZero();
        try (Stream<Path> files = Files.list(spool)) {
            assertThat(files).isEmpty();
        }
    }

    private static List<Object> bodies() {
        return List.of(
                "Grüße 😀",
                "x".repeat(2000),
                new byte[] {1, 2},
                Map.of("a", List.of(1)),
                List.of(Map.of("n", 1)),
                Payload.of("t", List.of(Map.of("n", 1L)), PayloadType.ARROWTABLE),
                List.of(Payload.of("a", "1", PayloadType.TEXT), Payload.of("b", Map.of(), PayloadType.DICTIONARY)));
    }

    private Exchange through(String route, Object body) {
        return template.send(route, exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeader(NatsBridgeConstants.MSG_ID, "m");
            exchange.getMessage().setHeader(NatsBridgeConstants.CORRELATION_ID, "c");
        });
    }

    private static String comparable(Exchange exchange) throws IOException {
        ObjectNode json =
                (ObjectNode) new ObjectMapper().readTree(exchange.getMessage().getBody(byte[].class));
        json.put("timestamp", "");
        for (var payload : json.get("payloads")) {
            ((ObjectNode) payload).put("id", "");
            if (payload.get("transport").asText().equals("link")) {
                ((ObjectNode) payload).put("data", "");
            }
        }
        return json.toString();
    }

    @Test
    void marshalsToWhatSmartSendMakes() throws Exception {
        for (Object body : bodies()) {
            assertThat(comparable(through("direct:marshal", body))).isEqualTo(comparable(through("direct:send", body)));
        }
        assertThat(store.files).hasSize(2);
    }

    @Test
    void unmarshalsToWhatSmartReceiveMakes() {
        for (Object body : bodies()) {
            byte[] json = through("direct:send", body).getMessage().getBody(byte[].class);
            Exchange unmarshalled = through("direct:unmarshal", json);
            Exchange received = through("direct:receive", json);
            assertThat(unmarshalled.getException()).isNull();
            assertThat(unmarshalled.getMessage().getHeaders())
                    .isEqualTo(received.getMessage().getHeaders());
            assertThat(String.valueOf(unmarshalled.getMessage().getBody()))
                    .isEqualTo(String.valueOf(received.getMessage().getBody()));
        }
    }

    @Test
    void unmarshalsTextAndStreams() {
        byte[] json = through("direct:send", "hi").getMessage().getBody(byte[].class);
        assertThat(template.requestBody("direct:unmarshal", new String(json, StandardCharsets.UTF_8)))
                .isEqualTo("hi");
        assertThat(template.requestBody("direct:unmarshal", new ByteArrayInputStream(json)))
                .isEqualTo("hi");
    }

    @Test
    void isFoundByItsName() {
        assertThat(template.requestBody("direct:plain", Map.of("a", 1))).isEqualTo(Map.of("a", 1));
        assertThat(context.resolveDataFormat("natsbridge")).isInstanceOf(NatsBridgeDataFormat.class);
    }

    @Test
    void takesItsOptionsFromAUri() {
        String json = template.requestBody("direct:uri", (Object) "x".repeat(2000), String.class);
        assertThat(json).contains("\"sender_name\":\"shop\"").contains("\"transport\":\"direct\"");
    }

    @Test
    void readsAndWritesVariablesAndLeavesTheBody() {
        Exchange exchange = through("direct:variable", "the body");
        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getBody()).isEqualTo("the body");
        assertThat(exchange.getMessage().getHeader("back")).isEqualTo(Map.of("a", 1));
    }

    @Test
    void aMessageWithoutPayloadsIsANullBody() {
        byte[] json = through("direct:send", null).getMessage().getBody(byte[].class);
        assertThat(through("direct:unmarshal", json).getMessage().getBody()).isNull();
    }

    @Test
    void theModeOfTheBodyDecides() {
        format.setBodyMode(BodyMode.ENVELOPE);
        byte[] json = through("direct:send", "hi").getMessage().getBody(byte[].class);
        assertThat(template.requestBody("direct:unmarshal", json)).isInstanceOf(Envelope.class);
    }

    @Test
    void whatIsNoEnvelopeFailsAndKeepsTheBody() {
        Exchange exchange = through("direct:unmarshal", "no envelope");
        assertThat(exchange.getException()).isInstanceOf(InvalidEnvelopeException.class);
        assertThat(exchange.getMessage().getBody()).isEqualTo("no envelope");
    }

    @Test
    void aRouteThatFailsAfterwardsLeavesNoFileBehind() {
        Exchange exchange = through("direct:failing", "x".repeat(2000));
        assertThat(exchange.getException()).isInstanceOf(IllegalStateException.class);
        assertThat(store.uploads).hasSize(1);
        assertThat(store.files).isEmpty();
    }

    @Test
    void hasTheOptionsOfBothProcessors() {
        TreeSet<String> both = setters(SmartSend.class);
        both.addAll(setters(SmartReceive.class));
        assertThat(setters(NatsBridgeDataFormat.class)).isEqualTo(both);
    }

    private static TreeSet<String> setters(Class<?> type) {
        TreeSet<String> names = new TreeSet<>();
        Arrays.stream(type.getMethods())
                .map(Method::getName)
                .filter(name -> name.startsWith("set"))
                .forEach(names::add);
        return names;
    }
}
