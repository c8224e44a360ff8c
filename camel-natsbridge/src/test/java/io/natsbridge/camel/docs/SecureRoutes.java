/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.docs;

import org.apache.camel.builder.RouteBuilder;

/** A consumer that trusts no sender more than it must. */
class SecureRoutes extends RouteBuilder {

    @Override
    public void configure() {
        // tag::secure-receive[]
        from("natsbridge:orders.new?requireHash=true&maxPayloads=4&maxDownloadBytes=100000000"
                        + "&allowedReplySubjects=answers.shop.>")
                .to("direct:order");
        // end::secure-receive[]
        from("direct:sell").to("natsbridge:orders.new?hash=all");
    }
}
