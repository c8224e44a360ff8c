/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.docs.first;

// tag::first-application[]
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;

public class FirstApplication extends RouteBuilder {

    public static void main(String[] args) throws Exception {
        new Main(FirstApplication.class).run(args);
    }

    @Override
    public void configure() {
        from("timer:order?repeatCount=1")
                .setBody(exchange -> Map.of("item", "lamp", "count", 2))
                .to("natsbridge:orders.new?senderName=shop");

        from("natsbridge:orders.new").log("${header.CamelNatsBridgeSenderName} orders ${body[count]} of ${body[item]}");
    }
}
// end::first-application[]
