/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nats.client.Message;
import io.nats.client.impl.Headers;
import io.natsbridge.camel.NatsBridgeConstants;
import io.natsbridge.camel.test.nats.NatsExtension;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Headers that command Camel or the broker pass in neither direction; all others do. */
class HeaderIT {

    @RegisterExtension
    static final NatsExtension NATS = NatsExtension.create();

    @RegisterExtension
    final Contexts camel = new Contexts();

    private final BlockingQueue<Map<String, Object>> arrived = new LinkedBlockingQueue<>();

    private void arrive(Exchange exchange) {
        arrived.add(new HashMap<>(exchange.getMessage().getHeaders()));
    }

    /** Names that would command Camel or the broker, in several spellings. */
    private static List<String> controlNames() {
        List<String> names = new ArrayList<>();
        for (String name : List.of(
                "CamelHttpUri",
                "CamelFileName",
                "CamelExecCommandExecutable",
                "CamelBeanMethodName",
                "CamelSqlQuery",
                "CamelNatsBridgeSubject",
                "CamelNatsBridgeMsgId",
                "CamelJmsDestination",
                "CamelToEndpoint",
                "CamelRestletMethod",
                "CamelAwsS3Key",
                "CamelKafkaTopic",
                "org.apache.camel.MimeTypes",
                "org.apache.camel.component",
                "Nats-Rollup",
                "Nats-Trace-Only",
                "Nats-TTL",
                "Nats-Msg-Id",
                "Nats-Expected-Stream",
                "Nats-Expected-Last-Sequence",
                "Nats-Schedule",
                "Nats-Batch-Id")) {
            names.add(name);
            names.add(name.toLowerCase(Locale.ROOT));
            names.add(name.toUpperCase(Locale.ROOT));
            names.add(Character.toLowerCase(name.charAt(0)) + name.substring(1));
        }
        return names;
    }

    @Test
    void noControlHeaderOfAMessageReachesTheExchange() throws Exception {
        camel.start(routes -> routes.from(Uri.of(NATS, "headers.in")).process(this::arrive));
        Headers headers = new Headers();
        controlNames().forEach(name -> headers.put(name, "planted"));
        headers.put("traceparent", "00-1-2-01");
        try (Wire wire = Wire.to(NATS.url())) {
            wire.publish("headers.in", null, headers, envelope());
        }
        Map<String, Object> seen = arrived.poll(20, TimeUnit.SECONDS);
        assertThat(seen).containsEntry("traceparent", "00-1-2-01").doesNotContainValue("planted");
    }

    @Test
    void noMetadataBecomesAHeader() throws Exception {
        camel.start(routes -> routes.from(Uri.of(NATS, "headers.meta")).process(this::arrive));
        var envelope = Envelopes.of(Envelopes.text("t", "x"));
        controlNames().forEach(name -> envelope.withObject("metadata").put(name, "planted"));
        try (Wire wire = Wire.to(NATS.url())) {
            wire.publish("headers.meta", envelope.toString());
        }
        Map<String, Object> seen = arrived.poll(20, TimeUnit.SECONDS);
        assertThat(seen).isNotNull().doesNotContainValue("planted");
        assertThat(seen.keySet()).allMatch(name -> name.startsWith("CamelNatsBridge") || name.equals("breadcrumbId"));
    }

    @Test
    void noControlHeaderOfTheExchangeReachesTheWire() {
        try (Wire wire = Wire.to(NATS.url())) {
            List<Message> messages = wire.record("headers.out");
            List<Object> headers = new ArrayList<>(List.of("traceparent", "00-1-2-01"));
            controlNames().stream()
                    .filter(name -> !name.equalsIgnoreCase(NatsBridgeConstants.SUBJECT))
                    .forEach(name -> headers.addAll(List.of(name, "planted")));
            Exchange sent = Contexts.send(camel.start(), Uri.of(NATS, "headers.out"), "hello", headers.toArray());
            assertThat(sent.getException()).isNull();
            wire.flush();
            assertThat(messages).hasSize(1);
            assertThat(messages.get(0).getHeaders().keySet()).containsExactly("traceparent");
        }
    }

    @Test
    void noControlHeaderPassesWithAReply() throws Exception {
        CamelContext context = camel.start(routes -> routes.from(Uri.of(NATS, "headers.reply"))
                .process(exchange -> controlNames().stream()
                        .filter(name -> !name.toLowerCase(Locale.ROOT).startsWith("camelnatsbridge"))
                        .forEach(name -> exchange.getMessage().setHeader(name, "planted")))
                .setHeader("answer-header", routes.constant("kept")));
        try (Wire wire = Wire.to(NATS.url())) {
            Message reply = wire.request(
                    "headers.reply", Envelopes.of(Envelopes.text("t", "x")).toString());
            assertThat(reply.getHeaders().keySet()).containsExactly("answer-header");
        }
        Exchange answered = Contexts.template(context)
                .request(Uri.of(NATS, "headers.reply"), exchange -> exchange.getMessage()
                        .setBody("question"));
        assertThat(answered.getMessage().getHeaders())
                .containsEntry("answer-header", "kept")
                .doesNotContainValue("planted");
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

    private static byte[] envelope() {
        return Envelopes.of(Envelopes.text("t", "x")).toString().getBytes(StandardCharsets.UTF_8);
    }
}
