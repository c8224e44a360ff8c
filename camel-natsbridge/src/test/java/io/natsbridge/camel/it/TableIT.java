/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.natsbridge.camel.arrow.ArrowFormat;
import io.natsbridge.camel.arrow.ArrowTable;
import io.natsbridge.camel.arrow.ArrowTables;
import io.natsbridge.camel.test.nats.NatsExtension;
import io.natsbridge.camel.test.plik.EmbeddedPlikOptions;
import io.natsbridge.camel.test.plik.PlikExtension;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.camel.Exchange;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables of both Arrow formats and of JSON, direct and by link, from route to route. */
class TableIT extends CamelTestSupport {

    @RegisterExtension
    static final NatsExtension NATS = NatsExtension.create();

    @RegisterExtension
    static final PlikExtension PLIK = PlikExtension.embedded(EmbeddedPlikOptions.defaults());

    /** What the route saw of a table while it was open. */
    private record Seen(String type, String transport, Object rows, String csv, ArrowFormat format, int vectorRows) {}

    private final BlockingQueue<Object> seen = new LinkedBlockingQueue<>();

    private static String uri(String subject) {
        return "natsbridge:" + subject + "?servers=" + NATS.url() + "&fileserverUrl=" + PLIK.url();
    }

    @Override
    protected RoutesBuilder createRouteBuilder() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(uri("tables")).process(exchange -> seen.add(look(exchange)));
                from(uri("again")).to(uri("tables"));
            }
        };
    }

    private static Object look(Exchange exchange) {
        Object body = exchange.getMessage().getBody();
        String type = exchange.getMessage().getHeader("CamelNatsBridgePayloadType", String.class);
        String transport = exchange.getMessage().getHeader("CamelNatsBridgeTransport", String.class);
        if (body instanceof ArrowTable table) {
            VectorSchemaRoot root = exchange.getMessage().getBody(VectorSchemaRoot.class);
            return new Seen(
                    type,
                    transport,
                    exchange.getMessage().getBody(List.class),
                    exchange.getMessage().getBody(String.class),
                    table.format(),
                    root.getRowCount());
        }
        return new Seen(type, transport, body, exchange.getMessage().getBody(String.class), null, 0);
    }

    @AfterEach
    void nothingIsLeftInMemory() {
        await().atMost(10, TimeUnit.SECONDS)
                .untilAsserted(() -> assertThat(ArrowTables.allocatedBytes()).isZero());
    }

    @ParameterizedTest
    @CsvSource({"arrowtable,1000000,STREAM", "arrowtable,1,STREAM", "table,1000000,FILE", "table,1,FILE"})
    void rowsArriveWithTheirTypes(String type, long threshold, ArrowFormat format) throws Exception {
        List<Map<String, Object>> rows = rows();
        template.sendBody(uri("tables") + "&payloadType=" + type + "&sizeThreshold=" + threshold, rows);
        Seen table = next();
        assertThat(table.type()).isEqualTo(type);
        assertThat(table.transport()).isEqualTo(threshold == 1 ? "link" : "direct");
        assertThat(table.format()).isEqualTo(format);
        assertThat(table.vectorRows()).isEqualTo(rows.size());
        assertThat(table.rows()).usingRecursiveComparison().isEqualTo(rows);
        assertThat(table.csv()).startsWith("id,name,price,day,at,tags\r\n1,\"a, \"\"quoted\"\"\",1.50,2026-01-02,");
    }

    @ParameterizedTest
    @ValueSource(longs = {1_000_000, 1})
    void jsonRowsArriveAsRows(long threshold) throws Exception {
        List<Map<String, Object>> rows = List.of(Map.of("a", 1), Map.of("a", 2.5, "b", List.of("x", 1)));
        template.sendBody(uri("tables") + "&sizeThreshold=" + threshold, rows);
        Seen table = next();
        assertThat(table.type()).isEqualTo("jsontable");
        assertThat(table.rows()).isEqualTo(rows);
        assertThat(table.csv()).startsWith("[{");
    }

    @ParameterizedTest
    @ValueSource(strings = {"arrowtable", "table", "jsontable"})
    void anEmptyTableTravels(String type) throws Exception {
        template.sendBody(uri("tables") + "&payloadType=" + type, new ArrayList<>());
        assertThat(next().rows()).isEqualTo(List.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"direct", "link"})
    void aReceivedTableIsSentOn(String transport) throws Exception {
        String size = transport.equals("link") ? "&sizeThreshold=1" : "";
        template.sendBody(uri("again") + "&payloadType=arrowtable" + size, rows());
        assertThat(next().rows()).usingRecursiveComparison().isEqualTo(rows());
    }

    @Test
    void pythonGetsEveryTableAsArrowFile() throws Exception {
        template.sendBody(uri("tables") + "&targetPlatform=python", List.of(Map.of("a", 1L)));
        Seen table = next();
        assertThat(table.type()).isEqualTo("table");
        assertThat(table.format()).isEqualTo(ArrowFormat.FILE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lz4", "zstd"})
    void compressedTablesAreReadAndWritten(String compression) throws Exception {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            rows.add(Map.of("n", (long) (i % 7), "t", "same text"));
        }
        template.sendBody(uri("tables") + "&payloadType=arrowtable&arrowCompression=" + compression, rows);
        assertThat(next().rows()).usingRecursiveComparison().isEqualTo(rows);
    }

    private Seen next() throws InterruptedException {
        Object table = seen.poll(20, TimeUnit.SECONDS);
        assertThat(table).isInstanceOf(Seen.class);
        return (Seen) table;
    }

    private static List<Map<String, Object>> rows() {
        List<Map<String, Object>> rows = new ArrayList<>();
        rows.add(row(1L, "a, \"quoted\"", new BigDecimal("1.50"), LocalDate.of(2026, 1, 2), Arrays.asList("x", null)));
        rows.add(row(2L, null, null, null, null));
        rows.add(row(null, "ü😀", new BigDecimal("-3.25"), LocalDate.of(1969, 12, 31), List.of()));
        return rows;
    }

    private static Map<String, Object> row(Long id, String name, BigDecimal price, LocalDate day, List<String> tags) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", id);
        row.put("name", name);
        row.put("price", price);
        row.put("day", day);
        row.put("at", day == null ? null : ZonedDateTime.parse("2026-03-04T05:06:07.123456Z[UTC]"));
        row.put("tags", tags);
        return row;
    }
}
