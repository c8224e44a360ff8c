/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.natsbridge.camel.envelope.Envelope;
import io.natsbridge.camel.envelope.Payload;
import io.natsbridge.camel.envelope.PayloadType;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeFactoryTest {

    private final CamelContext context = new DefaultCamelContext();
    private final NatsBridgeConfiguration configuration = Exchanges.configuration();
    private final AtomicInteger ids = new AtomicInteger();
    private Instant now = Instant.parse("2026-01-15T16:30:00.123456Z");

    @Test
    void fillsInTheDefaultsOfTheProtocol() {
        Envelope envelope = toSend(Exchanges.with(context, "hi"));
        assertThat(envelope.correlationId()).isEqualTo("id-1");
        assertThat(envelope.msgId()).isEqualTo("id-2");
        assertThat(envelope.timestamp()).isEqualTo("2026-01-15T16:30:00.123Z");
        assertThat(envelope.sendTo()).isEqualTo("demo.subject");
        assertThat(envelope.msgPurpose()).isEqualTo("chat");
        assertThat(envelope.senderName()).isEqualTo("NATSBridge");
        assertThat(envelope.senderId()).isEqualTo("this-sender");
        assertThat(envelope.receiverName()).isEmpty();
        assertThat(envelope.receiverId()).isEmpty();
        assertThat(envelope.replyTo()).isEmpty();
        assertThat(envelope.replyToMsgId()).isEmpty();
        assertThat(envelope.brokerUrl()).isEqualTo("nats://broker:4222");
        assertThat(envelope.metadata()).isEmpty();
        assertThat(envelope.unknownFields()).isEmpty();
        assertThat(envelope.payloads()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-15T16:30:00Z, 2026-01-15T16:30:00.000Z",
        "2026-01-15T16:30:00.999999999Z, 2026-01-15T16:30:00.999Z",
        "1969-12-31T23:59:59.5Z, 1969-12-31T23:59:59.500Z"
    })
    void writesTheTimeInMilliseconds(String instant, String text) {
        now = Instant.parse(instant);
        assertThat(toSend(Exchanges.with(context, "hi")).timestamp()).isEqualTo(text);
    }

    @Test
    void takesTheOptions() {
        configuration.setCorrelationId("c");
        configuration.setMsgPurpose("event");
        configuration.setSenderName("n");
        configuration.setSenderId("i");
        configuration.setReceiverName("rn");
        configuration.setReceiverId("ri");
        configuration.setReplyTo("r.t");
        configuration.setReplyToMsgId("rm");
        assertFields(toSend(Exchanges.with(context, "hi")));
    }

    @Test
    void takesHeadersBeforeTheOptions() {
        configuration.setCorrelationId("x");
        configuration.setMsgPurpose("x");
        configuration.setSenderName("x");
        configuration.setSenderId("x");
        configuration.setReceiverName("x");
        configuration.setReceiverId("x");
        configuration.setReplyTo("x");
        configuration.setReplyToMsgId("x");
        Exchange exchange = Exchanges.with(context, "hi");
        Map<String, Object> headers = exchange.getMessage().getHeaders();
        headers.put(NatsBridgeConstants.CORRELATION_ID, "c");
        headers.put(NatsBridgeConstants.MSG_ID, "m");
        headers.put(NatsBridgeConstants.MSG_PURPOSE, "event");
        headers.put(NatsBridgeConstants.SENDER_NAME, "n");
        headers.put(NatsBridgeConstants.SENDER_ID, "i");
        headers.put(NatsBridgeConstants.RECEIVER_NAME, "rn");
        headers.put(NatsBridgeConstants.RECEIVER_ID, "ri");
        headers.put(NatsBridgeConstants.REPLY_TO, "r.t");
        headers.put(NatsBridgeConstants.REPLY_TO_MSG_ID, "rm");
        headers.put(NatsBridgeConstants.METADATA, "{\"k\":1}");
        headers.put(NatsBridgeConstants.SUBJECT, "elsewhere");
        Envelope envelope = toSend(exchange);
        assertFields(envelope);
        assertThat(envelope.msgId()).isEqualTo("m");
        assertThat(envelope.metadata()).isEqualTo(Map.of("k", 1));
        assertThat(envelope.sendTo()).isEqualTo("elsewhere");
    }

    private static void assertFields(Envelope envelope) {
        assertThat(envelope.correlationId()).isEqualTo("c");
        assertThat(envelope.msgPurpose()).isEqualTo("event");
        assertThat(envelope.senderName()).isEqualTo("n");
        assertThat(envelope.senderId()).isEqualTo("i");
        assertThat(envelope.receiverName()).isEqualTo("rn");
        assertThat(envelope.receiverId()).isEqualTo("ri");
        assertThat(envelope.replyTo()).isEqualTo("r.t");
        assertThat(envelope.replyToMsgId()).isEqualTo("rm");
    }

    @Test
    void keepsTheConversationOfAReceivedMessageAndNothingElse() {
        Exchange exchange =
                Exchanges.received(context, Exchanges.envelope(Exchanges.received("theirs", PayloadType.TEXT, "hi")));
        Envelope envelope = toSend(exchange);
        assertThat(envelope.correlationId()).isEqualTo("corr-1");
        assertThat(envelope.msgId()).isEqualTo("id-1");
        assertThat(envelope.msgPurpose()).isEqualTo("chat");
        assertThat(envelope.sendTo()).isEqualTo("demo.subject");
        assertThat(envelope.senderName()).isEqualTo("NATSBridge");
        assertThat(envelope.senderId()).isEqualTo("this-sender");
        assertThat(envelope.receiverName()).isEmpty();
        assertThat(envelope.replyTo()).isEmpty();
        assertThat(envelope.replyToMsgId()).isEmpty();
        assertThat(envelope.brokerUrl()).isEqualTo("nats://broker:4222");
        assertThat(envelope.metadata()).isEmpty();
        assertThat(envelope.payloads().get(0).dataname()).isEqualTo("payload");
    }

    @Test
    void sendsAnEnvelopeOnWithWhatItCarriesUnderItsOwnName() {
        Exchange exchange = Exchanges.with(context, null);
        ExchangePayloads.to(
                exchange,
                Exchanges.envelope(Exchanges.received("theirs", PayloadType.TEXT, "hi")),
                BodyMode.ENVELOPE,
                "real.subject");
        Envelope envelope = toSend(exchange);
        assertThat(envelope.correlationId()).isEqualTo("corr-1");
        assertThat(envelope.msgId()).isEqualTo("id-1");
        assertThat(envelope.msgPurpose()).isEqualTo("command");
        assertThat(envelope.metadata()).isEqualTo(Map.of("m", 1));
        assertThat(envelope.unknownFields()).isEqualTo(Map.of("x", "y"));
        assertThat(envelope.payloads().get(0).dataname()).isEqualTo("theirs");
        assertThat(envelope.senderName()).isEqualTo("NATSBridge");
        assertThat(envelope.replyTo()).isEmpty();
    }

    @Test
    void keepsTheIdOfAMessageUntilItIsSent() {
        Exchange exchange = Exchanges.with(context, "hi");
        EnvelopeFactory factory = factory();
        Envelope notSent = toSend(factory, exchange);
        factory.failed(exchange, notSent);
        String first = notSent.msgId();
        assertThat(toSend(factory, exchange).msgId())
                .as("a send that is repeated")
                .isEqualTo(first);
        factory.sent(exchange);
        assertThat(toSend(factory, exchange).msgId()).as("the next message").isNotEqualTo(first);
    }

    @Test
    void keepsTheIdsOfSeveralSubjectsApart() {
        Exchange exchange = Exchanges.with(context, "hi");
        EnvelopeFactory one = factory();
        Envelope notSent = toSend(one, exchange);
        one.failed(exchange, notSent);
        String first = notSent.msgId();
        configuration.setSubject("other");
        NatsBridgeConfiguration other = Exchanges.configuration();
        other.setSubject("other.subject");
        EnvelopeFactory two = new EnvelopeFactory(other, "s", () -> "id-" + ids.incrementAndGet(), Clock.systemUTC());
        Envelope sentByTwo = two.toSend(exchange, new ExchangeOptions(exchange, other), null);
        assertThat(sentByTwo.msgId()).isNotEqualTo(first);
    }

    @Test
    void takesNoEmptyMessageId() {
        Exchange exchange = Exchanges.with(context, "hi");
        exchange.getMessage().setHeader(NatsBridgeConstants.MSG_ID, "");
        assertThat(toSend(exchange).msgId()).startsWith("id-");
    }

    @Test
    void putsTheInboxOfARequestIntoItsEnvelope() {
        configuration.setReplyTo("option.ignored");
        Exchange exchange = Exchanges.with(context, "hi");
        Envelope envelope = factory().toSend(exchange, new ExchangeOptions(exchange, configuration), "_INBOX.x");
        assertThat(envelope.replyTo()).isEqualTo("_INBOX.x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"$JS.API.INFO", "a.>", "a b"})
    void letsAHeaderAskForNoAnswerWhereNoneMayGo(String subject) {
        Exchange exchange = Exchanges.with(context, "hi");
        exchange.getMessage().setHeader(NatsBridgeConstants.REPLY_TO, subject);
        assertThatThrownBy(() -> toSend(exchange)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void answersARequest() {
        configuration.setSenderName("responder");
        Exchange exchange = Exchanges.received(context, Exchanges.envelope());
        exchange.getMessage().setBody("answer");
        EnvelopeFactory.Reply reply = new EnvelopeFactory.Reply("_INBOX.y", "msg-1", "corr-1");
        Envelope envelope = factory().toReply(exchange, new ExchangeOptions(exchange, configuration), reply);
        assertThat(envelope.sendTo()).isEqualTo("_INBOX.y");
        assertThat(envelope.replyToMsgId()).isEqualTo("msg-1");
        assertThat(envelope.correlationId()).isEqualTo("corr-1");
        assertThat(envelope.msgId()).isEqualTo("id-1");
        assertThat(envelope.senderName()).isEqualTo("responder");
        assertThat(envelope.replyTo()).isEmpty();
        assertThat(envelope.msgPurpose()).isEqualTo("chat");
        assertThat(envelope.payloads().get(0).value()).isEqualTo("answer");
    }

    @Test
    void answersWithAnError() {
        Payload error = Payload.of("error", "The request failed", PayloadType.TEXT);
        Envelope envelope = factory().toErrorReply(new EnvelopeFactory.Reply("_INBOX.y", "msg-1", "corr-1"), error);
        assertThat(envelope.msgPurpose()).isEqualTo("error");
        assertThat(envelope.replyToMsgId()).isEqualTo("msg-1");
        assertThat(envelope.correlationId()).isEqualTo("corr-1");
        assertThat(envelope.receiverName()).isEmpty();
        assertThat(envelope.metadata()).isEmpty();
        assertThat(envelope.payloads()).containsExactly(error);
    }

    private Envelope toSend(Exchange exchange) {
        return toSend(factory(), exchange);
    }

    private Envelope toSend(EnvelopeFactory factory, Exchange exchange) {
        return factory.toSend(exchange, new ExchangeOptions(exchange, configuration), null);
    }

    private EnvelopeFactory factory() {
        return new EnvelopeFactory(
                configuration, "this-sender", () -> "id-" + ids.incrementAndGet(), Clock.fixed(now, ZoneOffset.UTC));
    }
}
