/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.reliability;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nats.client.IterableConsumer;
import io.nats.client.JetStreamApiException;
import io.nats.client.Message;
import io.nats.client.api.OrderedConsumerConfiguration;
import io.nats.client.api.RetentionPolicy;
import io.nats.client.api.StreamConfiguration;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Looks at streams with the NATS client alone. */
final class Streams {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PATIENCE = 5000;

    private Streams() {}

    /** Takes the payload out of a message. */
    interface Reader {
        byte[] read(Message message) throws IOException;
    }

    static void make(String url, String name, String... subjects) throws Exception {
        try (Wire wire = Wire.to(url)) {
            wire.nats()
                    .jetStreamManagement()
                    .addStream(StreamConfiguration.builder()
                            .name(name)
                            .subjects(subjects)
                            .build());
        }
    }

    /** A stream of which three servers of a cluster have a copy. A cluster that has just begun refuses it until its servers know each other's room. */
    static void makeReplicated(String url, String name, String subject) {
        StreamConfiguration stream = StreamConfiguration.builder()
                .name(name)
                .subjects(subject)
                .replicas(3)
                .build();
        try (Wire wire = Wire.to(url)) {
            await().atMost(Duration.ofSeconds(30))
                    .ignoreException(JetStreamApiException.class)
                    .until(() -> wire.nats().jetStreamManagement().addStream(stream) != null);
        }
    }

    /** A stream that forgets what is acknowledged. */
    static void makeQueue(String url, String name) throws Exception {
        try (Wire wire = Wire.to(url)) {
            wire.nats()
                    .jetStreamManagement()
                    .addStream(StreamConfiguration.builder()
                            .name(name)
                            .subjects(name)
                            .retentionPolicy(RetentionPolicy.WorkQueue)
                            .build());
        }
    }

    static long size(String url, String name) throws Exception {
        try (Wire wire = Wire.to(url)) {
            return wire.nats()
                    .jetStreamManagement()
                    .getStreamInfo(name)
                    .getStreamState()
                    .getMsgCount();
        }
    }

    /** Records every message of a stream as stored. */
    static void audit(String url, String name, Reader reader, Ledger ledger) throws Exception {
        read(url, name, message -> {
            byte[] body = reader.read(message);
            ledger.stored(Letters.idOf(body), Letters.digest(body));
        });
    }

    /** The bytes of every message of a stream, in its order. */
    static List<byte[]> messages(String url, String name) throws Exception {
        List<byte[]> all = new ArrayList<>();
        read(url, name, message -> all.add(message.getData()));
        return all;
    }

    private interface Visitor {
        void visit(Message message) throws IOException;
    }

    private static void read(String url, String name, Visitor visitor) throws Exception {
        try (Wire wire = Wire.to(url)) {
            if (size(url, name) == 0) {
                return;
            }
            IterableConsumer messages = wire.nats()
                    .getStreamContext(name)
                    .createOrderedConsumer(new OrderedConsumerConfiguration())
                    .iterate();
            long left = 1;
            while (left > 0) {
                Message message = messages.nextMessage(PATIENCE);
                if (message == null) {
                    throw new IllegalStateException("The stream '" + name + "' gives no message for " + PATIENCE
                            + " ms, with " + left + " to come");
                }
                visitor.visit(message);
                left = message.metaData().pendingCount();
            }
            messages.stop();
        }
    }

    /** The one direct payload of an envelope. */
    static byte[] payload(Message message) throws IOException {
        JsonNode payload = JSON.readTree(message.getData()).path("payloads").path(0);
        return payload.path("data").binaryValue();
    }
}
