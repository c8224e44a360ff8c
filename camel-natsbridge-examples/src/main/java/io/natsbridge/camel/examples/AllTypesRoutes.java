/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.examples;

import org.apache.camel.builder.RouteBuilder;

/** The routes of the first example that are written in Java; the others are in {@code routes/all-types.camel.yaml}. */
final class AllTypesRoutes extends RouteBuilder {

    private final Inbox messages;
    private final Inbox answers;

    AllTypesRoutes(Inbox messages, Inbox answers) {
        this.messages = messages;
        this.answers = answers;
    }

    @Override
    public void configure() {
        // Messages name a subject for answers; this receiver leaves it to the peer to answer.
        from("natsbridge:demo.messages?bodyMode=list&exchangePattern=InOnly")
                .routeId("receive")
                .process(messages);

        from("natsbridge:demo.answers?bodyMode=list").routeId("receive-answers").process(answers);

        from("direct:ask").routeId("ask").to("natsbridge:demo.questions?hash=all");
    }
}
