/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.ConsumerInfo;
import io.nats.client.api.MessageInfo;
import io.nats.client.api.StreamConfiguration;
import io.natsbridge.camel.test.nats.NatsService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A stream of jobs and one of dead letters for each test, with a client beside the component to look at them. */
final class Streams implements BeforeEachCallback, AfterEachCallback {

    static final String STREAM = "jobs";
    static final String SUBJECT = "jobs.new";
    static final String DEAD_STREAM = "dead";
    static final String DEAD = "dead.jobs";
    static final String DURABLE = "worker";

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final NatsService nats;
    private final Contexts camel;
    private Wire wire;

    /** @param camel is stopped before the streams are removed */
    Streams(NatsService nats, Contexts camel) {
        this.nats = nats;
        this.camel = camel;
    }

    @Override
    public void beforeEach(ExtensionContext test) {
        wire = Wire.to(nats.url());
        add(StreamConfiguration.builder().name(STREAM).subjects("jobs.>").build());
        add(StreamConfiguration.builder().name(DEAD_STREAM).subjects("dead.>").build());
    }

    @Override
    public void afterEach(ExtensionContext test) {
        camel.stop();
        ask(management -> {
            for (String name : management.getStreamNames()) {
                management.deleteStream(name);
            }
            return null;
        });
        wire.close();
    }

    /** The endpoint at the stream of jobs; options as {@code name=value}. */
    String uri(String... options) {
        List<String> all = new ArrayList<>(List.of("jetstreamEnabled=true", "durableName=" + DURABLE));
        all.addAll(List.of(options));
        return Uri.of(nats, SUBJECT, all.toArray(String[]::new));
    }

    Wire wire() {
        return wire;
    }

    void add(StreamConfiguration stream) {
        ask(management -> management.addStream(stream));
    }

    void replace(StreamConfiguration stream) {
        ask(management -> management.deleteStream(stream.getName()));
        add(stream);
    }

    /** What the management of streams says. */
    <T> T ask(Question<T> question) {
        try {
            return question.ask(wire.connection().jetStreamManagement());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JetStreamApiException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Something to ask or to do. */
    interface Question<T> {
        T ask(JetStreamManagement management) throws IOException, JetStreamApiException;
    }

    ConsumerInfo consumer() {
        return ask(management -> management.getConsumerInfo(STREAM, DURABLE));
    }

    long messages(String stream) {
        return ask(
                management -> management.getStreamInfo(stream).getStreamState().getMsgCount());
    }

    MessageInfo message(String stream, long sequence) {
        return ask(management -> management.getMessage(stream, sequence));
    }

    /** Waits for the first dead letter. */
    MessageInfo awaitDeadLetter() {
        await().atMost(PATIENCE).until(() -> messages(DEAD_STREAM) == 1);
        return message(DEAD_STREAM, 1);
    }

    /** Waits until the broker has nothing more to hear of the messages up to a sequence. */
    void awaitSettled(long sequence) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(consumer().getAckFloor().getStreamSequence()).isEqualTo(sequence);
            assertThat(consumer().getNumAckPending()).isZero();
        });
    }
}
