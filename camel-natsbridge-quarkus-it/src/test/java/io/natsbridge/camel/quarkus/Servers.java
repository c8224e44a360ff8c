/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.quarkus;

import io.natsbridge.camel.test.nats.NatsService;
import io.natsbridge.camel.test.nats.NatsServices;
import io.natsbridge.camel.test.plik.PlikService;
import io.natsbridge.camel.test.plik.PlikServices;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** A broker and a file server, up before the application starts, which finds them by its properties. */
public final class Servers implements QuarkusTestResourceLifecycleManager {

    private NatsService nats;
    private PlikService plik;

    @Override
    public Map<String, String> start() {
        nats = NatsServices.start();
        plik = PlikServices.start();
        return Map.of(
                "camel.component.natsbridge.servers", nats.url(),
                "camel.component.natsbridge.fileserver-url", plik.url());
    }

    @Override
    public void stop() {
        if (plik != null) {
            plik.close();
        }
        if (nats != null) {
            nats.close();
        }
    }
}
