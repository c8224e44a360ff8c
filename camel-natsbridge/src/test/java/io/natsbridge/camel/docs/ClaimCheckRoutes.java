/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.docs;

import org.apache.camel.builder.RouteBuilder;

class ClaimCheckRoutes extends RouteBuilder {
    @Override
    public void configure() {
        // tag::plik[]
        templatedRoute("natsbridge-claim-check")
                .parameter("name", "store")
                .parameter("fileserverUrl", "http://files.example.com:8080");

        from("direct:report").to("natsbridge:reports?claimCheckUri=direct:store");
        // end::plik[]

        // tag::own[]
        from("direct:own-store")
                .setHeader("CamelFileName", simple("${header.CamelNatsBridgeMsgId}.bin"))
                .to("file:/srv/www/files")
                .setBody(simple("https://files.example.com/${header.CamelFileName}"));
        // end::own[]
    }
}
