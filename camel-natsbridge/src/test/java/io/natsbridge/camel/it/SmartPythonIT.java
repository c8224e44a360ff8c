/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import io.natsbridge.camel.test.peer.PythonPeer;
import io.natsbridge.camel.test.peer.RequiresPeer;

/** Routes over camel-nats and CPython. */
@RequiresPeer(PythonPeer.class)
class SmartPythonIT extends SmartPeerContract {

    SmartPythonIT() {
        super(new PythonPeer(), "python", "text", "dictionary", "table", "image", "audio", "video", "binary");
    }
}
