/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.cli;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.AccountStatistics;
import io.nats.client.api.AckPolicy;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.ConsumerInfo;
import io.nats.client.api.DiscardPolicy;
import io.nats.client.api.StreamConfiguration;
import io.nats.client.api.StreamInfo;
import io.natsbridge.camel.NatsBridgeConfiguration;
import io.natsbridge.camel.StreamAdvice;
import io.natsbridge.camel.Subjects;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * JetStream, the streams of a subject, and a durable consumer.
 *
 * @param nats open
 * @param options of the component
 * @param findings where the outcome goes
 * @param clocks are told the broker's time
 */
record JetStreamCheck(Connection nats, NatsBridgeConfiguration options, Findings findings, Clocks clocks) {

    private static final String AREA = "jetstream";
    private static final Duration REPEATED_SEND = Duration.ofSeconds(30);
    private static final double FULL = 0.8;

    /**
     * What ought to be there.
     *
     * @param subject or null
     * @param stream name, or null for those that take the subject
     * @param durable name, or null
     */
    record Wanted(String subject, String stream, String durable) {
        boolean isAnything() {
            return stream != null || durable != null;
        }
    }

    void run(Wanted wanted) {
        if (!nats.getServerInfo().isJetStreamAvailable()) {
            String text = "JetStream is off";
            if (wanted.isAnything() || options.isJetstreamEnabled()) {
                findings.broken(
                        AREA, text, "start the broker with -js, or with a jetstream block in its configuration");
            } else {
                findings.info(AREA, text + ": core NATS alone, at most once");
            }
            return;
        }
        try {
            JetStreamManagement management = nats.jetStreamManagement();
            account(management.getAccountStatistics());
            streams(management, wanted);
        } catch (IOException | JetStreamApiException e) {
            findings.broken(
                    AREA,
                    "it does not answer: " + e.getMessage(),
                    "look at the broker's log, and at this client's permissions for $JS.API.>");
        }
    }

    private void account(AccountStatistics account) {
        long limit = account.getLimits() == null ? -1 : account.getLimits().getMaxStorage();
        String text = Printable.count(account.getStreams(), "stream") + ", "
                + Printable.count(account.getConsumers(), "consumer") + ", " + Printable.bytes(account.getStorage())
                + " stored";
        if (limit > 0 && account.getStorage() > FULL * limit) {
            findings.warning(
                    AREA,
                    text + " of " + Printable.bytes(limit),
                    "give the account more storage, or limit its streams");
        } else {
            findings.ok(AREA, text + (limit > 0 ? " of " + Printable.bytes(limit) : ""));
        }
    }

    private void streams(JetStreamManagement management, Wanted wanted) throws IOException, JetStreamApiException {
        if (wanted.subject() == null && wanted.stream() == null) {
            management.getStreams().stream().findFirst().ifPresent(this::tellTime);
            return;
        }
        List<String> names = wanted.stream() != null
                ? management.getStreamNames().stream()
                        .filter(wanted.stream()::equals)
                        .toList()
                : management.getStreamNames(wanted.subject());
        if (names.isEmpty()) {
            missing(wanted);
        }
        for (String name : names) {
            StreamInfo stream = management.getStreamInfo(name);
            tellTime(stream);
            stream(stream, wanted);
        }
        if (wanted.durable() != null && !names.isEmpty()) {
            durable(management, names.get(0), wanted);
        }
    }

    private void tellTime(StreamInfo stream) {
        if (stream.getTimestamp() != null) {
            clocks.tell("the broker", stream.getTimestamp().toInstant(), Instant.now());
        }
    }

    private void missing(Wanted wanted) {
        if (wanted.isAnything() || options.isJetstreamEnabled()) {
            findings.broken(
                    AREA,
                    wanted.stream() != null
                            ? "there is no stream '" + wanted.stream() + "'"
                            : "no stream takes '" + wanted.subject() + "'",
                    "make one, or let a route make it with createStream=true");
        } else {
            findings.info(AREA, "no stream takes '" + wanted.subject() + "': messages are not stored");
        }
    }

    private void stream(StreamInfo stream, Wanted wanted) {
        StreamConfiguration settings = stream.getConfiguration();
        String name = "stream '" + settings.getName() + "'";
        findings.ok(
                AREA,
                name + " takes " + settings.getSubjects() + ", has "
                        + Printable.count(stream.getStreamState().getMsgCount(), "message") + ", "
                        + Printable.bytes(stream.getStreamState().getByteCount()));
        if (wanted.subject() != null
                && settings.getSubjects().stream().noneMatch(taken -> Subjects.matches(taken, wanted.subject()))) {
            findings.warning(
                    AREA, name + " does not take all of '" + wanted.subject() + "'", "add the subject to the stream");
        }
        if (settings.getSealed() || settings.getNoAck()) {
            findings.broken(
                    AREA,
                    name + (settings.getSealed() ? " is sealed" : " does not acknowledge what it stores"),
                    "use another stream");
        }
        window(settings, name);
        limits(stream, settings, name);
        for (StreamAdvice.Advice advice : StreamAdvice.of(settings, options)) {
            if (advice.isWarning()) {
                findings.warning(AREA, advice.text(), "");
            } else {
                findings.info(AREA, advice.text());
            }
        }
    }

    private void window(StreamConfiguration settings, String name) {
        Duration window = settings.getDuplicateWindow();
        if (window == null || window.compareTo(REPEATED_SEND) < 0) {
            findings.warning(
                    AREA,
                    name + " knows what it has already for " + text(window) + ", but a send is repeated for up to "
                            + text(REPEATED_SEND) + ": it may be stored twice",
                    "set the stream's duplicate window to 2 minutes");
        }
    }

    private void limits(StreamInfo stream, StreamConfiguration settings, String name) {
        boolean full = stream.getStreamState().getByteCount() > FULL * limit(settings.getMaxBytes())
                || stream.getStreamState().getMsgCount() > FULL * limit(settings.getMaxMsgs());
        boolean limited = settings.getMaxBytes() > 0 || settings.getMaxMsgs() > 0;
        if (full) {
            findings.warning(
                    AREA, name + " is more than 80 % full", "raise max_bytes or max_msgs, or give it a max age");
        }
        if (limited && settings.getDiscardPolicy() == DiscardPolicy.Old) {
            findings.warning(
                    AREA,
                    name + " drops its oldest messages when it is full, whether they were delivered or not",
                    "set discard to new, so that senders are told");
        }
    }

    private static double limit(long limit) {
        return limit > 0 ? limit : Double.POSITIVE_INFINITY;
    }

    private void durable(JetStreamManagement management, String stream, Wanted wanted)
            throws IOException, JetStreamApiException {
        String name = "durable consumer '" + wanted.durable() + "'";
        if (!management.getConsumerNames(stream).contains(wanted.durable())) {
            findings.info(AREA, name + " is not there yet; a route makes it when it starts");
            return;
        }
        ConsumerInfo info = management.getConsumerInfo(stream, wanted.durable());
        ConsumerConfiguration settings = info.getConsumerConfiguration();
        if (settings.getAckPolicy() != AckPolicy.Explicit || settings.getDeliverSubject() != null) {
            findings.broken(
                    AREA,
                    name + " has ack policy " + settings.getAckPolicy() + " and is "
                            + (settings.getDeliverSubject() == null ? "pull" : "push"),
                    "explicit and pull are needed: choose another durableName, or delete it");
            return;
        }
        findings.ok(
                AREA,
                name + ": " + info.getNumPending() + " waiting, " + info.getNumAckPending() + " in work, "
                        + info.getRedelivered() + " delivered again, ackWait " + text(settings.getAckWait())
                        + ", maxDeliver " + settings.getMaxDeliver());
        if (settings.getMaxAckPending() > 0 && info.getNumAckPending() >= settings.getMaxAckPending()) {
            findings.warning(
                    AREA,
                    name + " gives nothing more: " + info.getNumAckPending()
                            + " messages wait for their acknowledgement",
                    "add processes, look at what the routes wait for, or raise max_ack_pending");
        }
        if (settings.getMaxDeliver() > 0 && options.getDeadLetterSubject() != null) {
            findings.warning(
                    AREA,
                    name + " gives messages up by itself after " + settings.getMaxDeliver()
                            + " deliveries, which may be before they are dead letters",
                    "set its max_deliver to -1 where deadLetterSubject is used");
        }
    }

    private static String text(Duration time) {
        return time == null
                ? "no time"
                : time.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
    }
}
