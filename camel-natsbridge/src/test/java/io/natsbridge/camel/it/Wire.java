/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.impl.Headers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A plain NATS client beside the component: sends bytes as they are, and records what passes. */
final class Wire implements AutoCloseable {

    static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String MARKS = "wire.mark.";

    private final Connection connection;
    private final List<Recorder> recorders = new CopyOnWriteArrayList<>();

    private Wire(Connection connection) {
        this.connection = connection;
    }

    static Wire to(String url) {
        try {
            return new Wire(Nats.connect(
                    Options.builder().server(url).supportUTF8Subjects().build()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    Connection connection() {
        return connection;
    }

    /** Records the messages on a subject, all that are published after this returned; {@link #flush} waits for those that the broker has. */
    List<Message> record(String subject) {
        Recorder recorder = new Recorder(connection, subject);
        recorders.add(recorder);
        flush();
        return recorder.messages;
    }

    void publish(String subject, String json) {
        publish(subject, null, null, json.getBytes(UTF_8));
    }

    void publish(String subject, String replyTo, Headers headers, byte[] body) {
        connection.publish(subject, replyTo, headers, body);
        flush();
    }

    /** Sends a request and waits for the reply. */
    Message request(String subject, String json) {
        try {
            Message reply = connection.request(subject, json.getBytes(UTF_8), PATIENCE);
            if (reply == null) {
                throw new AssertionError("No reply on " + subject + " within " + PATIENCE);
            }
            return reply;
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Waits until the broker has taken everything that was sent before, and the recorders have what it delivered. */
    void flush() {
        try {
            connection.flush(PATIENCE);
            for (Recorder recorder : recorders) {
                recorder.catchUp();
            }
        } catch (TimeoutException e) {
            throw new AssertionError("The broker does not answer", e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    static JsonNode json(Message message) {
        return json(message.getData());
    }

    static JsonNode json(byte[] text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException(e);
    }

    /** A dispatcher hands messages over by a thread of its own: only a mark that follows them through it tells that it has caught up. */
    private static final class Recorder {
        final List<Message> messages = new CopyOnWriteArrayList<>();
        private final Connection connection;
        private final String mark;
        private final Semaphore marks = new Semaphore(0);

        Recorder(Connection connection, String subject) {
            this.connection = connection;
            mark = MARKS + connection.createInbox();
            connection.createDispatcher(this::take).subscribe(subject).subscribe(mark, message -> marks.release());
        }

        private void take(Message message) {
            if (!message.getSubject().startsWith(MARKS)) {
                messages.add(message);
            }
        }

        void catchUp() throws InterruptedException, TimeoutException {
            marks.drainPermits();
            connection.publish(mark, null);
            if (!marks.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new TimeoutException(mark);
            }
        }
    }
}
