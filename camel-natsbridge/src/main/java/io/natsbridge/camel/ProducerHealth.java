/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.health.WritableHealthCheckRepository;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Whether a producer can send: its connection is up, and of the file servers that its options name one answers. */
final class ProducerHealth extends AbstractHealthCheck {

    private final NatsBridgeProducer producer;

    ProducerHealth(NatsBridgeProducer producer) {
        super("camel", "producer:natsbridge-" + producer.getEndpoint().getId());
        this.producer = producer;
        setEnabled(producer.getEndpoint().getComponent().isHealthCheckProducerEnabled());
    }

    /** Puts the check into Camel's registry, where the context has one. */
    void add() {
        checks().ifPresent(checks -> checks.addHealthCheck(this));
    }

    void remove() {
        checks().ifPresent(checks -> checks.removeHealthCheck(this));
    }

    private Optional<WritableHealthCheckRepository> checks() {
        return Optional.ofNullable(HealthCheckHelper.getHealthCheckRepository(
                producer.getEndpoint().getCamelContext(), "producers", WritableHealthCheckRepository.class));
    }

    @Override
    protected void doCall(HealthCheckResultBuilder result, Map<String, Object> options) {
        NatsBridgeEndpoint endpoint = producer.getEndpoint();
        result.up();
        result.detail("subject", endpoint.getConfiguration().getSubject());
        List<String> servers = endpoint.fileserversToCheck();
        List<String> failures = new ArrayList<>();
        for (String server : servers) {
            Optional<String> failure = endpoint.checkFileserver(server);
            result.detail("fileserver." + server, failure.orElse("up"));
            failure.ifPresent(why -> failures.add(server + ": " + why));
        }
        if (!servers.isEmpty() && failures.size() == servers.size()) {
            result.down().message("No file server takes uploads: " + String.join("; ", failures));
        }
        producer.tell(result);
    }
}
