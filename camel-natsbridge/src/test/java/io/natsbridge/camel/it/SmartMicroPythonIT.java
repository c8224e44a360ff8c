/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import io.natsbridge.camel.test.peer.MicroPythonPeer;
import io.natsbridge.camel.test.peer.RequiresPeer;

/** Routes over camel-nats and MicroPython. */
@RequiresPeer(MicroPythonPeer.class)
class SmartMicroPythonIT extends SmartPeerContract {

    SmartMicroPythonIT() {
        super(new MicroPythonPeer(), "micropython", "text", "dictionary", "image", "audio", "video", "binary");
    }
}
