/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.natsbridge.camel.envelope.Envelope;
import io.natsbridge.camel.envelope.PayloadType;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReceivedMessageTest {

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final Envelope envelope = Exchanges.envelope(Exchanges.received("a", PayloadType.TEXT, "x"));

    @AfterEach
    void stop() {
        context.stop();
    }

    private Exchange begun() {
        Exchange exchange = new DefaultExchange(context);
        ExchangePayloads.begin(exchange, envelope, BodyMode.AUTO, "real.subject");
        return exchange;
    }

    private Map<String, Object> setAtOnce() {
        Exchange exchange = Exchanges.with(context, null);
        ExchangePayloads.to(exchange, envelope, BodyMode.AUTO, "real.subject");
        return new TreeMap<>(exchange.getMessage().getHeaders());
    }

    @Test
    void hasTheHeadersThatAreSetAtOnceElsewhere() {
        Message message = begun().getMessage();
        assertThat(message).isInstanceOf(ReceivedMessage.class);
        assertThat(message.getBody()).isEqualTo("x");
        assertThat(message.hasHeaders()).isTrue();
        assertThat(new TreeMap<>(message.getHeaders())).isEqualTo(setAtOnce());
    }

    @Test
    void findsAHeaderWhateverItsCase() {
        Message message = begun().getMessage();
        assertThat(message.getHeader(NatsBridgeConstants.MSG_ID.toLowerCase(Locale.ROOT)))
                .isEqualTo("msg-1");
    }

    @Test
    void keepsItsHeadersBesideThoseThatTheRouteSets() {
        Message message = begun().getMessage();
        message.setHeader("mine", 1);
        Map<String, Object> expected = setAtOnce();
        expected.put("mine", 1);
        assertThat(new TreeMap<>(message.getHeaders())).isEqualTo(expected);
    }

    @Test
    void handsItsHeadersOnToACopyThatMeansNoWishes() {
        Exchange copy = begun().copy();
        assertThat(new TreeMap<>(copy.getMessage().getHeaders())).isEqualTo(setAtOnce());
        ExchangeOptions wishes = new ExchangeOptions(copy, Exchanges.configuration());
        assertThat(wishes.subject()).isEqualTo("demo.subject");
        assertThat(wishes.correlationId()).isEqualTo("corr-1");
    }

    @Test
    void sharesNoHeadersWithAnother() {
        Message one = begun().getMessage();
        one.setHeader(NatsBridgeConstants.MSG_ID, "changed");
        assertThat(begun().getMessage().getHeader(NatsBridgeConstants.MSG_ID)).isEqualTo("msg-1");
    }

    @Test
    void hasNoneAfterARemovalOfAll() {
        Message message = begun().getMessage();
        message.removeHeaders("*");
        assertThat(message.hasHeaders()).isFalse();
    }

    @Test
    void hasNoneOnceItIsReset() {
        Message message = begun().getMessage();
        message.reset();
        assertThat(message.hasHeaders()).isFalse();
        assertThat(message.getBody()).isNull();
    }

    @Test
    void leavesHeadersThatCameWithIt() {
        Exchange exchange = Exchanges.with(context, null);
        exchange.getMessage().setHeader("came", "with");
        ExchangePayloads.begin(exchange, envelope, BodyMode.AUTO, "real.subject");
        Map<String, Object> expected = setAtOnce();
        expected.put("came", "with");
        assertThat(new TreeMap<>(exchange.getMessage().getHeaders())).isEqualTo(expected);
    }
}
