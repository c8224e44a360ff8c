/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import io.nats.client.Dispatcher;
import io.nats.client.Message;
import io.nats.client.PullRequestOptions;
import io.nats.client.support.Status;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Asks a durable consumer for messages, by two requests at most, so that the broker has the next before it is done with the one before. Each has a subscription of its own, which
 * tells what the broker still owes: no more than was asked for comes, in messages and in bytes. Thread-safe.
 */
final class PullRequests {

    /** How long the broker keeps a request. */
    static final Duration LIFE = Duration.ofSeconds(1);

    private static final long GRACE_NANOS = Duration.ofMillis(250).toNanos();
    private static final int MOST = 2;

    private final NatsBridgeConnection connection;
    private final InFlight inFlight;
    private final Consumer<Message> arrivals;
    private final Runnable ended;
    private final List<Request> requests;
    private Dispatcher dispatcher;
    private String subject;

    /** Guarded by this: why the broker gives no messages, or null. */
    private String trouble;

    /** Guarded by this: whether a message waits that is larger than any should be, and needs a request of its own. */
    private boolean tooLarge;

    /**
     * @param inFlight keeps room for what the broker owes
     * @param arrivals takes messages, from the connection's thread
     * @param ended told when the broker owes less than it was asked for
     */
    PullRequests(NatsBridgeConnection connection, InFlight inFlight, Consumer<Message> arrivals, Runnable ended) {
        this.connection = connection;
        this.inFlight = inFlight;
        this.arrivals = arrivals;
        this.ended = ended;
        this.requests = Stream.generate(Request::new).limit(MOST).toList();
    }

    /** Begins to listen for what the broker will answer. */
    void open() {
        dispatcher = connection.nats().createDispatcher();
        dispatcher.setPendingLimits(-1, -1);
        requests.forEach(request -> dispatcher.subscribe(request.inbox + "*", request::answered));
    }

    /** Says whom to ask from here on. */
    synchronized void from(String stream, String durable) {
        subject = "$JS.API.CONSUMER.MSG.NEXT." + stream + "." + durable;
    }

    void close() {
        connection.nats().closeDispatcher(dispatcher);
    }

    /**
     * Waits until one may ask.
     *
     * @param millis how long to wait at most
     * @return false when both requests are still under way
     */
    synchronized boolean awaitTurn(long millis) throws InterruptedException {
        requests.forEach(Request::endOverdue);
        if (free() == null) {
            wait(millis);
        }
        return free() != null;
    }

    /** Waits until the broker owes nothing: at most as long as it keeps a request, and a moment. */
    synchronized void awaitNone() throws InterruptedException {
        while (requests.stream().anyMatch(Request::isUnderWay)) {
            wait(GRACE_NANOS / 1_000_000);
            requests.forEach(Request::endOverdue);
        }
    }

    /**
     * Asks for messages, when it is one's turn.
     *
     * @param room how many may come, and how many bytes
     * @throws IllegalStateException when the connection takes no more
     */
    synchronized void ask(InFlight.Room room) {
        Request request = free();
        InFlight.Room asked = tooLarge ? new InFlight.Room(1, room.bytes()) : room;
        PullRequestOptions options = PullRequestOptions.builder(asked.messages())
                .maxBytes(tooLarge ? 0 : asked.bytes())
                .expiresIn(LIFE)
                .build();
        String inbox = request.begin(asked);
        tooLarge = false;
        connection.nats().publish(subject, inbox, options.serialize());
    }

    /** Why the last request ended at once without a message, or null. */
    synchronized String trouble() {
        return trouble;
    }

    synchronized void forgetTrouble() {
        trouble = null;
    }

    private Request free() {
        return requests.stream()
                .filter(request -> !request.isUnderWay())
                .findFirst()
                .orElse(null);
    }

    /** What one may ask for. The state is guarded by the outer object. */
    private final class Request {
        private final String inbox = connection.nats().createInbox() + ".";
        private long number;
        private int messages;
        private long bytes;
        private long start;
        private boolean hasBrought;

        String begin(InFlight.Room room) {
            inFlight.reserve(room);
            messages = room.messages();
            bytes = room.bytes();
            start = System.nanoTime();
            hasBrought = false;
            number++;
            return inbox + number;
        }

        boolean isUnderWay() {
            return messages > 0;
        }

        /** The broker says when it ends a request; where that did not come, the request is gone after its time all the same. */
        void endOverdue() {
            if (isUnderWay() && System.nanoTime() - start > LIFE.toNanos() + GRACE_NANOS) {
                trouble = null;
                end();
            }
        }

        void answered(Message message) {
            if (message.isStatusMessage()) {
                status(message.getSubject(), message.getStatus());
            } else {
                arrivals.accept(message);
                brought(Inbound.size(message));
            }
        }

        private void brought(int size) {
            synchronized (PullRequests.this) {
                hasBrought = true;
                if (!isUnderWay()) {
                    return;
                }
                if (messages == 1) {
                    trouble = null;
                    end();
                    return;
                }
                long part = Math.min(size, bytes);
                messages--;
                bytes -= part;
                inFlight.release(new InFlight.Room(1, part));
            }
        }

        private void status(String subject, Status status) {
            String text = String.valueOf(status.getMessage());
            if (status.getCode() == Status.FLOW_OR_HEARTBEAT_STATUS_CODE || isPassing(text)) {
                return;
            }
            synchronized (PullRequests.this) {
                if (!isUnderWay() || !subject.equals(inbox + number)) {
                    return;
                }
                boolean atOnce = System.nanoTime() - start < LIFE.toNanos() / 2;
                boolean full = text.equals(Status.MESSAGE_SIZE_EXCEEDS_MAX_BYTES);
                tooLarge |= full && !hasBrought;
                trouble = hasBrought || full || !atOnce ? null : why(status);
                end();
            }
            ended.run();
        }

        /**
         * Whether more may come: the broker has taken no notice of the request and may do so in a moment, or it has sent all, which a stream with replicas says before the messages
         * come.
         */
        private boolean isPassing(String text) {
            return text.startsWith(Status.EXCEEDED_MAX_PREFIX)
                    || text.equals(Status.SERVER_SHUTDOWN)
                    || text.equals(Status.BATCH_COMPLETED);
        }

        private String why(Status status) {
            return status.isNoResponders() ? "it does not answer" : status.getMessageWithCode();
        }

        private void end() {
            inFlight.release(new InFlight.Room(messages, bytes));
            messages = 0;
            PullRequests.this.notifyAll();
        }
    }
}
