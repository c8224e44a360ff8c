/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import io.natsbridge.camel.error.Names;
import io.natsbridge.camel.error.NatsBridgeException.ConnectionException;
import io.natsbridge.camel.store.ObjectUrl;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says at start what an endpoint's stream does not protect: files that are gone before the messages that link to them, and messages that exist once. */
final class StreamAdvice {

    private static final Logger LOG = LoggerFactory.getLogger(StreamAdvice.class);

    private final StreamSetup setup;
    private final NatsBridgeConfiguration configuration;

    StreamAdvice(StreamSetup setup, NatsBridgeConfiguration configuration) {
        this.setup = setup;
        this.configuration = configuration;
    }

    /** Looks at a stream and logs what follows; a stream that this client may not look at is taken as it is. */
    void give(String stream) {
        try {
            StreamConfiguration settings = setup.settings(stream);
            copies(settings);
            if (hasLinksThatEnd()) {
                lives(settings);
            }
        } catch (ConnectionException e) {
            LOG.info("Cannot compare linkTtl with the stream: {}", e.getMessage());
        }
    }

    private static void copies(StreamConfiguration settings) {
        String name = Names.printable(settings.getName());
        if (settings.getStorageType() == StorageType.Memory) {
            LOG.warn("Stream '{}' is kept in memory: a restart of its servers loses its messages", name);
        } else if (settings.getReplicas() == 1) {
            LOG.info(
                    "Stream '{}' has one replica: a message that it confirmed survives the end of the server's process, not the loss of"
                            + " its machine or disk, and only with sync_interval=always its sudden stop; three replicas survive one machine",
                    name);
        }
    }

    /** Another store's files live as long as it says. */
    private boolean hasLinksThatEnd() {
        List<String> urls = Defaults.fileserverUrls(configuration.getFileserverUrl());
        return configuration.getClaimCheckUri() == null
                && configuration.getFileserverUploadHandler() == null
                && !urls.stream().allMatch(ObjectUrl::isOne);
    }

    private void lives(StreamConfiguration settings) {
        Duration age = settings.getMaxAge();
        long redelivery = longestRedelivery();
        boolean unlimited = age == null || age.isZero();
        long needed = unlimited ? redelivery : saturated(age.toMillis() + (double) redelivery);
        String keeps = unlimited ? "without a limit of age" : "for " + text(age.toMillis());
        if (configuration.getLinkTtl() < needed) {
            LOG.warn(
                    "Files of large payloads may be gone before their messages: linkTtl is {}, but stream '{}' keeps messages {}, and delivers one again"
                            + " for up to {} (by ackWait, nakDelay and maxDeliver); raise linkTtl to {} or more",
                    text(configuration.getLinkTtl()),
                    Names.printable(settings.getName()),
                    keeps,
                    redeliveryText(redelivery),
                    text(needed));
        } else if (unlimited) {
            LOG.info(
                    "Stream '{}' keeps messages {}, so linkTtl={} was compared only with the time that one is delivered again, {}: a message that waits longer"
                            + " than linkTtl arrives when the files of its large payloads are gone; give the stream a max age",
                    Names.printable(settings.getName()),
                    keeps,
                    text(configuration.getLinkTtl()),
                    redeliveryText(redelivery));
        }
    }

    private String redeliveryText(long redelivery) {
        return configuration.getMaxDeliver() > 0 ? text(redelivery) : "ever, maxDeliver is -1";
    }

    /** From the first delivery to the end of the last in ms, each at its slowest; without a limit of deliveries that of one. */
    private long longestRedelivery() {
        double millis = configuration.getAckWait();
        int again = Math.max(0, configuration.getMaxDeliver() - 1);
        int growing = Math.min(again, JetStreamSettlement.MOST_DOUBLINGS);
        for (int delivery = 1; delivery <= growing; delivery++) {
            millis += span(delivery);
        }
        return saturated(millis + (double) (again - growing) * span(JetStreamSettlement.MOST_DOUBLINGS + 1L));
    }

    private double span(long delivery) {
        return Math.max(
                configuration.getAckWait(), JetStreamSettlement.longestWait(configuration.getNakDelay(), delivery));
    }

    private static long saturated(double millis) {
        return (long) millis;
    }

    /** As options take it. */
    private static String text(long millis) {
        return Duration.ofMillis(millis).toString().substring("PT".length()).toLowerCase(Locale.ROOT);
    }
}
