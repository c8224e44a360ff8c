/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.natsbridge.camel.content.Content;
import io.natsbridge.camel.envelope.Envelope;
import io.natsbridge.camel.envelope.Payload;
import io.natsbridge.camel.envelope.PayloadType;
import io.natsbridge.camel.error.NatsBridgeException.PayloadConversionException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.StreamCache;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a route sees of a received message. */
class ExchangePayloadsTest {

    private final CamelContext context = new DefaultCamelContext();

    @BeforeEach
    void start() {
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void tellsTheEnvelopeInHeaders() {
        Exchange exchange =
                Exchanges.received(context, Exchanges.envelope(Exchanges.received("n", PayloadType.TEXT, "hi")));
        assertThat(exchange.getMessage().getHeaders())
                .containsOnly(
                        Map.entry("CamelNatsBridgeCorrelationId", "corr-1"),
                        Map.entry("CamelNatsBridgeMsgId", "msg-1"),
                        Map.entry("CamelNatsBridgeTimestamp", "2026-01-01T00:00:00.000Z"),
                        Map.entry("CamelNatsBridgeSendTo", "sent.to"),
                        Map.entry("CamelNatsBridgeMsgPurpose", "command"),
                        Map.entry("CamelNatsBridgeSenderName", "somebody"),
                        Map.entry("CamelNatsBridgeSenderId", "some-id"),
                        Map.entry("CamelNatsBridgeReceiverName", "me"),
                        Map.entry("CamelNatsBridgeReceiverId", "my-id"),
                        Map.entry("CamelNatsBridgeReplyTo", "answer.here"),
                        Map.entry("CamelNatsBridgeReplyToMsgId", "msg-0"),
                        Map.entry("CamelNatsBridgeBrokerUrl", "nats://elsewhere:4222"),
                        Map.entry("CamelNatsBridgeMetadata", Map.of("m", 1)),
                        Map.entry("CamelNatsBridgeSubject", "real.subject"),
                        Map.entry("CamelNatsBridgeDataname", "n"),
                        Map.entry("CamelNatsBridgePayloadType", "text"),
                        Map.entry("CamelNatsBridgePayloadSize", 3L),
                        Map.entry("CamelNatsBridgeTransport", "direct"),
                        Map.entry("CamelNatsBridgeSha256", ""));
    }

    @Test
    void tellsHashAndMediaTypeOfTheOnePayload() {
        Payload payload = Exchanges.received("n", PayloadType.IMAGE, new byte[3]).toBuilder()
                .metadata(Map.of("sha256", "ab", "content_type", "image/png"))
                .build();
        Exchange exchange = Exchanges.received(context, Exchanges.envelope(payload));
        assertThat(exchange.getMessage().getHeader(NatsBridgeConstants.SHA256)).isEqualTo("ab");
        assertThat(exchange.getMessage().getHeader(NatsBridgeConstants.CONTENT_TYPE))
                .isEqualTo("image/png");
    }

    @Test
    void makesNoHeaderOfMetadataOrUnknownFields() {
        Payload payload = Exchanges.received("CamelFileName", PayloadType.TEXT, "hi").toBuilder()
                .metadata(Map.of("CamelHttpUri", "http://evil", "camelfilename", "x"))
                .build();
        Envelope envelope = Exchanges.envelope(payload);
        Envelope evil = new Envelope(
                "c",
                "m",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                Map.of("CamelHttpUri", "http://evil", "org.apache.camel.x", "y"),
                envelope.payloads(),
                Map.of("CamelFileName", "../x"));
        Exchange exchange = Exchanges.received(context, evil);
        assertThat(exchange.getMessage().getHeaders().keySet()).allMatch(name -> name.startsWith("CamelNatsBridge"));
    }

    @Test
    void tellsNothingOfASinglePayloadWhereThereAreSeveralOrNone() {
        Exchange exchange =
                Exchanges.received(context, Exchanges.envelope(Exchanges.received("n", PayloadType.TEXT, "hi")));
        Payload a = Exchanges.received("a", PayloadType.TEXT, "1");
        ExchangePayloads.to(exchange, Exchanges.envelope(a, a), BodyMode.AUTO, null);
        assertThat(exchange.getMessage().getHeaders())
                .doesNotContainKeys(
                        NatsBridgeConstants.DATANAME,
                        NatsBridgeConstants.PAYLOAD_TYPE,
                        NatsBridgeConstants.PAYLOAD_SIZE,
                        NatsBridgeConstants.TRANSPORT,
                        NatsBridgeConstants.SHA256,
                        NatsBridgeConstants.CONTENT_TYPE);
    }

    @Test
    void bodyIsTheValueAListOrNullByItsNumberOfPayloads() {
        Payload one = Exchanges.received("a", PayloadType.TEXT, "1");
        Payload two = Exchanges.received("a", PayloadType.TEXT, "2");
        assertThat(Exchanges.received(context, Exchanges.envelope(one))
                        .getMessage()
                        .getBody())
                .isEqualTo("1");
        assertThat(Exchanges.received(context, Exchanges.envelope())
                        .getMessage()
                        .getBody())
                .isNull();
        List<?> several = Exchanges.received(context, Exchanges.envelope(one, two))
                .getMessage()
                .getBody(List.class);
        assertThat(several).extracting(payload -> ((Payload) payload).value()).isEqualTo(List.of("1", "2"));
    }

    @Test
    void bodyIsAlwaysAListWhereThatIsAskedFor() {
        for (Payload[] payloads : new Payload[][] {{}, {Exchanges.received("a", PayloadType.TEXT, "1")}}) {
            Exchange exchange = Exchanges.with(context, null);
            ExchangePayloads.to(exchange, Exchanges.envelope(payloads), BodyMode.LIST, "s");
            assertThat(exchange.getMessage().getBody(List.class)).hasSize(payloads.length);
        }
    }

    @Test
    void bodyIsTheEnvelopeWhereThatIsAskedFor() {
        Exchange exchange = Exchanges.with(context, null);
        ExchangePayloads.to(
                exchange,
                Exchanges.envelope(Exchanges.received("a", PayloadType.DICTIONARY, Map.of("k", 1))),
                BodyMode.ENVELOPE,
                "s");
        Envelope envelope = exchange.getMessage().getBody(Envelope.class);
        assertThat(envelope.unknownFields()).isEqualTo(Map.of("x", "y"));
        assertThat(envelope.payloads().get(0).as(String.class))
                .as("converts as Camel does")
                .isNotNull();
    }

    @Test
    void givesAContentAsAStreamCacheThatConverts() {
        Content content = Content.of("hello".getBytes(StandardCharsets.UTF_8));
        Exchange exchange =
                Exchanges.received(context, Exchanges.envelope(Exchanges.received("a", PayloadType.BINARY, content)));
        assertThat(exchange.getMessage().getBody()).isInstanceOf(StreamCache.class);
        assertThat(exchange.getMessage().getBody(String.class)).isEqualTo("hello");
        Payload payload = Exchanges.received(
                                        context,
                                        Exchanges.envelope(
                                                Exchanges.received("a", PayloadType.BINARY, content),
                                                Exchanges.received("b", PayloadType.BINARY, content)))
                                .getMessage()
                                .getBody(List.class)
                        instanceof List<?> list
                ? (Payload) list.get(1)
                : null;
        assertThat(payload.as(String.class)).isEqualTo("hello");
        assertThat(payload.as(byte[].class)).as("a second time").hasSize(5);
    }

    @Test
    void convertsPayloadsByCamelsConvertersOrSaysThatItCannot() {
        Exchange exchange = Exchanges.with(context, null);
        ExchangePayloads.to(
                exchange, Exchanges.envelope(Exchanges.received("a", PayloadType.TEXT, "42")), BodyMode.LIST, "s");
        Payload payload = (Payload) exchange.getMessage().getBody(List.class).get(0);
        assertThat(payload.as(Integer.class)).isEqualTo(42);
        assertThat(payload.as(byte[].class)).isEqualTo(new byte[] {'4', '2'});
        assertThatThrownBy(() -> payload.as(Thread.class))
                .isInstanceOf(PayloadConversionException.class)
                .hasMessageContaining("Payload 'a': a value of java.lang.String cannot be read as java.lang.Thread");
    }

    @Test
    void leavesALazyPayloadAloneUntilItIsRead() {
        AtomicInteger fetched = new AtomicInteger();
        Payload lazy = Exchanges.received("a", PayloadType.BINARY, null).toBuilder()
                .lazyValue(() -> {
                    fetched.incrementAndGet();
                    return Content.of(new byte[] {'h', 'i'});
                })
                .build();
        Exchange exchange = Exchanges.received(context, Exchanges.envelope(lazy));
        assertThat(fetched).hasValue(0);
        Payload body = exchange.getMessage().getBody(Payload.class);
        assertThat(body.isLazy()).isTrue();
        assertThat(exchange.getMessage().getBody(String.class)).isEqualTo("hi");
        assertThat(body.value()).isInstanceOf(StreamCache.class);
        assertThat(fetched).hasValue(1);
    }

    @Test
    void readsAnEnvelopeFromTextBytesOrAStream() throws Exception {
        byte[] bytes = "{\"payloads\":[\"ä\"]}".getBytes(StandardCharsets.UTF_8);
        assertThat(ExchangePayloads.envelope(Exchanges.with(context, bytes))).isEqualTo(bytes);
        assertThat(ExchangePayloads.envelope(Exchanges.with(context, new String(bytes, StandardCharsets.UTF_8))))
                .isEqualTo(bytes);
        assertThat(ExchangePayloads.envelope(Exchanges.with(context, new EnvelopeText(bytes))))
                .isEqualTo(bytes);
        assertThat(ExchangePayloads.envelope(Exchanges.with(context, new ByteArrayInputStream(bytes))))
                .isEqualTo(bytes);
        assertThatThrownBy(() -> ExchangePayloads.envelope(Exchanges.with(context, null)))
                .isInstanceOf(InvalidPayloadException.class);
    }

    @Test
    void keepsTheBytesOfAMessageThatCannotBeRead() {
        Exchange exchange = Exchanges.with(context, null);
        ExchangePayloads.unread(exchange, new byte[] {1}, "a.b");
        assertThat(exchange.getMessage().getBody()).isEqualTo(new byte[] {1});
        assertThat(exchange.getMessage().getHeader(NatsBridgeConstants.SUBJECT)).isEqualTo("a.b");
    }

    @Test
    void readsTheTextOfAnEnvelopeOnlyWhenItIsAskedFor() {
        EnvelopeText text = new EnvelopeText("{\"ä\":1}".getBytes(StandardCharsets.UTF_8));
        assertThat(text).hasToString("{\"ä\":1}");
        assertThat(text.length()).isEqualTo(7);
        assertThat(text.charAt(2)).isEqualTo('ä');
        assertThat(text.subSequence(1, 4)).isEqualTo("\"ä\"");
    }
}
