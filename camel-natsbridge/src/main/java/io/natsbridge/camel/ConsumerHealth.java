/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Whether a consumer gets its messages: its connection is up, and its durable consumer, if it has one, gives messages. */
final class ConsumerHealth extends AbstractHealthCheck {

    private final NatsBridgeConsumer consumer;

    ConsumerHealth(NatsBridgeConsumer consumer) {
        super("camel", "consumer:natsbridge");
        this.consumer = consumer;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder result, Map<String, Object> options) {
        result.up();
        result.detail("subject", consumer.getEndpoint().getConfiguration().getSubject());
        result.detail("messages.dropped", consumer.getDroppedMessages());
        result.detail("connection.breaks", consumer.getConnectionBreaks());
        consumer.tell(result);
    }
}
