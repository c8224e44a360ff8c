/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.docs;

import io.natsbridge.camel.envelope.Payload;
import io.natsbridge.camel.envelope.PayloadType;
import java.io.File;
import java.util.List;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;

class ChatRoutes extends RouteBuilder {
    @Override
    public void configure() {
        // tag::chat[]
        from("direct:say") // the body is a File
                .process(exchange -> exchange.getMessage()
                        .setBody(List.of(
                                Payload.of("words", "Look at my holiday!", PayloadType.TEXT),
                                Payload.of("rating", List.of(Map.of("stars", 5)), PayloadType.ARROWTABLE),
                                Payload.of("film.mp4", exchange.getMessage().getBody(File.class), PayloadType.VIDEO))))
                .to("natsbridge:chat.room");

        from("natsbridge:chat.room?bodyMode=list")
                .split(body())
                .log("${body.dataname}: ${body.type}, ${body.size} bytes, ${body.transport}")
                .to("direct:hear"); // a Payload: as(String.class), as(List.class), as(InputStream.class)
        // end::chat[]
    }
}
