/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

import static io.natsbridge.camel.arrow.RawTable.column;
import static io.natsbridge.camel.arrow.RawTable.none;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.natsbridge.camel.SmartReceive;
import io.natsbridge.camel.error.NatsBridgeException;
import io.natsbridge.camel.error.NatsBridgeException.PayloadConversionException;
import io.natsbridge.camel.error.NatsBridgeException.PayloadTooLargeException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tables that lie, as a route receives them, under both names that a table may have: refused, and nothing stays in memory. */
@Timeout(60)
class HostileTableTest {

    private static final int MANY = 10_000_000;

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final ProducerTemplate template = context.createProducerTemplate();

    @BeforeEach
    void start() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("direct:in").process(new SmartReceive()).process(exchange -> exchange.getMessage()
                        .getBody(ArrowTable.class)
                        .forEach(row -> {}));
            }
        });
        context.start();
    }

    @AfterEach
    void everythingIsGivenBack() {
        context.stop();
        assertThat(ArrowTables.allocatedBytes()).isZero();
    }

    static Stream<Arguments> lies() {
        Stream<Arguments> framing = ArrowFramingTest.lies().map(lie -> Arguments.of(lie.get()[0], lie.get()[1]));
        Stream<Arguments> values = Stream.of(
                        ArrowDamageTest.wrongLengths(), ArrowDamageTest.wrongValues(), ArrowDamageTest.wrongNesting())
                .flatMap(all -> all)
                .map(lie -> Arguments.of(lie.get()[0], ((RawTable) lie.get()[1]).toBytes()));
        return Stream.of(framing, values, bombs()).flatMap(all -> all);
    }

    /** Few bytes that stand for many rows, packed or made of nothing. */
    private static Stream<Arguments> bombs() {
        RawTable nulls = new RawTable(Field.nullable("c", new ArrowType.Null()))
                .batch(Integer.MAX_VALUE, column(Integer.MAX_VALUE, Integer.MAX_VALUE));
        RawTable zeros = new RawTable(Field.nullable("c", ArrowSamples.intType(64, true)))
                .batch(MANY, column(MANY, 0, none(), new byte[8 * MANY]));
        return Stream.of(
                Arguments.of("two milliards of nulls", nulls.toBytes()),
                Arguments.of("80 MB of zeros", zeros.toBytes(ArrowFormat.STREAM, ArrowCompression.ZSTD)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lies")
    void isRefusedByARoute(String name, byte[] bytes) {
        for (String type : List.of("arrowtable", "table")) {
            Exception failure = template.send(
                            "direct:in", exchange -> exchange.getMessage().setBody(envelope(type, bytes)))
                    .getException();

            assertThat(failure)
                    .isInstanceOf(NatsBridgeException.class)
                    .isInstanceOfAny(PayloadConversionException.class, PayloadTooLargeException.class);
        }
    }

    private static byte[] envelope(String type, byte[] bytes) {
        return ("{\"payloads\":[{\"dataname\":\"x\",\"transport\":\"direct\",\"payload_type\":\"" + type
                        + "\",\"data\":\"" + Base64.getEncoder().encodeToString(bytes) + "\"}]}")
                .getBytes(UTF_8);
    }
}
