/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.docs;

import io.natsbridge.camel.NatsBridgeConstants;
import org.apache.camel.builder.RouteBuilder;

/** Files that are too large for a message. */
class LargeFileRoutes extends RouteBuilder {

    @Override
    public void configure() {
        // tag::large-send[]
        from("file:{{outbox}}")
                .setHeader(NatsBridgeConstants.DATANAME, simple("${file:name}"))
                .to("natsbridge:films.new?linkTtl=2h"); // video, by the ending of its name
        // end::large-send[]

        // tag::large-receive[]
        from("natsbridge:films.new?maxDownloadBytes=2000000000&downloadTimeout=5m")
                .to("file:{{inbox}}?fileName=${header.CamelNatsBridgeMsgId}.mp4"); // streamed
        // end::large-receive[]

        // tag::large-lazy[]
        from("natsbridge:films.new?fetch=lazy")
                .filter(header(NatsBridgeConstants.PAYLOAD_SIZE).isLessThan(2_000_000)) // nothing is fetched yet
                .convertBodyTo(byte[].class) // now it is
                .to("direct:preview");
        // end::large-lazy[]

        // tag::large-once[]
        from("direct:to-archive").to("natsbridge:archive.new");

        from("natsbridge:archive.new?deleteAfterAck=true") // the only reader of its subject
                .to("file:{{archive}}?fileName=${header.CamelNatsBridgeMsgId}.bin");
        // end::large-once[]
    }
}
