/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.natsbridge.camel.envelope.PayloadType;
import io.natsbridge.camel.error.NatsBridgeException.UnsupportedPayloadTypeException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExchangeOptionsTest {

    private final CamelContext context = new DefaultCamelContext();
    private final NatsBridgeConfiguration configuration = Exchanges.configuration();

    @Test
    void takesAHeaderElseTheOption() {
        Exchange exchange = Exchanges.with(context, "hi");
        configuration.setDataname("option");
        configuration.setPayloadType("dictionary");
        configuration.setCorrelationId("c-option");
        assertThat(options(exchange).dataname()).isEqualTo("option");
        assertThat(options(exchange).payloadType()).isEqualTo(PayloadType.DICTIONARY);
        assertThat(options(exchange).correlationId()).isEqualTo("c-option");
        assertThat(options(exchange).subject()).isEqualTo("demo.subject");
        exchange.getMessage().setHeader(NatsBridgeConstants.DATANAME, "header");
        exchange.getMessage().setHeader(NatsBridgeConstants.PAYLOAD_TYPE, "text");
        exchange.getMessage().setHeader(NatsBridgeConstants.CORRELATION_ID, 42);
        exchange.getMessage().setHeader(NatsBridgeConstants.SUBJECT, "other.subject");
        assertThat(options(exchange).dataname()).isEqualTo("header");
        assertThat(options(exchange).payloadType()).isEqualTo(PayloadType.TEXT);
        assertThat(options(exchange).correlationId()).isEqualTo("42");
        assertThat(options(exchange).subject()).isEqualTo("other.subject");
    }

    @Test
    void asksForNothingByDefault() {
        ExchangeOptions options = options(Exchanges.with(context, "hi"));
        assertThat(options.dataname()).isEqualTo("payload");
        assertThat(options.payloadType()).isNull();
        assertThat(options.correlationId()).isNull();
        assertThat(options.contentType()).isNull();
        assertThat(options.metadata()).isEmpty();
        assertThat(options.text(NatsBridgeConstants.MSG_ID, null)).isNull();
    }

    @Test
    void takesAPayloadTypeItselfAsHeader() {
        Exchange exchange = Exchanges.with(context, "hi");
        exchange.getMessage().setHeader(NatsBridgeConstants.PAYLOAD_TYPE, PayloadType.IMAGE);
        assertThat(options(exchange).payloadType()).isEqualTo(PayloadType.IMAGE);
        exchange.getMessage().setHeader(NatsBridgeConstants.PAYLOAD_TYPE, "csv");
        assertThatThrownBy(() -> options(exchange).payloadType()).isInstanceOf(UnsupportedPayloadTypeException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"$JS.API.STREAM.DELETE.x", "a.>", "a b", "", "a\r\nb"})
    void letsAHeaderChooseNoSubjectThatIsNone(String subject) {
        Exchange exchange = Exchanges.with(context, "hi");
        exchange.getMessage().setHeader(NatsBridgeConstants.SUBJECT, subject);
        assertThatThrownBy(() -> options(exchange).subject()).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void takesTheMediaTypeOfTheBodyWhereNoneIsAskedFor() {
        Exchange exchange = Exchanges.with(context, "hi");
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "image/png");
        assertThat(options(exchange).contentType()).isEqualTo("image/png");
        exchange.getMessage().setHeader(NatsBridgeConstants.CONTENT_TYPE, "image/gif");
        assertThat(options(exchange).contentType()).isEqualTo("image/gif");
    }

    @Test
    void readsMetadataFromAMapOrJson() {
        Exchange exchange = Exchanges.with(context, "hi");
        exchange.getMessage().setHeader(NatsBridgeConstants.METADATA, Map.of(1, "one"));
        assertThat(options(exchange).metadata()).isEqualTo(Map.of("1", "one"));
        exchange.getMessage().setHeader(NatsBridgeConstants.METADATA, "{\"a\":[1,\"ä\"]}");
        assertThat(options(exchange).metadata()).isEqualTo(Map.of("a", Arrays.asList(1, "ä")));
    }

    @Test
    void refusesMetadataThatIsNoObject() {
        Exchange exchange = Exchanges.with(context, "hi");
        for (Object wrong : new Object[] {"[1]", "5", "{", "text", List.of(1), 5}) {
            exchange.getMessage().setHeader(NatsBridgeConstants.METADATA, wrong);
            assertThatThrownBy(() -> options(exchange).metadata())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("Header CamelNatsBridgeMetadata ");
        }
    }

    @Test
    void takesWhatWasReceivedForNoWish() {
        Exchange exchange = Exchanges.received(
                context, Exchanges.envelope(Exchanges.received("theirs", PayloadType.IMAGE, new byte[3])));
        ExchangeOptions options = options(exchange);
        assertThat(options.subject()).isEqualTo("demo.subject");
        assertThat(options.dataname()).isEqualTo("payload");
        assertThat(options.payloadType()).isNull();
        assertThat(options.metadata()).isEmpty();
        assertThat(options.contentType()).isNull();
        for (String header : List.of(
                NatsBridgeConstants.MSG_ID,
                NatsBridgeConstants.MSG_PURPOSE,
                NatsBridgeConstants.SENDER_NAME,
                NatsBridgeConstants.SENDER_ID,
                NatsBridgeConstants.RECEIVER_NAME,
                NatsBridgeConstants.RECEIVER_ID,
                NatsBridgeConstants.REPLY_TO,
                NatsBridgeConstants.REPLY_TO_MSG_ID)) {
            assertThat(options.text(header, "option")).as(header).isEqualTo("option");
        }
    }

    @Test
    void keepsTheCorrelationIdOfWhatWasReceivedUnlessAskedOtherwise() {
        Exchange exchange = Exchanges.received(context, Exchanges.envelope());
        assertThat(options(exchange).correlationId()).isEqualTo("corr-1");
        configuration.setCorrelationId("option");
        assertThat(options(exchange).correlationId()).isEqualTo("option");
        exchange.getMessage().setHeader(NatsBridgeConstants.CORRELATION_ID, "header");
        assertThat(options(exchange).correlationId()).isEqualTo("header");
    }

    @Test
    void takesAReceivedHeaderThatTheRouteChangedForAWish() {
        Exchange exchange = Exchanges.received(context, Exchanges.envelope());
        exchange.getMessage().setHeader(NatsBridgeConstants.SUBJECT, "mine");
        exchange.getMessage().setHeader(NatsBridgeConstants.MSG_PURPOSE, "mine");
        exchange.getMessage().setHeader(NatsBridgeConstants.METADATA, Map.of("m", 2));
        assertThat(options(exchange).subject()).isEqualTo("mine");
        assertThat(options(exchange).text(NatsBridgeConstants.MSG_PURPOSE, "option"))
                .isEqualTo("mine");
        assertThat(options(exchange).metadata()).isEqualTo(Map.of("m", 2));
    }

    private ExchangeOptions options(Exchange exchange) {
        return new ExchangeOptions(exchange, configuration);
    }
}
