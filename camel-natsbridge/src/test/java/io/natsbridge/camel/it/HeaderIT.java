/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nats.client.Message;
import io.natsbridge.camel.test.nats.NatsExtension;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Headers that command nobody pass in both directions; {@link HeaderNamesIT} has those that do. */
class HeaderIT {

    @RegisterExtension
    static final NatsExtension NATS = NatsExtension.create();

    @RegisterExtension
    final Contexts camel = new Contexts();

    private final BlockingQueue<Map<String, Object>> arrived = new LinkedBlockingQueue<>();

    private void arrive(Exchange exchange) {
        arrived.add(new HashMap<>(exchange.getMessage().getHeaders()));
    }

    @Test
    void otherHeadersPassInBothDirections() throws Exception {
        CamelContext context =
                camel.start(routes -> routes.from(Uri.of(NATS, "headers.in")).process(this::arrive));
        Contexts.sent(context, Uri.of(NATS, "headers.in"), "hello", "traceparent", "00-1-2-01");
        Map<String, Object> seen = arrived.poll(20, TimeUnit.SECONDS);
        assertThat(seen).containsEntry("traceparent", "00-1-2-01");
        assertThat(seen.keySet())
                .allMatch(name -> name.startsWith("CamelNatsBridge")
                        || List.of("traceparent", "breadcrumbId").contains(name));
    }

    @Test
    void aValueThatNatsCannotCarryIsPercentEncoded() {
        try (Wire wire = Wire.to(NATS.url())) {
            List<Message> messages = wire.record("headers.encoded");
            Contexts.send(
                    camel.start(),
                    Uri.of(NATS, "headers.encoded"),
                    "x",
                    "town",
                    "Zürich\r\nInjected: yes",
                    "plain",
                    "a b");
            wire.flush();
            assertThat(messages.get(0).getHeaders().getFirst("town")).isEqualTo("Z%C3%BCrich%0D%0AInjected%3A%20yes");
            assertThat(messages.get(0).getHeaders().getFirst("plain")).isEqualTo("a b");
        }
    }

    @Test
    void aReceivedMessageSentOnIsANewMessageOfTheSameConversation() throws Exception {
        camel.start(routes -> routes.from(Uri.of(NATS, "headers.first", "exchangePattern=InOnly"))
                .to(Uri.of(NATS, "headers.second", "senderName=forwarder")));
        try (Wire wire = Wire.to(NATS.url())) {
            List<Message> messages = wire.record("headers.second");
            var envelope = Envelopes.of(Envelopes.text("note", "x"));
            envelope.put("reply_to", "somewhere").put("reply_to_msg_id", "older");
            wire.publish("headers.first", envelope.toString());
            await().atMost(20, TimeUnit.SECONDS).until(() -> messages.size() == 1);
            var sent = Wire.json(messages.get(0));
            assertThat(sent.path("correlation_id").asText()).isEqualTo("conversation-1");
            assertThat(sent.path("msg_id").asText()).isNotEqualTo("message-1").hasSize(36);
            assertThat(sent.path("sender_name").asText()).isEqualTo("forwarder");
            assertThat(sent.path("sender_id").asText()).isNotEqualTo("peer-1");
            assertThat(sent.path("reply_to").asText()).isEmpty();
            assertThat(sent.path("reply_to_msg_id").asText()).isEmpty();
            assertThat(sent.path("send_to").asText()).isEqualTo("headers.second");
        }
    }
}
