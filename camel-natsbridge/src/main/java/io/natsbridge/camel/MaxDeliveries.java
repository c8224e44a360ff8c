/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import io.nats.client.Dispatcher;
import io.nats.client.Message;
import io.natsbridge.camel.error.Names;
import io.natsbridge.camel.json.Json;
import io.natsbridge.camel.json.JsonLimits;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs what the broker says of messages that it does not deliver any more, because they were delivered too often: not more than one line in ten seconds, with the count of all. */
final class MaxDeliveries {

    private static final Logger LOG = LoggerFactory.getLogger(MaxDeliveries.class);
    private static final String ADVISORY = "$JS.EVENT.ADVISORY.CONSUMER.MAX_DELIVERIES.";
    private static final long WARN_EVERY_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final JsonLimits LIMITS = new JsonLimits(1 << 16, 8, 1000, 256);

    private final NatsBridgeConnection connection;
    private final String stream;
    private final String durable;
    private Dispatcher dispatcher;
    private long count;
    private long told;
    private long lastWarning;

    MaxDeliveries(NatsBridgeConnection connection, String stream, String durable) {
        this.connection = connection;
        this.stream = stream;
        this.durable = durable;
    }

    /** Begins to listen, where the broker lets this client. */
    void open() throws InterruptedException {
        String subject = ADVISORY + stream + "." + durable;
        long refusals = connection.refusals().now();
        dispatcher = connection.nats().createDispatcher(this::advise);
        dispatcher.subscribe(subject);
        connection.flush();
        if (connection.refusals().subscriptionSince(refusals, subject, "") != null) {
            LOG.info(
                    "Messages of '{}' that the broker gives up are not logged: this client has no permission to subscribe to '{}'",
                    Names.printable(durable),
                    Names.printable(subject));
        }
    }

    private synchronized void advise(Message advisory) {
        count++;
        if (told == 0 || System.nanoTime() - lastWarning > WARN_EVERY_NANOS) {
            Map<?, ?> fields = fields(advisory);
            warn(fields.get("stream_seq"), fields.get("deliveries"));
        }
    }

    private void warn(Object sequence, Object deliveries) {
        lastWarning = System.nanoTime();
        told = count;
        LOG.warn(
                "Message {} of stream '{}' was delivered {} times to '{}' and never settled; the broker does not deliver it any more, and it stays in the stream ({} such messages so far)",
                sequence instanceof Number ? sequence : "?",
                Names.printable(stream),
                deliveries instanceof Number ? deliveries : "too many",
                Names.printable(durable),
                count);
    }

    /** Whoever may publish can send an advisory, so nothing else is taken from it, and it may be no JSON. */
    private static Map<?, ?> fields(Message advisory) {
        try {
            return Json.read(advisory.getData(), LIMITS) instanceof Map<?, ?> fields ? fields : Map.of();
        } catch (IOException e) {
            LOG.debug("An advisory is no JSON", e);
            return Map.of();
        }
    }

    /** Ends, and tells of what was not told yet. */
    void close() {
        if (!connection.isClosed()) {
            connection.nats().closeDispatcher(dispatcher);
        }
        synchronized (this) {
            if (count > told) {
                warn(null, null);
            }
        }
    }
}
