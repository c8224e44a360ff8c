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
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says what a stream does not protect: files that are gone before the messages that link to them, and messages that exist once. An endpoint logs it at start. */
public final class StreamAdvice {

    private static final Logger LOG = LoggerFactory.getLogger(StreamAdvice.class);

    private final StreamSetup setup;
    private final NatsBridgeConfiguration configuration;

    StreamAdvice(StreamSetup setup, NatsBridgeConfiguration configuration) {
        this.setup = setup;
        this.configuration = configuration;
    }

    /**
     * One thing to know about a stream.
     *
     * @param isWarning whether something will be lost unless it is changed
     * @param text what, and what to do
     */
    public record Advice(boolean isWarning, String text) {}

    /**
     * What follows from a stream's settings for an endpoint with these options.
     *
     * @param settings of the stream
     * @param configuration the endpoint's options; {@code linkTtl}, {@code ackWait}, {@code nakDelay} and {@code maxDeliver} count
     * @return in no order, possibly empty
     */
    public static List<Advice> of(StreamConfiguration settings, NatsBridgeConfiguration configuration) {
        return new StreamAdvice(null, configuration).advice(settings);
    }

    /** Looks at a stream and logs what follows; a stream that this client may not look at is taken as it is. */
    void give(String stream) {
        try {
            for (Advice advice : advice(setup.settings(stream))) {
                if (advice.isWarning()) {
                    LOG.warn("{}", advice.text());
                } else {
                    LOG.info("{}", advice.text());
                }
            }
        } catch (ConnectionException e) {
            LOG.info("Cannot compare linkTtl with the stream: {}", e.getMessage());
        }
    }

    private List<Advice> advice(StreamConfiguration settings) {
        return Stream.of(copies(settings), hasLinksThatEnd() ? lives(settings) : Optional.<Advice>empty())
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Advice> copies(StreamConfiguration settings) {
        String name = Names.printable(settings.getName());
        if (settings.getStorageType() == StorageType.Memory) {
            return advice(true, "Stream '" + name + "' is kept in memory: a restart of its servers loses its messages");
        }
        return settings.getReplicas() != 1
                ? Optional.empty()
                : advice(
                        false,
                        "Stream '" + name
                                + "' has one replica: a message that it confirmed survives the end of the server's process, not the loss of"
                                + " its machine or disk, and only with sync_interval=always its sudden stop; three replicas survive one machine");
    }

    private static Optional<Advice> advice(boolean isWarning, String text) {
        return Optional.of(new Advice(isWarning, text));
    }

    /** Another store's files live as long as it says. */
    private boolean hasLinksThatEnd() {
        List<String> urls = Defaults.fileserverUrls(configuration.getFileserverUrl());
        return configuration.getClaimCheckUri() == null
                && configuration.getFileserverUploadHandler() == null
                && !urls.stream().allMatch(ObjectUrl::isOne);
    }

    private Optional<Advice> lives(StreamConfiguration settings) {
        Duration age = settings.getMaxAge();
        long redelivery = longestRedelivery();
        boolean unlimited = age == null || age.isZero();
        long needed = unlimited ? redelivery : saturated(age.toMillis() + (double) redelivery);
        String keeps = "'" + Names.printable(settings.getName()) + "' keeps messages "
                + (unlimited ? "without a limit of age" : "for " + text(age.toMillis()));
        String ttl = text(configuration.getLinkTtl());
        if (configuration.getLinkTtl() < needed) {
            return advice(
                    true,
                    "Files of large payloads may be gone before their messages: linkTtl is " + ttl + ", but stream "
                            + keeps + ", and delivers one again for up to " + redeliveryText(redelivery)
                            + " (by ackWait, nakDelay and maxDeliver); raise linkTtl to " + text(needed) + " or more");
        }
        return !unlimited
                ? Optional.empty()
                : advice(
                        false,
                        "Stream " + keeps + ", so linkTtl=" + ttl
                                + " was compared only with the time that one is delivered again, "
                                + redeliveryText(redelivery)
                                + ": a message that waits longer than linkTtl arrives when the files of its large payloads are gone;"
                                + " give the stream a max age");
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
