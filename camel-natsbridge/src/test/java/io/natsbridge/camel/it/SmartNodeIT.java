/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import io.natsbridge.camel.test.peer.NodePeer;
import io.natsbridge.camel.test.peer.RequiresPeer;

/** Routes over camel-nats and Node.js. */
@RequiresPeer(NodePeer.class)
class SmartNodeIT extends SmartPeerContract {

    SmartNodeIT() {
        super(
                new NodePeer(),
                "javascript",
                "text",
                "dictionary",
                "arrowtable",
                "jsontable",
                "image",
                "audio",
                "video",
                "binary");
    }
}
