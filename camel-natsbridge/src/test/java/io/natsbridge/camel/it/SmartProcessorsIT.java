/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.natsbridge.camel.SmartReceive;
import io.natsbridge.camel.SmartSend;
import io.natsbridge.camel.envelope.Payload;
import io.natsbridge.camel.envelope.PayloadType;
import io.natsbridge.camel.test.nats.NatsExtension;
import io.natsbridge.camel.test.plik.EmbeddedPlikOptions;
import io.natsbridge.camel.test.plik.PlikExtension;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The processors make and read the same envelopes as the endpoint, for any transport. */
class SmartProcessorsIT {

    @RegisterExtension
    static final NatsExtension NATS = NatsExtension.create();

    @RegisterExtension
    static final PlikExtension PLIK = PlikExtension.embedded(EmbeddedPlikOptions.defaults());

    @RegisterExtension
    final Contexts camel = new Contexts();

    private final BlockingQueue<Object> arrived = new LinkedBlockingQueue<>();

    private static SmartSend smartSend() {
        SmartSend send = new SmartSend();
        send.setSubject("smart");
        send.setServers(NATS.url());
        send.setFileserverUrl(PLIK.url());
        send.setSenderId("sender-1");
        return send;
    }

    private static SmartReceive smartReceive() {
        SmartReceive receive = new SmartReceive();
        receive.setFileserverUrl(PLIK.url());
        return receive;
    }

    private static List<Payload> payloads() {
        return List.of(
                Payload.of("words", "grüße", PayloadType.TEXT),
                Payload.of("facts", Map.of("a", List.of(1, 2.5, true)), PayloadType.DICTIONARY),
                Payload.of("rows", List.of(Map.of("n", 1L)), PayloadType.ARROWTABLE),
                Payload.of("bytes", new byte[] {0, 1, 2}, PayloadType.BINARY));
    }

    @Test
    void bothMakeTheSameEnvelope() {
        SmartSend send = smartSend();
        CamelContext context = camel.start(routes -> routes.from("direct:send").process(send));
        byte[] processor = Contexts.send(context, "direct:send", payloads(), headers())
                .getMessage()
                .getBody(byte[].class);
        String endpoint = Contexts.send(
                        context, Uri.of(NATS, "smart", "publish=false", "senderId=sender-1"), payloads(), headers())
                .getMessage()
                .getBody(String.class);
        assertThat(masked(processor)).isEqualTo(masked(endpoint.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void payloadsTravelOverAnyTransportDirectAndByLink() throws Exception {
        SmartSend send = smartSend();
        SmartReceive receive = smartReceive();
        CamelContext context = camel.start(routes -> {
            routes.from("direct:out").process(send).to("seda:wire");
            routes.from("seda:wire")
                    .process(receive)
                    .process(exchange -> arrived.add(exchange.getMessage().getBody(byte[].class)));
        });
        byte[] small = {1, 2, 3};
        byte[] large = new byte[1_500_000];
        Arrays.fill(large, (byte) 7);
        for (byte[] bytes : List.of(small, large)) {
            Exchange sent = Contexts.send(context, "direct:out", bytes);
            assertThat(sent.getException()).isNull();
            assertThat(arrived.poll(20, TimeUnit.SECONDS)).isEqualTo(bytes);
        }
    }

    @Test
    void aRouteThatFailsAfterwardsLeavesNoFileBehind() {
        SmartSend send = smartSend();
        send.setSizeThreshold(1L);
        CamelContext context = camel.start(routes -> routes.from("direct:failing")
                .process(send)
                .throwException(new IllegalStateException("the transport is down")));
        int before = PLIK.embedded().fileCount();
        Exchange sent = Contexts.send(context, "direct:failing", new byte[2000]);
        assertThat(sent.getException()).isInstanceOf(IllegalStateException.class);
        assertThat(PLIK.embedded().fileCount()).isEqualTo(before);
    }

    private static Object[] headers() {
        return new Object[] {"CamelNatsBridgeCorrelationId", "c-1", "CamelNatsBridgeMsgId", "m-1"};
    }

    /** An envelope without what differs from one message to the next. */
    private static String masked(byte[] envelope) {
        ObjectNode json = (ObjectNode) Wire.json(envelope);
        json.put("timestamp", "");
        json.path("payloads").forEach(payload -> ((ObjectNode) payload).put("id", ""));
        return json.toString();
    }
}
