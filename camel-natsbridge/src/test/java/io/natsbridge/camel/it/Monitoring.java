/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import com.fasterxml.jackson.databind.JsonNode;
import io.natsbridge.camel.test.nats.NatsService;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;

/** What a server's monitoring page tells of its connections. */
final class Monitoring {

    private Monitoring() {}

    static int connections(NatsService nats) {
        return connz(nats).path("num_connections").asInt();
    }

    static JsonNode connz(NatsService nats) {
        try (InputStream page =
                URI.create(nats.monitoringUrl() + "/connz?subs=1").toURL().openStream()) {
            return Wire.JSON.readTree(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
