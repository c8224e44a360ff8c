/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.examples;

import io.natsbridge.camel.NatsBridgeConstants;
import io.natsbridge.camel.arrow.ArrowTable;
import io.natsbridge.camel.test.peer.PythonPeer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.Message;

/** A Python program sends a DataFrame, which a route gets as a table; the route adds a column, and the program gets the answer as a DataFrame. */
public final class PandasTables extends Example {

    private static final String PROGRAM = "sales.py";

    private final Arrivals<Sales> arrived = new Arrivals<>();

    /** What the route got, and what it makes of it: the turnover of each item. */
    record Sales(List<String> columns, long rows, String transport, Map<String, Double> turnover) {}

    /** Runs the example. */
    public static void main(String... arguments) {
        runAndExit(new PandasTables());
    }

    @Override
    public void configure() {
        // tag::example-pandas[]
        from("natsbridge:sales?targetPlatform=python") // a DataFrame is an ArrowTable here
                .transform()
                .message(this::priced); // a List of Map, which is a DataFrame there
        // end::example-pandas[]
    }

    private List<Map<String, Object>> priced(Message message) {
        ArrowTable sales = message.getBody(ArrowTable.class);
        List<Map<String, Object>> rows = sales.rows();
        Map<String, Double> turnover = new TreeMap<>();
        for (Map<String, Object> row : rows) {
            double total = (double) row.get("price") * (long) row.get("count");
            row.put("total", total);
            turnover.merge((String) row.get("item"), total, Double::sum);
        }
        String transport = message.getHeader(NatsBridgeConstants.TRANSPORT, String.class);
        arrived.add(new Sales(sales.columnNames(), sales.rowCount(), transport, turnover));
        return rows;
    }

    @Override
    void play() throws IOException {
        PythonPeer python = new PythonPeer();
        if (stage().skips(python)) {
            return;
        }
        Path program = stage().scratch().resolve(PROGRAM);
        try (InputStream source = PandasTables.class.getResourceAsStream("/python/" + PROGRAM)) {
            Files.copy(source, program);
        }
        say("%nA Python program sends its sales, and gets them back with a total for each");
        String output = python.run(program.toString(), stage().nats().url(), stage().fileserverUrl());
        say("%s%n", output);
        Sales sales = arrived.next(PATIENCE);
        check(sales.columns().equals(List.of("item", "price", "count")), "Camel got the columns %s", sales.columns());
        String rows = String.format(Locale.ROOT, "%,d rows", sales.rows());
        check(output.contains(rows), "and %s, as Python did", rows);
        check(sales.transport().equals("link"), "by %s", sales.transport());
        sales.turnover().forEach((item, total) -> {
            String line = String.format(Locale.ROOT, "%s: %.2f", item, total);
            check(output.contains(line), "both reckon the same for %s", line);
        });
    }
}
