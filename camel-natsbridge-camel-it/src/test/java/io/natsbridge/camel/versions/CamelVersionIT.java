/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.versions;

import static org.assertj.core.api.Assertions.assertThat;

import io.natsbridge.camel.NatsBridgeConstants;
import io.natsbridge.camel.envelope.Payload;
import io.natsbridge.camel.envelope.PayloadType;
import io.natsbridge.camel.test.nats.NatsExtension;
import io.natsbridge.camel.test.plik.PlikExtension;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.camel.LoggingLevel;
import org.apache.camel.Message;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every type of payload, in the message and by link, with the version of Camel that the module names. */
class CamelVersionIT extends CamelTestSupport {

    @RegisterExtension
    static final NatsExtension NATS = NatsExtension.create();

    @RegisterExtension
    static final PlikExtension PLIK = new PlikExtension();

    private static final String ARRIVED = "${header." + NatsBridgeConstants.PAYLOAD_TYPE + "} arrived, ${header."
            + NatsBridgeConstants.TRANSPORT + "}";

    private static final List<Map<String, Object>> ROWS =
            List.of(Map.of("degrees", 1.5, "place", "a"), Map.of("degrees", 2.5, "place", "b"));

    /** What arrived, read while the exchange was open. */
    private record Arrival(Object type, Object transport, Object value) {
        static Arrival of(Message message) {
            PayloadType type =
                    PayloadType.forWireName(message.getHeader(NatsBridgeConstants.PAYLOAD_TYPE, String.class));
            return new Arrival(type, message.getHeader(NatsBridgeConstants.TRANSPORT), message.getBody(wanted(type)));
        }
    }

    private final BlockingQueue<Arrival> arrived = new LinkedBlockingQueue<>();

    @Override
    protected RoutesBuilder createRouteBuilder() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(uri(""))
                        .log(LoggingLevel.INFO, CamelVersionIT.class.getName(), ARRIVED)
                        .process(exchange -> arrived.add(Arrival.of(exchange.getMessage())));
            }
        };
    }

    private static String uri(String options) {
        return "natsbridge:version?servers=" + NATS.url() + "&fileserverUrl=" + PLIK.url() + options;
    }

    private static Class<?> wanted(PayloadType type) {
        return switch (type) {
            case TEXT -> String.class;
            case DICTIONARY -> Map.class;
            case ARROWTABLE, JSONTABLE, TABLE -> List.class;
            case IMAGE, AUDIO, VIDEO, BINARY -> byte[].class;
        };
    }

    private static Object valueOf(PayloadType type) {
        return switch (type) {
            case TEXT -> "grüße";
            case DICTIONARY -> Map.of("a", List.of(1, 2.5, true));
            case ARROWTABLE, JSONTABLE, TABLE -> ROWS;
            case IMAGE, AUDIO, VIDEO, BINARY -> new byte[] {0, 1, 2, -1};
        };
    }

    @Test
    void theCamelHereIsTheOneThatTheModuleNames() {
        assertThat(context.getVersion()).isEqualTo(System.getProperty("natsbridge.camel.version"));
    }

    @ParameterizedTest
    @EnumSource
    void everyTypeArrives(PayloadType type) throws InterruptedException {
        template.sendBody(uri(""), Payload.of("value", valueOf(type), type));
        assertArrived(type, "direct", valueOf(type));
    }

    @ParameterizedTest
    @EnumSource
    void everyTypeArrivesByLink(PayloadType type) throws InterruptedException {
        template.sendBody(uri("&sizeThreshold=1"), Payload.of("value", valueOf(type), type));
        assertArrived(type, "link", valueOf(type));
    }

    @Test
    void aLargeBodyArrivesByLink() throws InterruptedException {
        byte[] large = new byte[3_000_000];
        new Random(3).nextBytes(large);
        template.sendBody(uri(""), large);
        assertArrived(PayloadType.BINARY, "link", large);
    }

    private void assertArrived(PayloadType type, String transport, Object value) throws InterruptedException {
        Arrival arrival = arrived.poll(20, TimeUnit.SECONDS);
        assertThat(arrival).isNotNull();
        assertThat(arrival.type()).isEqualTo(type);
        assertThat(arrival.transport()).isEqualTo(transport);
        assertThat(arrival.value()).isEqualTo(value);
    }
}
