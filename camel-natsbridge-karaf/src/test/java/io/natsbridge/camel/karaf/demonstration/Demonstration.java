/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.karaf.demonstration;

import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.karaf.core.OsgiDefaultCamelContext;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** A bundle without Blueprint: its Camel context sends itself a table and a file as soon as it runs. */
public final class Demonstration implements BundleActivator {

    /** The size of the file, above the component's threshold. */
    public static final int FILE_SIZE = 2_000_000;

    /** The rows of the table. */
    public static final List<Map<String, Object>> ROWS = List.of(Map.of("degrees", 1.5), Map.of("degrees", 2.5));

    private CamelContext camel;

    @Override
    public void start(BundleContext bundle) throws Exception {
        camel = new OsgiDefaultCamelContext(bundle);
        camel.addRoutes(new Routes());
        camel.start();
        try (ProducerTemplate template = camel.createProducerTemplate()) {
            template.sendBody("direct:table", ROWS);
            template.sendBody("direct:file", new byte[FILE_SIZE]);
        }
    }

    @Override
    public void stop(BundleContext bundle) {
        camel.stop();
    }
}
