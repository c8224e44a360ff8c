/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.natsbridge.camel.bridge.FetchMode;
import io.natsbridge.camel.bridge.HashMode;
import io.natsbridge.camel.bridge.MemoryStore;
import io.natsbridge.camel.bridge.TargetPlatform;
import io.natsbridge.camel.bridge.UnsafeNumbers;
import io.natsbridge.camel.content.Content;
import io.natsbridge.camel.envelope.Envelope;
import io.natsbridge.camel.envelope.EnvelopeReader;
import io.natsbridge.camel.envelope.Payload;
import io.natsbridge.camel.envelope.PayloadType;
import io.natsbridge.camel.envelope.Transport;
import io.natsbridge.camel.error.NatsBridgeException.FileserverException;
import io.natsbridge.camel.error.NatsBridgeException.InvalidEnvelopeException;
import io.natsbridge.camel.error.NatsBridgeException.PayloadIntegrityException;
import io.natsbridge.camel.error.NatsBridgeException.UnsupportedPayloadTypeException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.Service;
import org.apache.camel.StreamCache;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SmartSend and SmartReceive in routes without any broker. */
class SmartProcessorsTest {

    @TempDir
    private Path spool;

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final MemoryStore store = new MemoryStore();
    private final SmartSend send = new SmartSend();
    private final SmartReceive receive = new SmartReceive();
    private ProducerTemplate template;

    @BeforeEach
    void configure() {
        send.setSubject("demo.subject");
        send.setFileserverUrl(MemoryStore.URL);
        send.setFileserverUploadHandler(store);
        send.setSizeThreshold(1000L);
        send.setSpoolDirectory(spool.toString());
        send.setSpoolThreshold(10);
        send.setMaxRetries(1);
        receive.setFileserverUrl(MemoryStore.URL);
        receive.setFileserverDownloadHandler(store);
        receive.setSpoolDirectory(spool.toString());
        receive.setSpoolThreshold(10);
        receive.setMaxRetries(1);
        template = context.createProducerTemplate();
        context.start();
    }

    @AfterEach
    void nothingIsLeftInTheSpool() throws IOException {
        context.stop();
        try (Stream<Path> files = Files.list(spool)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void carryABodyAcrossWhateverTransport() throws Exception {
        route("direct:a", send, receive);
        assertThat(template.requestBody("direct:a", "ä😀", String.class)).isEqualTo("ä😀");
        assertThat(template.requestBody("direct:a", Map.of("k", 1))).isEqualTo(Map.of("k", 1));
        assertThat(template.requestBody("direct:a", (Object) null)).isNull();
    }

    @Test
    void carryALargeBodyByLink() throws Exception {
        byte[] bytes = new byte[5000];
        route("direct:a", send, receive, exchange -> {
            assertThat(exchange.getMessage().getBody()).isInstanceOf(StreamCache.class);
            assertThat(exchange.getMessage().getHeader(NatsBridgeConstants.TRANSPORT))
                    .isEqualTo("link");
            exchange.getMessage().setBody(exchange.getMessage().getBody(byte[].class));
        });
        assertThat(template.requestBody("direct:a", bytes, byte[].class)).isEqualTo(bytes);
        assertThat(store.files).hasSize(1);
    }

    @Test
    void writeTheEnvelopeThatTheEndpointWrites() throws Exception {
        send.setMsgPurpose("event");
        send.setSenderId("me");
        send.setServers("nats://broker:4222");
        route("direct:processor", send);
        context.getComponent("natsbridge", NatsBridgeComponent.class)
                .getConfiguration()
                .setFileserverUploadHandler(store);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:endpoint")
                        .to("natsbridge:demo.subject?publish=false&msgPurpose=event&senderId=me&sizeThreshold=1000"
                                + "&servers=nats://broker:4222");
            }
        });
        Map<String, Object> headers = Map.of(NatsBridgeConstants.CORRELATION_ID, "c", NatsBridgeConstants.MSG_ID, "m");
        for (Object body : new Object[] {"hi", new byte[5000], Map.of("a", List.of(1)), List.of(Map.of("x", 1))}) {
            String processor = template.requestBodyAndHeaders("direct:processor", body, headers, String.class);
            store.files.clear();
            String endpoint = template.requestBodyAndHeaders("direct:endpoint", body, headers, String.class);
            assertThat(comparable(processor)).isEqualTo(comparable(endpoint));
        }
    }

    @Test
    void writeTheEnvelopeAsBytes() throws Exception {
        route("direct:a", send);
        Object body = template.requestBody("direct:a", (Object) "hi");
        assertThat(body).isInstanceOf(byte[].class);
        Envelope envelope = new EnvelopeReader(64, () -> "").read((byte[]) body);
        assertThat(envelope.sendTo()).isEqualTo("demo.subject");
        assertThat(envelope.payloads().get(0).dataname()).isEqualTo("payload");
    }

    @Test
    void giveEachMessageAnIdOfItsOwn() throws Exception {
        List<String> ids = new ArrayList<>();
        Processor remember = exchange -> {
            byte[] envelope = exchange.getMessage().getBody(byte[].class);
            ids.add(new EnvelopeReader(64, () -> "").read(envelope).msgId());
            exchange.getMessage().setBody("again");
        };
        route("direct:a", send, remember, send, remember);
        template.requestBody("direct:a", "hi");
        assertThat(ids).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void keepTheIdOfAMessageWhoseUploadIsRepeated() throws Exception {
        List<String> ids = new ArrayList<>();
        store.beforeUpload = upload -> {
            ids.add(upload.msgId());
            if (ids.size() < 3) {
                throw new FileserverException("Cannot upload: 503", 503, true, null, null);
            }
        };
        start(send);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(defaultErrorHandler().maximumRedeliveries(5).redeliveryDelay(0));
                from("direct:a").process(send);
            }
        });
        template.requestBody("direct:a", new byte[5000]);
        assertThat(ids).hasSize(3).containsOnly(ids.get(0));
    }

    @Test
    void deleteWhatWasUploadedWhenTheExchangeFailsLater() throws Exception {
        route("direct:a", send, exchange -> {
            throw new IllegalStateException("transport down");
        });
        assertThatThrownBy(() -> template.requestBody("direct:a", new byte[5000]))
                .isInstanceOf(CamelExecutionException.class)
                .hasRootCauseMessage("transport down");
        assertThat(store.uploads).hasSize(1);
        assertThat(store.files).isEmpty();
    }

    @Test
    void keepWhatWasUploadedWhenTheExchangeSucceeds() throws Exception {
        route("direct:a", send);
        template.requestBody("direct:a", new byte[5000]);
        assertThat(store.files).hasSize(1);
    }

    @Test
    void deleteWhatWasUsedWhereThatIsAskedFor() throws Exception {
        receive.setDeleteAfterAck(true);
        route("direct:a", send);
        route("direct:b", receive);
        byte[] envelope = template.requestBody("direct:a", new byte[5000], byte[].class);
        template.requestBody("direct:b", envelope);
        assertThat(store.files).isEmpty();
    }

    @Test
    void keepWhatWasReceivedInVain() throws Exception {
        receive.setDeleteAfterAck(true);
        route("direct:a", send);
        route("direct:b", receive, exchange -> {
            throw new IllegalStateException("later, please");
        });
        byte[] envelope = template.requestBody("direct:a", new byte[5000], byte[].class);
        assertThatThrownBy(() -> template.requestBody("direct:b", envelope))
                .isInstanceOf(CamelExecutionException.class);
        assertThat(store.files).hasSize(1);
    }

    @Test
    void readAnEnvelopeFromTextAndStreams() throws Exception {
        route("direct:a", send);
        route("direct:b", receive);
        byte[] envelope = template.requestBody("direct:a", "hi", byte[].class);
        assertThat(template.requestBody("direct:b", new String(envelope, StandardCharsets.UTF_8)))
                .isEqualTo("hi");
        assertThat(template.requestBody("direct:b", Content.of(envelope).openStream()))
                .isEqualTo("hi");
    }

    @Test
    void refuseABodyThatHoldsNoEnvelope() throws Exception {
        route("direct:b", receive);
        assertThatThrownBy(() -> template.requestBody("direct:b", "hello"))
                .hasCauseInstanceOf(InvalidEnvelopeException.class);
    }

    @Test
    void fetchLazilyWhereThatIsAskedFor() throws Exception {
        receive.setFetch(FetchMode.LAZY);
        route("direct:a", send);
        route("direct:b", receive, exchange -> {
            Payload payload = exchange.getMessage().getBody(Payload.class);
            assertThat(payload.isLazy()).isTrue();
            try (InputStream in = payload.as(InputStream.class)) {
                exchange.getMessage().setBody(in.readAllBytes().length);
            }
        });
        byte[] envelope = template.requestBody("direct:a", new byte[5000], byte[].class);
        assertThat(template.requestBody("direct:b", envelope)).isEqualTo(5000);
    }

    @Test
    void giveTheBodyInTheFormThatIsAskedFor() throws Exception {
        route("direct:a", send);
        receive.setBodyMode(BodyMode.ENVELOPE);
        route("direct:b", receive);
        byte[] envelope = template.requestBody("direct:a", "hi", byte[].class);
        assertThat(template.requestBody("direct:b", envelope)).isInstanceOf(Envelope.class);
    }

    @Test
    void demandHashesWhereThatIsAskedFor() throws Exception {
        receive.setRequireHash(true);
        route("direct:a", send);
        route("direct:b", receive);
        byte[] without = template.requestBody("direct:a", "hi", byte[].class);
        assertThatThrownBy(() -> template.requestBody("direct:b", without))
                .hasCauseInstanceOf(PayloadIntegrityException.class);
        SmartSend hashing = new SmartSend();
        hashing.setHash(HashMode.ALL);
        hashing.setSubject("s");
        route("direct:c", hashing);
        byte[] with = template.requestBody("direct:c", "hi", byte[].class);
        assertThat(template.requestBody("direct:b", with)).isEqualTo("hi");
    }

    @Test
    void takeEveryOptionThatConcernsAnEnvelope() throws Exception {
        send.setCorrelationId("c");
        send.setMsgPurpose("event");
        send.setSenderName("n");
        send.setSenderId("i");
        send.setReceiverName("rn");
        send.setReceiverId("ri");
        send.setReplyTo("r.t");
        send.setReplyToMsgId("rm");
        send.setDataname("d");
        send.setPayloadType("binary");
        route("direct:a", send);
        byte[] json = template.requestBody("direct:a", new byte[] {1}, byte[].class);
        Envelope envelope = new EnvelopeReader(64, () -> "").read(json);
        assertThat(List.of(
                        envelope.correlationId(),
                        envelope.msgPurpose(),
                        envelope.senderName(),
                        envelope.senderId(),
                        envelope.receiverName(),
                        envelope.receiverId(),
                        envelope.replyTo(),
                        envelope.replyToMsgId(),
                        envelope.payloads().get(0).dataname()))
                .containsExactly("c", "event", "n", "i", "rn", "ri", "r.t", "rm", "d");
        assertThat(envelope.payloads().get(0).type()).isEqualTo(PayloadType.BINARY);
    }

    @Test
    void keepToWhatThePlatformReads() throws Exception {
        send.setTargetPlatform(TargetPlatform.MICROPYTHON);
        route("direct:a", send);
        byte[] json = template.requestBody("direct:a", new byte[5000], byte[].class);
        assertThat(new EnvelopeReader(64, () -> "").read(json).payloads().get(0).transport())
                .isEqualTo(Transport.DIRECT);
        assertThatThrownBy(() -> template.requestBody("direct:a", List.of(Map.of("x", 1))))
                .hasCauseInstanceOf(UnsupportedPayloadTypeException.class);
    }

    @Test
    void writeNumbersAsThePlatformReadsThem() throws Exception {
        send.setTargetPlatform(TargetPlatform.JAVASCRIPT);
        send.setUnsafeNumbers(UnsafeNumbers.CONVERT);
        route("direct:a", send);
        byte[] json = template.requestBody("direct:a", Map.of("n", Long.MAX_VALUE), byte[].class);
        Payload sent = new EnvelopeReader(64, () -> "").read(json).payloads().get(0);
        assertThat(new String(sent.content().orElseThrow().toByteArray(), StandardCharsets.UTF_8))
                .isEqualTo("{\"n\":\"9223372036854775807\"}");
    }

    @Test
    void doNotStartWithAWrongOption() {
        send.setMaxRetries(0);
        assertThatThrownBy(() -> start(send))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("maxRetries=0");
        receive.setMaxPayloads(0);
        assertThatThrownBy(() -> start(receive)).hasStackTraceContaining("maxPayloads=0");
    }

    private void route(String from, Processor... processors) throws Exception {
        for (Processor processor : processors) {
            start(processor);
        }
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                var route = from(from);
                for (Processor processor : processors) {
                    route = route.process(processor);
                }
            }
        });
    }

    private void start(Processor processor) {
        if (processor instanceof BridgeProcessor bridge) {
            bridge.setCamelContext(context);
            ((Service) bridge).start();
        }
    }

    /** An envelope without what is different in every message. */
    private static String comparable(String json) {
        return json.replaceAll("\"timestamp\":\"[^\"]*\"", "\"timestamp\":\"t\"")
                .replaceAll("\"id\":\"[^\"]*\"", "\"id\":\"i\"")
                .replaceAll("/file/\\d+", "/file/n");
    }
}
