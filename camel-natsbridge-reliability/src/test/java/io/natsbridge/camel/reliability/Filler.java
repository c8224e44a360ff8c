/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.reliability;

import io.nats.client.JetStream;
import io.nats.client.JetStreamApiException;
import io.nats.client.api.StreamConfiguration;
import java.io.IOException;
import java.util.List;

/** A stream that takes all the space that JetStream has, until it is closed. */
final class Filler implements AutoCloseable {

    private static final String STREAM = "filler";
    private static final List<Integer> SIZES = List.of(1_000_000, 30_000, 1_000, 1);

    private final Wire wire;

    private Filler(Wire wire) {
        this.wire = wire;
    }

    static Filler fill(String url) throws Exception {
        Filler filler = new Filler(Wire.to(url));
        filler.fill();
        return filler;
    }

    private void fill() throws IOException, JetStreamApiException {
        wire.nats()
                .jetStreamManagement()
                .addStream(StreamConfiguration.builder()
                        .name(STREAM)
                        .subjects(STREAM)
                        .build());
        JetStream stream = wire.nats().jetStream();
        for (int size : SIZES) {
            byte[] body = new byte[size];
            while (takes(stream, body)) {
                // on until it is full
            }
        }
    }

    private static boolean takes(JetStream stream, byte[] body) throws IOException {
        try {
            stream.publish(STREAM, body);
            return true;
        } catch (JetStreamApiException full) {
            return false;
        }
    }

    @Override
    public void close() throws IOException, JetStreamApiException {
        try (wire) {
            wire.nats().jetStreamManagement().deleteStream(STREAM);
        }
    }
}
