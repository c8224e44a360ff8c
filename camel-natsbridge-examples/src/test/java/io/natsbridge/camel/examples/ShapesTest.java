/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.natsbridge.camel.arrow.ArrowTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.junit.jupiter.api.Test;

/** The YAML of the documents about the data format and the data types runs. */
class ShapesTest {

    @Test
    void aTextTravelsAsRowsAndArrivesAsATable() throws Exception {
        List<Object> rows = new ArrayList<>();
        try (CamelContext context = new DefaultCamelContext()) {
            PluginHelper.getRoutesLoader(context)
                    .loadRoutes(PluginHelper.getResourceLoader(context)
                            .resolveResource("classpath:routes/shapes.camel.yaml"));
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:transport").to("direct:arrival");
                    from("direct:table")
                            .process(exchange -> rows.addAll(exchange.getMessage()
                                    .getBody(ArrowTable.class)
                                    .rows()));
                }
            });
            context.start();
            context.createProducerTemplate().sendBody("direct:report", "item,count\r\nlamp,2\r\n");
            context.createProducerTemplate().sendBody("direct:report", "item,count\r\n");
        }
        assertThat(rows).isEqualTo(List.of(Map.of("item", "lamp", "count", 2L)));
    }
}
