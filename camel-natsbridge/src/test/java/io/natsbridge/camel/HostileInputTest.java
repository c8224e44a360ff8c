/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import io.natsbridge.camel.envelope.PayloadType;
import io.natsbridge.camel.error.NatsBridgeException.InvalidEnvelopeException;
import io.natsbridge.camel.error.NatsBridgeException.PayloadConversionException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Bombs and ill-formed bytes that a route receives: refused soon, by the right error, or read as they are. */
@Timeout(60)
class HostileInputTest {

    private static final int MILLION = 1_000_000;

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final ProducerTemplate template = context.createProducerTemplate();

    @BeforeEach
    void start() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("direct:in").process(new SmartReceive());
            }
        });
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void aDeepPayloadIsRefused() {
        for (String open : List.of("[", "{\"a\":")) {
            String close = open.equals("[") ? "]" : "}";
            String bomb = open.repeat(10_000) + "1" + close.repeat(10_000);
            assertThat(failure(PayloadType.DICTIONARY, bomb.getBytes(UTF_8)))
                    .isInstanceOf(PayloadConversionException.class);
        }
    }

    @Test
    void aTableOfFiveMillionCellsIsRefused() {
        String cells = "[" + "[],".repeat(5 * MILLION / 2) + "[]]";
        assertThat(cells.length()).as("fewer bytes than the limit").isLessThan(16 << 20);
        assertThat(failure(PayloadType.DICTIONARY, cells.getBytes(UTF_8)))
                .isInstanceOf(PayloadConversionException.class)
                .hasMessageContaining("5000000");
    }

    @Test
    void anEnvelopeOfAMillionKeysOrPayloadsIsRefused() {
        StringBuilder keys = new StringBuilder("{");
        for (int i = 0; i < MILLION; i++) {
            keys.append("\"k").append(i).append("\":0,");
        }
        assertThat(failure(keys + "\"payloads\":[]}")).isInstanceOf(InvalidEnvelopeException.class);
        assertThat(failure("{\"payloads\":[" + "{},".repeat(MILLION) + "{}]}")).isNotNull();
        assertThat(failure("{\"" + "n".repeat(50_000) + "\":0,\"payloads\":[]}"))
                .isInstanceOf(InvalidEnvelopeException.class);
    }

    @Test
    void textOfTwoOrThreeBytesIsReadWhereItIsUtf8AndRefusedElsewhere() {
        int refused = 0;
        for (int pair = 0; pair < 1 << 16; pair++) {
            refused += assertReadAsTheJdkDoes((byte) (pair >> 8), (byte) pair) ? 0 : 1;
        }
        byte[] thirds = {0, 0x7F, (byte) 0x80, (byte) 0xBF, (byte) 0xC0, (byte) 0xFF};
        for (int first = 0xE0; first < 0x100; first++) {
            for (int second = 0x7E; second < 0xC2; second++) {
                for (byte third : thirds) {
                    refused += assertReadAsTheJdkDoes((byte) first, (byte) second, third) ? 0 : 1;
                }
            }
        }
        assertThat(refused).isGreaterThan(40_000);
    }

    @Test
    void anEnvelopeThatIsNoUtf8IsRefused() {
        byte[] envelope = "{\"sender_name\":\"????\",\"payloads\":[]}".getBytes(UTF_8);
        int at = new String(envelope, UTF_8).indexOf("????");
        for (int pair = 0x8000; pair < 1 << 16; pair++) {
            byte[] bytes = {(byte) (pair >> 8), (byte) pair};
            byte[] message = envelope.clone();
            System.arraycopy(bytes, 0, message, at, 2);
            if (pair % 256 >= 0x80) {
                assertThat(failure(message) == null).as("%04X", pair).isEqualTo(jdk(bytes) != null);
            }
        }
    }

    @Test
    void aPayloadOfTwentyMillionBytesIsReadInTheEnvelope() {
        byte[] bytes = new byte[20 * MILLION];
        new Random(7).nextBytes(bytes);
        String data = Base64.getEncoder().encodeToString(bytes);
        Exchange exchange = received(envelope(PayloadType.BINARY, data));
        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getBody(byte[].class)).isEqualTo(bytes);
        String broken = data.substring(0, data.length() - 8) + "!!!!" + data.substring(data.length() - 4);
        assertThat(failure(new String(envelope(PayloadType.BINARY, broken), UTF_8)))
                .isInstanceOf(InvalidEnvelopeException.class);
    }

    @Test
    void namesOfClassesMakeNothingButMaps() {
        String gadget = "{\"@class\":\"javax.swing.JEditorPane\",\"page\":\"http://127.0.0.1:1/\"}";
        String all = "{\"@type\":\"java.net.URL\",\"a\":" + gadget + ",\"b\":[\"java.util.logging.FileHandler\","
                + gadget + "]}";
        Exchange exchange =
                received(envelope(PayloadType.DICTIONARY, Base64.getEncoder().encodeToString(all.getBytes(UTF_8))));
        Map<?, ?> body = exchange.getMessage().getBody(Map.class);
        assertThat(body.get("@type")).isEqualTo("java.net.URL");
        assertThat(body.get("a")).isInstanceOf(Map.class);
        assertThat(body.get("b")).asInstanceOf(LIST).element(1).isInstanceOf(Map.class);
    }

    /** Whether it is UTF-8. */
    private boolean assertReadAsTheJdkDoes(byte... bytes) {
        Exchange exchange =
                received(envelope(PayloadType.TEXT, Base64.getEncoder().encodeToString(bytes)));
        String expected = jdk(bytes);
        if (expected == null) {
            assertThat(exchange.getException())
                    .as(() -> Arrays.toString(bytes))
                    .isInstanceOf(PayloadConversionException.class);
        } else {
            assertThat(exchange.getMessage().getBody())
                    .as(() -> Arrays.toString(bytes))
                    .isEqualTo(expected);
        }
        return expected != null;
    }

    private static String jdk(byte[] bytes) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private Exception failure(PayloadType type, byte[] bytes) {
        return failure(envelope(type, Base64.getEncoder().encodeToString(bytes)));
    }

    private Exception failure(String message) {
        return failure(message.getBytes(UTF_8));
    }

    private Exception failure(byte[] message) {
        return received(message).getException();
    }

    private Exchange received(byte[] message) {
        return template.send("direct:in", exchange -> exchange.getMessage().setBody(message));
    }

    private static byte[] envelope(PayloadType type, String data) {
        return ("{\"payloads\":[{\"dataname\":\"x\",\"transport\":\"direct\",\"payload_type\":\"" + type.wireName()
                        + "\",\"data\":\"" + data + "\"}]}")
                .getBytes(UTF_8);
    }
}
