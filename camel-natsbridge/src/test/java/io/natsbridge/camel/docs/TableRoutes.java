/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.docs;

import io.natsbridge.camel.NatsBridgeConstants;
import io.natsbridge.camel.arrow.ArrowTable;
import java.util.concurrent.atomic.DoubleAdder;
import org.apache.arrow.vector.Float8Vector;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

/** Tables of rows, of beans, of Arrow vectors, and of comma-separated values. */
class TableRoutes extends RouteBuilder {

    @Override
    public void configure() {
        // tag::table-send[]
        from("direct:readings") // the body is a List, an array or an Iterator of maps or beans
                .to("natsbridge:lab.readings?payloadType=arrowtable&dataname=readings");
        // end::table-send[]

        // tag::table-rows[]
        from("natsbridge:lab.readings")
                .split(body()) // an ArrowTable, whose rows are maps
                .streaming()
                .filter(simple("${body[celsius]} > 30"))
                .to("direct:alarm");
        // end::table-rows[]

        // tag::table-beans[]
        from("natsbridge:lab.readings")
                .convertBodyTo(Reading[].class) // record Reading(String sensor, double celsius)
                .to("direct:beans");
        // end::table-beans[]

        // tag::table-batches[]
        from("natsbridge:lab.readings").process(TableRoutes::mean).to("direct:mean");
        // end::table-batches[]

        // tag::table-csv[]
        from("file:{{reports}}?noop=true") // text of comma-separated values
                .setHeader(NatsBridgeConstants.CONTENT_TYPE, constant("text/csv"))
                .to("natsbridge:lab.readings?payloadType=arrowtable&dataname=readings");

        from("natsbridge:lab.readings")
                .convertBodyTo(ArrowTable.class)
                .convertBodyTo(String.class) // comma-separated values again
                .to("file:{{archive}}?fileName=${header.CamelNatsBridgeMsgId}.csv");
        // end::table-csv[]

        // tag::table-python[]
        from("direct:to-python").to("natsbridge:lab.python?targetPlatform=python&payloadType=arrowtable");
        // end::table-python[]
    }

    // tag::table-mean[]
    private static void mean(Exchange exchange) {
        ArrowTable table = exchange.getMessage().getBody(ArrowTable.class);
        DoubleAdder sum = new DoubleAdder();
        table.forEachBatch(batch -> {
            Float8Vector celsius = (Float8Vector) batch.getVector("celsius");
            for (int row = 0; row < batch.getRowCount(); row++) {
                sum.add(celsius.get(row));
            }
        });
        exchange.getMessage().setBody(sum.sum() / table.rowCount());
    }
    // end::table-mean[]
}
