/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.docs;

import org.apache.camel.builder.RouteBuilder;

/** Work that is not lost. */
class JobRoutes extends RouteBuilder {

    @Override
    public void configure() {
        // tag::jobs-send[]
        from("direct:job").to("natsbridge:work.new?jetstreamEnabled=true"); // completes when it is stored
        // end::jobs-send[]

        // tag::jobs-work[]
        from("natsbridge:work.new?jetstreamEnabled=true&durableName=worker"
                        + "&maxDeliver=3&nakDelay=200&deadLetterSubject=dead.work")
                .to("direct:do"); // acknowledged when the route has ended without an error
        // end::jobs-work[]

        // tag::jobs-replay[]
        templatedRoute("natsbridge-dead-letter-replay")
                .parameter("from", "direct:replay")
                .parameter("deadLetterSubject", "dead.work")
                .parameter("subject", "work.>");
        // end::jobs-replay[]
    }
}
