/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.cli;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.Nats;
import io.nats.client.api.ConsumerInfo;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsMessage;
import io.natsbridge.camel.test.nats.NatsExtension;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Talks to the broker as somebody else does; streams are gone after each test. */
final class Broker implements BeforeEachCallback, AfterEachCallback {

    private final NatsExtension server;
    private final String user;
    private Connection nats;

    Broker(NatsExtension server) {
        this(server, "");
    }

    /** @param user with password and {@code @}, or an empty text */
    Broker(NatsExtension server, String user) {
        this.server = server;
        this.user = user;
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IOException, InterruptedException {
        nats = Nats.connect(server.url().replace("://", "://" + user));
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        for (String stream : nats.jetStreamManagement().getStreamNames()) {
            nats.jetStreamManagement().deleteStream(stream);
        }
        nats.close();
    }

    void publish(String subject, String bytes) {
        nats.publish(subject, bytes.getBytes(StandardCharsets.UTF_8));
        flush();
    }

    /** Stores a message with headers. */
    void store(String subject, Map<String, String> headers, String bytes) throws IOException, JetStreamApiException {
        Headers all = new Headers();
        headers.forEach((name, value) -> all.put(name, value));
        nats.jetStream()
                .publish(NatsMessage.builder()
                        .subject(subject)
                        .headers(all)
                        .data(bytes.getBytes(StandardCharsets.UTF_8))
                        .build());
    }

    /** Stores a dead letter as the component does. */
    void letter(String subject, String reason, String text, String bytes) throws IOException, JetStreamApiException {
        store(
                "dead.jobs",
                Map.of(
                        "NatsBridge-Dead-Letter-Reason",
                        reason,
                        "NatsBridge-Dead-Letter-Text",
                        text,
                        "NatsBridge-Dead-Letter-Subject",
                        subject,
                        "NatsBridge-Dead-Letter-Stream",
                        "jobs",
                        "NatsBridge-Dead-Letter-Sequence",
                        "7",
                        "NatsBridge-Dead-Letter-Deliveries",
                        "10"),
                bytes);
    }

    /** A stream in memory: one on disk that is made again at once may find what the last of its name left. */
    void stream(String name, String... subjects) throws IOException, JetStreamApiException {
        stream(StreamConfiguration.builder()
                .name(name)
                .subjects(subjects)
                .storageType(StorageType.Memory)
                .build());
    }

    void stream(StreamConfiguration settings) throws IOException, JetStreamApiException {
        nats.jetStreamManagement().addStream(settings);
    }

    /** The bytes of a stream's first message. */
    String first(String stream) throws IOException, JetStreamApiException {
        return new String(
                nats.jetStreamManagement().getNextMessage(stream, 1, ">").getData(), StandardCharsets.UTF_8);
    }

    long messages(String stream) throws IOException, JetStreamApiException {
        return nats.jetStreamManagement().getStreamInfo(stream).getStreamState().getMsgCount();
    }

    ConsumerInfo consumer(String stream, String durable) throws IOException, JetStreamApiException {
        return nats.jetStreamManagement().getConsumerInfo(stream, durable);
    }

    private void flush() {
        try {
            nats.flush(Duration.ofSeconds(5));
        } catch (Exception e) {
            throw new IllegalStateException("The broker did not answer", e);
        }
    }
}
