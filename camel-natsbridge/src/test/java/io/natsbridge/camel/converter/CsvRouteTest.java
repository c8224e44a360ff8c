/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.converter;

import static org.assertj.core.api.Assertions.assertThat;

import io.natsbridge.camel.NatsBridgeConstants;
import io.natsbridge.camel.SmartReceive;
import io.natsbridge.camel.SmartSend;
import io.natsbridge.camel.arrow.ArrowTable;
import io.natsbridge.camel.arrow.ArrowTables;
import io.natsbridge.camel.error.NatsBridgeException.PayloadConversionException;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Comma-separated values as tables, and tables as them, in routes. */
class CsvRouteTest {

    private static final String CSV = "name,big,day,\"a \"\"b\"\", c\"\r\n"
            + "Grüße 😀,18446744073709551615,2024-02-29,\"two\nlines\"\r\n"
            + ",1,,\"\"\r\n";

    private final CamelContext context = new DefaultCamelContext();
    private ProducerTemplate template;

    private static List<Map<String, Object>> rows(Object day) {
        BigInteger big = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);
        return List.of(row("Grüße 😀", big, day, "two\nlines"), row(null, 1L, null, ""));
    }

    private static Map<String, Object> row(Object... values) {
        Map<String, Object> row = new LinkedHashMap<>();
        List<String> names = List.of("name", "big", "day", "a \"b\", c");
        names.forEach(name -> row.put(name, values[names.indexOf(name)]));
        return row;
    }

    @BeforeEach
    void start() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:send").process(send("arrowtable")).process(new SmartReceive());
                from("direct:rows").to("direct:send").convertBodyTo(List.class);
                from("direct:csv").to("direct:send").convertBodyTo(String.class);
                from("direct:json").process(send("jsontable")).process(new SmartReceive());
                from("direct:json-to-csv")
                        .to("direct:json")
                        .convertBodyTo(ArrowTable.class)
                        .convertBodyTo(String.class);
                from("direct:table").convertBodyTo(ArrowTable.class).convertBodyTo(List.class);
            }
        });
        context.start();
        template = context.createProducerTemplate();
    }

    @AfterEach
    void nothingIsLeftInMemory() {
        context.stop();
        assertThat(ArrowTables.allocatedBytes()).isZero();
    }

    private static SmartSend send(String type) {
        SmartSend send = new SmartSend();
        send.setSubject("s");
        send.setPayloadType(type);
        return send;
    }

    private static Object plain(Object rows) {
        return rows.toString();
    }

    @Test
    void aTextThatIsSentAsArrowTableIsOne() {
        assertThat(plain(template.requestBody("direct:rows", CSV))).isEqualTo(plain(rows(LocalDate.of(2024, 2, 29))));
    }

    @Test
    void aTableIsTheSameTextAgain() {
        assertThat(template.requestBody("direct:csv", CSV)).isEqualTo(CSV);
    }

    @Test
    void whatIsSaidToBeCsvIsAJsonTable() {
        for (Object body : List.of(CSV, CSV.getBytes(StandardCharsets.UTF_8), stream(CSV))) {
            Object table = template.requestBodyAndHeader(
                    "direct:json", body, Exchange.CONTENT_TYPE, "Text/CSV; charset=utf-8");
            assertThat(table)
                    .isEqualTo(Arrays.asList(
                            row("Grüße 😀", new BigInteger("18446744073709551615"), "2024-02-29", "two\nlines"),
                            row(null, 1, null, "")));
        }
    }

    @Test
    void aJsonTableBecomesCsvAsATable() {
        String csv = template.requestBodyAndHeader(
                "direct:json-to-csv", CSV, NatsBridgeConstants.CONTENT_TYPE, "text/csv", String.class);
        assertThat(csv).isEqualTo(CSV);
    }

    @Test
    void aTextWithoutThatIsTheJsonOfAJsonTable() {
        assertThat(template.requestBody("direct:json", "[{\"a\":1}]")).isEqualTo(List.of(Map.of("a", 1)));
    }

    @Test
    void aTextBytesOrAStreamBecomesATable() {
        for (Object body : List.of(
                "a,b\n1,x",
                "a,b\n1,x".getBytes(StandardCharsets.UTF_8),
                stream("a,b\n1,x"),
                "[{\"a\":1,\"b\":\"x\"}]")) {
            assertThat(template.requestBody("direct:table", body)).isEqualTo(List.of(Map.of("a", 1L, "b", "x")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"secret\":1}", "a,b\nsecret", "[1]", "a,a\n1,secret", "[\"secret", "a\n\"secret"})
    void whatIsNoTableIsRefusedAndNotQuoted(String text) {
        Throwable refused = template.send(
                        "direct:send", exchange -> exchange.getMessage().setBody(text))
                .getException();
        assertThat(refused)
                .isInstanceOf(PayloadConversionException.class)
                .hasMessageContaining("'payload'")
                .hasMessageNotContaining("secret");
    }

    private static ByteArrayInputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
