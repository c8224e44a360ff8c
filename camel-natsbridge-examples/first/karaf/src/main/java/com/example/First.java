package com.example;

import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.karaf.core.OsgiDefaultCamelContext;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Runs the routes of {@code first.camel.yaml} while the bundle is active. */
public class First extends RouteBuilder implements BundleActivator {

    private CamelContext camel;

    @Override
    public void configure() {
        from("natsbridge:first")
                .log("${header.CamelNatsBridgeSenderName} says ${body[greeting]}, "
                        + "${header.CamelNatsBridgePayloadSize} bytes, ${header.CamelNatsBridgeTransport}");
        from("timer:once?repeatCount=1")
                .setBody(simple("{\"greeting\": \"Hello\", \"at\": \"${date:now}\"}"))
                .to("natsbridge:first?payloadType=dictionary");
    }

    @Override
    public void start(BundleContext bundle) throws Exception {
        camel = new OsgiDefaultCamelContext(bundle);
        camel.addRoutes(this);
        camel.start();
    }

    @Override
    public void stop(BundleContext bundle) {
        camel.stop();
    }
}
