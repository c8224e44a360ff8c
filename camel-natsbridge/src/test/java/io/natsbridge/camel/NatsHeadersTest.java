/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.Message;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsMessage;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NatsHeadersTest {

    private final NatsBridgeHeaderFilterStrategy filter = new NatsBridgeHeaderFilterStrategy();
    private final Exchange exchange = new DefaultExchange(new DefaultCamelContext());

    /** Names by which somebody outside could command Camel or the broker. */
    static Stream<String> commands() throws IllegalAccessException {
        List<String> names = new ArrayList<>(List.of(
                "CamelHttpUri",
                "CamelHttpMethod",
                "CamelHttpPath",
                "CamelHttpQuery",
                "CamelFileName",
                "CamelFileNameProduced",
                "CamelOverruleFileName",
                "CamelExecCommandExecutable",
                "CamelExecCommandArgs",
                "CamelSqlQuery",
                "CamelJmsDestinationName",
                "CamelBeanMethodName",
                "CamelToDynamicEndpoint",
                "CamelSlipEndpoint",
                "CamelVelocityTemplate",
                "CamelFreemarkerTemplate",
                "CamelDockerCmd",
                "CamelLdapSearchFilter",
                "CamelNatsSubject",
                "Camel",
                "org.apache.camel",
                "org.apache.camel.something",
                "Nats-Msg-Id",
                "Nats-Rollup",
                "Nats-TTL",
                "Nats-Trace-Dest",
                "Nats-Trace-Only",
                "Nats-Expected-Stream",
                "Nats-Expected-Last-Sequence",
                "Nats-Expected-Last-Msg-Id",
                "Nats-Schedule",
                "Nats-Schedule-Target",
                "Nats-Batch-Id",
                "Nats-Service-Error",
                "Nats-Service-Error-Code",
                "Nats-",
                "Nats-Something-New"));
        for (var field : NatsBridgeConstants.class.getFields()) {
            if (!field.getName().equals("SCHEME")) {
                names.add((String) field.get(null));
            }
        }
        return names.stream();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void letsNoCommandInHoweverItIsSpelt(String name) {
        Headers headers = new Headers();
        spellings(name).forEach(spelling -> headers.add(spelling, "evil"));
        headers.add("harmless", "yes");
        NatsHeaders.toExchange(message(headers), exchange, filter);
        assertThat(exchange.getMessage().getHeaders()).containsOnly(Map.entry("harmless", "yes"));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void letsNoCommandOutHoweverItIsSpelt(String name) {
        spellings(name).forEach(spelling -> exchange.getMessage().setHeader(spelling, "evil"));
        assertThat(NatsHeaders.toNats(exchange, filter)).isNull();
        exchange.getMessage().setHeader("harmless", "yes");
        assertThat(NatsHeaders.toNats(exchange, filter).keySet()).containsExactly("harmless");
    }

    @Test
    void knowsAtLeastSixtyCommands() throws Exception {
        assertThat(commands()).hasSizeGreaterThanOrEqualTo(59);
    }

    @Test
    void carriesTextNumbersAndTruthValues() {
        exchange.getMessage().setHeader("text", new StringBuilder("t"));
        exchange.getMessage().setHeader("number", 5L);
        exchange.getMessage().setHeader("truth", true);
        Headers headers = NatsHeaders.toNats(exchange, filter);
        assertThat(headers.getFirst("text")).isEqualTo("t");
        assertThat(headers.getFirst("number")).isEqualTo("5");
        assertThat(headers.getFirst("truth")).isEqualTo("true");
    }

    @Test
    void leavesBehindWhatHasNoTextOfItsOwn() {
        exchange.getMessage().setHeader("bytes", new byte[1]);
        exchange.getMessage().setHeader("list", List.of("a"));
        exchange.getMessage().setHeader("date", new Date());
        exchange.getMessage().setHeader("null", null);
        assertThat(NatsHeaders.toNats(exchange, filter)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a:b", "a\rb", "a\nb", "a\r\nX: y", "ä", "a\0", "a\u007F", "a\tb"})
    void leavesBehindNamesThatNatsCannotCarry(String name) {
        exchange.getMessage().getHeaders().put(name, "v");
        assertThat(NatsHeaders.toNats(exchange, filter)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ä€😀", "a\r\nNats-Rollup: all", "a\0b", "tab\t", "\u007F", "\u2028"})
    void encodesValuesThatNatsCannotCarry(String value) {
        exchange.getMessage().setHeader("h", value);
        String carried = NatsHeaders.toNats(exchange, filter).getFirst("h");
        assertThat(carried.chars()).allMatch(c -> c > 0x20 && c < 0x7F);
        assertThat(URLDecoder.decode(carried, StandardCharsets.UTF_8)).isEqualTo(value);
        assertThat(new NatsMessage("s", null, NatsHeaders.toNats(exchange, filter), null))
                .isNotNull();
    }

    @Test
    void encodesASpaceNextToWhatMustBeEncodedAsPercentTwenty() {
        exchange.getMessage().setHeader("h", "a ü");
        assertThat(NatsHeaders.toNats(exchange, filter).getFirst("h")).isEqualTo("a%20%C3%BC");
    }

    @Test
    void leavesPrintableValuesAsTheyAre() {
        exchange.getMessage().setHeader("h", "a b%20c: d+e~");
        assertThat(NatsHeaders.toNats(exchange, filter).getFirst("h")).isEqualTo("a b%20c: d+e~");
    }

    @Test
    void handsOnSeveralValuesOfOneNameAsAList() {
        Headers headers = new Headers().add("many", "a", "b").add("one", "c");
        NatsHeaders.toExchange(message(headers), exchange, filter);
        assertThat(exchange.getMessage().getHeader("many")).isEqualTo(List.of("a", "b"));
        assertThat(exchange.getMessage().getHeader("one")).isEqualTo("c");
    }

    @Test
    void passesOverAMessageWithoutHeaders() {
        NatsHeaders.toExchange(message(null), exchange, filter);
        assertThat(exchange.getMessage().getHeaders()).isEmpty();
        assertThat(NatsHeaders.toNats(exchange, filter)).isNull();
    }

    private static List<String> spellings(String name) {
        StringBuilder alternating = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            alternating.append(i % 2 == 0 ? Character.toLowerCase(c) : Character.toUpperCase(c));
        }
        return Arrays.asList(
                name,
                name.toLowerCase(Locale.ROOT),
                name.toUpperCase(Locale.ROOT),
                alternating.toString(),
                Character.toLowerCase(name.charAt(0)) + name.substring(1),
                Character.toUpperCase(name.charAt(0)) + name.substring(1).toLowerCase(Locale.ROOT));
    }

    private static Message message(Headers headers) {
        return NatsMessage.builder()
                .subject("s")
                .headers(headers)
                .data(new byte[0])
                .build();
    }
}
