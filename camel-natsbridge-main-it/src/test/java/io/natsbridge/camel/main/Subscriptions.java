/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.main;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.natsbridge.camel.test.nats.NatsService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** What a server's monitoring page tells of who listens to what. */
final class Subscriptions {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Subscriptions() {}

    /** The subjects that all connections listen to, but for inboxes. */
    static List<String> of(NatsService nats) {
        List<String> subjects = new ArrayList<>();
        for (JsonNode connection : connections(nats)) {
            for (JsonNode subject : connection.path("subscriptions_list")) {
                if (!subject.asText().startsWith("_INBOX")) {
                    subjects.add(subject.asText());
                }
            }
        }
        return subjects;
    }

    static JsonNode connections(NatsService nats) {
        try {
            return JSON.readTree(
                            URI.create(nats.monitoringUrl() + "/connz?subs=1").toURL())
                    .path("connections");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
