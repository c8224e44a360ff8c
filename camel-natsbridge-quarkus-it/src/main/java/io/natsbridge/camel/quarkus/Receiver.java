/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.quarkus;

import io.natsbridge.camel.NatsBridgeConstants;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.File;
import java.util.List;
import org.apache.camel.builder.RouteBuilder;

/** Takes a table as rows, and a file that came by link as a file; the routes that send them are in {@code camel/sender.camel.yaml}. */
@ApplicationScoped
public class Receiver extends RouteBuilder {

    @Override
    public void configure() {
        from("natsbridge:quarkus.table")
                .convertBodyTo(List.class)
                .log("${header." + NatsBridgeConstants.PAYLOAD_TYPE + "} arrived as rows: ${body}")
                .to("mock:table");
        from("natsbridge:quarkus.file")
                .convertBodyTo(File.class)
                .log("${header." + NatsBridgeConstants.PAYLOAD_SIZE + "} bytes arrived by ${header."
                        + NatsBridgeConstants.TRANSPORT + "}")
                .to("mock:file");
    }
}
