/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.natsbridge.camel.arrow.ArrowTable;
import io.natsbridge.camel.arrow.ArrowTables;
import io.natsbridge.camel.bridge.MemoryStore;
import io.natsbridge.camel.envelope.Payload;
import io.natsbridge.camel.envelope.PayloadType;
import io.natsbridge.camel.error.NatsBridgeException.PayloadConversionException;
import io.natsbridge.camel.json.JsonArray;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.DataType;
import org.apache.camel.support.DefaultMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The data types that routes name: {@code natsbridge:envelope}, {@code natsbridge:arrow} and {@code natsbridge:rows}. */
class DataTypeTest {

    /** A bean. */
    public record Row(int n, String s) {}

    private static final DataType ENVELOPE = new DataType("natsbridge:envelope");
    private static final DataType ARROW = new DataType("natsbridge:arrow");
    private static final DataType ROWS = new DataType("natsbridge:rows");

    private final CamelContext context = new DefaultCamelContext();
    private final MemoryStore store = new MemoryStore();
    private ProducerTemplate template;

    @BeforeEach
    void start() throws Exception {
        NatsBridgeConfiguration configuration =
                context.getComponent("natsbridge", NatsBridgeComponent.class).getConfiguration();
        configuration.setFileserverUrl(MemoryStore.URL);
        configuration.setFileserverUploadHandler(store);
        configuration.setFileserverDownloadHandler(store);
        configuration.setSizeThreshold(1000L);
        configuration.setSenderName("types");
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:envelope").transformDataType(ENVELOPE);
                from("direct:again").transformDataType(ENVELOPE, ENVELOPE);
                from("direct:arrow").transformDataType(ARROW).process(DataTypeTest::read);
                from("direct:rows").transformDataType(ROWS).process(DataTypeTest::read);
                from("direct:from-envelope").transformDataType(ENVELOPE, ROWS).process(DataTypeTest::read);
                from("direct:arrow-from-envelope")
                        .transformDataType(ENVELOPE, ARROW)
                        .process(DataTypeTest::read);
                from("direct:input").inputType("natsbridge:rows").process(DataTypeTest::read);
                from("direct:typed")
                        .inputType("natsbridge:rows")
                        .outputType("natsbridge:envelope")
                        .setHeader("n", constant(1));
                from("direct:output").outputType("natsbridge:envelope").setBody(constant("x"));
                from("direct:beans")
                        .transformDataType(ROWS)
                        .convertBodyTo(Row[].class)
                        .process(exchange -> exchange.getMessage()
                                .setBody(List.of(exchange.getMessage().getBody(Row[].class))));
                from("direct:csv").transformDataType(ARROW).convertBodyTo(String.class);
            }
        });
        context.start();
        template = context.createProducerTemplate();
    }

    /** What a table holds, for it is closed with the exchange. */
    private static void read(Exchange exchange) {
        Object body = exchange.getMessage().getBody();
        if (body instanceof ArrowTable table) {
            exchange.getMessage().setHeader("table", true);
            exchange.getMessage().setBody(table.rows());
        } else {
            assertThat(body).isInstanceOf(JsonArray.class);
        }
    }

    @AfterEach
    void nothingIsLeftInMemory() {
        context.stop();
        assertThat(ArrowTables.allocatedBytes()).isZero();
    }

    private Exchange through(String route, Object body) {
        Exchange exchange = template.send(route, sent -> sent.getMessage().setBody(body));
        if (exchange.getException() != null) {
            throw new AssertionError(exchange.getException());
        }
        return exchange;
    }

    private byte[] envelope(Object body) {
        return through("direct:envelope", body).getMessage().getBody(byte[].class);
    }

    private static Payload table(PayloadType type, int rows) {
        List<Map<String, Object>> all = Stream.iterate(0, n -> n + 1)
                .limit(rows)
                .map(n -> Map.<String, Object>of("n", n))
                .toList();
        return Payload.of("t", all, type);
    }

    static Stream<Arguments> tables() {
        return Stream.<Object>of(
                        List.of(Map.of("n", 1L, "s", "ü")),
                        List.of(new Row(1, "ü")),
                        new Object[] {new Row(1, "ü")},
                        List.of(new Row(1, "ü")).iterator(),
                        "n,s\n1,ü\n",
                        "[{\"n\":1,\"s\":\"ü\"}]",
                        "n,s\n1,ü\n".getBytes(StandardCharsets.UTF_8),
                        Payload.of("p", List.of(Map.of("n", 1L, "s", "ü")), PayloadType.JSONTABLE))
                .map(table -> Arguments.of(new Object[] {table}));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void anyTableBecomesRows(Object body) {
        Object rows = through("direct:rows", body).getMessage().getBody();
        assertThat(rows.toString()).isIn("[{\"n\":1,\"s\":\"ü\"}]", "[{\"s\":\"ü\",\"n\":1}]");
    }

    @ParameterizedTest
    @MethodSource("tables")
    void anyTableBecomesAnArrowTable(Object body) {
        Exchange exchange = through("direct:arrow", body);
        assertThat(exchange.getMessage().getHeader("table")).isEqualTo(true);
        assertThat(exchange.getMessage().getBody()).isEqualTo(List.of(Map.of("n", 1L, "s", "ü")));
    }

    @Test
    void anEnvelopeIsWhatSmartSendMakesByTheOptionsOfTheComponent() {
        String json = new String(envelope("x".repeat(2000)), StandardCharsets.UTF_8);
        assertThat(json)
                .contains("\"sender_name\":\"types\"")
                .contains("\"transport\":\"link\"")
                .contains(MemoryStore.URL);
        assertThat(store.files).hasSize(1);
    }

    @Test
    void whatIsSaidToBeAnEnvelopeStaysOne() {
        assertThat(through("direct:again", "{}").getMessage().getBody()).isEqualTo("{}");
    }

    @Test
    void theTableOfAnEnvelopeIsTakenDirectAndByLink() {
        for (PayloadType type : List.of(PayloadType.JSONTABLE, PayloadType.ARROWTABLE, PayloadType.TABLE)) {
            for (int rows : new int[] {1, 500}) {
                byte[] json = envelope(table(type, rows));
                assertThat(through("direct:from-envelope", json).getMessage().getBody(List.class))
                        .hasSize(rows);
                assertThat(through("direct:arrow-from-envelope", json)
                                .getMessage()
                                .getBody(List.class))
                        .hasSize(rows);
            }
        }
    }

    @Test
    void theOnlyTableAmongSeveralPayloadsIsTaken() {
        byte[] json = envelope(List.of(Payload.of("a", "x", PayloadType.TEXT), table(PayloadType.ARROWTABLE, 3)));
        assertThat(through("direct:from-envelope", json).getMessage().getBody(List.class))
                .hasSize(3);
    }

    @Test
    void oneOfSeveralTablesIsNotChosen() {
        byte[] json = envelope(List.of(table(PayloadType.ARROWTABLE, 1), table(PayloadType.JSONTABLE, 1)));
        Throwable refused = template.send(
                        "direct:from-envelope", sent -> sent.getMessage().setBody(json))
                .getException();
        assertThat(refused)
                .isInstanceOf(PayloadConversionException.class)
                .hasMessageContaining("2 tables among its 2 payloads");
    }

    @Test
    void whatIsNoTableIsRefused() {
        for (String route : List.of("direct:rows", "direct:arrow")) {
            Throwable refused = template.send(route, sent -> sent.getMessage().setBody("{\"secret\":1}"))
                    .getException();
            assertThat(refused)
                    .isInstanceOf(PayloadConversionException.class)
                    .hasMessageContaining("begins with a brace")
                    .hasMessageNotContaining("secret");
        }
    }

    @Test
    void aRouteDeclaresWhatComesInAndGoesOut() {
        byte[] json = through("direct:output", "y").getMessage().getBody(byte[].class);
        assertThat(new String(json, StandardCharsets.UTF_8)).contains("\"payload_type\":\"text\"");
        byte[] table = template.requestBody("direct:typed", "n,s\n1,x\n", byte[].class);
        assertThat(new String(table, StandardCharsets.UTF_8)).contains("\"payload_type\":\"jsontable\"");
    }

    @Test
    void aMessageOfAKnownTypeIsTransformedAsItComesIn() {
        byte[] json = envelope(table(PayloadType.ARROWTABLE, 2));
        Exchange exchange = template.send("direct:input", sent -> {
            sent.getMessage(DefaultMessage.class).setBody(json, ENVELOPE);
        });
        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getBody(List.class)).hasSize(2);
    }

    @Test
    void rowsBecomeBeansAndTablesText() {
        assertThat(template.requestBody("direct:beans", "n,s\n1,x\n2,y\n"))
                .isEqualTo(List.of(new Row(1, "x"), new Row(2, "y")));
        Iterator<?> rows = List.of(Map.of("n", 1)).iterator();
        assertThat(template.requestBody("direct:csv", rows)).isEqualTo("n\r\n1\r\n");
    }
}
