/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.plik;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * What goes wrong on a running {@link EmbeddedPlik}, and what it has seen. Thread-safe.
 *
 * <pre>{@code
 * server.faults().next(DOWNLOAD, 2, Fault.status(503).withHeader("Retry-After", "1"));
 * server.faults().always(CREATE, Fault.hang());
 * assertThat(server.faults().requests(DOWNLOAD)).isEqualTo(3);
 * }</pre>
 *
 * Planned faults of one operation are used up in the order in which they were planned; only then the one set for always.
 */
public final class Faults {

    private final Map<PlikOperation, Deque<Fault>> planned = new EnumMap<>(PlikOperation.class);
    private final Map<PlikOperation, Fault> always = new EnumMap<>(PlikOperation.class);
    private final Map<PlikOperation, LongAdder> requests = new EnumMap<>(PlikOperation.class);
    private final Map<PlikOperation, SeenRequest> last = new ConcurrentHashMap<>();
    private final Set<WireConnection> held = ConcurrentHashMap.newKeySet();
    private final LongAdder served = new LongAdder();
    private final LongAdder received = new LongAdder();
    private CountDownLatch release = new CountDownLatch(1);

    Faults() {
        for (PlikOperation operation : PlikOperation.values()) {
            planned.put(operation, new ArrayDeque<>());
            requests.put(operation, new LongAdder());
        }
    }

    /**
     * Lets the next request go wrong.
     *
     * @param operation which requests are meant
     * @param fault what happens to it
     */
    public void next(PlikOperation operation, Fault fault) {
        next(operation, 1, fault);
    }

    /**
     * Lets the next requests go wrong.
     *
     * @param operation which requests are meant
     * @param times how many of them, 1 or more
     * @param fault what happens to each
     */
    public synchronized void next(PlikOperation operation, int times, Fault fault) {
        if (times < 1) {
            throw new IllegalArgumentException("Cannot plan a fault: " + times + " times given, 1 or more needed");
        }
        Objects.requireNonNull(fault, "fault");
        for (int i = 0; i < times; i++) {
            planned.get(operation).add(fault);
        }
    }

    /**
     * Lets every request go wrong until {@link #clear}.
     *
     * @param operation which requests are meant
     * @param fault what happens to each
     */
    public synchronized void always(PlikOperation operation, Fault fault) {
        always.put(operation, Objects.requireNonNull(fault, "fault"));
    }

    /** Drops all plans, ends every pause and closes the connections that are kept waiting. */
    public void clear() {
        synchronized (this) {
            planned.values().forEach(Deque::clear);
            always.clear();
            release.countDown();
            release = new CountDownLatch(1);
        }
        held.forEach(connection -> {
            if (held.remove(connection)) {
                connection.close();
            }
        });
    }

    /** Does what {@link #clear} does and counts from zero again. */
    public void reset() {
        clear();
        requests.values().forEach(LongAdder::reset);
        last.clear();
        served.reset();
        received.reset();
    }

    /**
     * Counts the requests of a kind, with and without a fault, from the moment their headers were read.
     *
     * @param operation which requests are meant
     * @return how many there were since the start or the last {@link #reset}
     */
    public long requests(PlikOperation operation) {
        return requests.get(operation).sum();
    }

    /**
     * Counts all requests.
     *
     * @return how many there were since the start or the last {@link #reset}
     */
    public long requests() {
        return requests.values().stream().mapToLong(LongAdder::sum).sum();
    }

    /**
     * Counts what downloads got.
     *
     * @return bytes of bodies that were handed to the network, faulty ones included
     */
    public long bytesServed() {
        return served.sum();
    }

    /**
     * Counts what requests brought.
     *
     * @return bytes of bodies that were read, multipart framing included
     */
    public long bytesReceived() {
        return received.sum();
    }

    /**
     * Looks back.
     *
     * @param operation which requests are meant
     * @return the last one, empty if there was none since the start or the last {@link #reset}
     */
    public Optional<SeenRequest> last(PlikOperation operation) {
        return Optional.ofNullable(last.get(operation));
    }

    /** Counts a request and tells what is to go wrong with it. */
    synchronized Fault take(PlikOperation operation, SeenRequest request) {
        requests.get(operation).increment();
        last.put(operation, request);
        Fault next = planned.get(operation).poll();
        return next != null ? next : always.getOrDefault(operation, Fault.NONE);
    }

    /** Counts what an operation's answers carry; only that of downloads is told. */
    LongAdder served(PlikOperation operation) {
        return operation == PlikOperation.DOWNLOAD ? served : new LongAdder();
    }

    LongAdder received() {
        return received;
    }

    /** Keeps a connection open without a word until {@link #clear}. */
    void hold(WireConnection connection) {
        held.add(connection);
    }

    /** Waits, but no longer than until {@link #clear}; tells whether the time is up. */
    boolean pause(Duration time) throws InterruptedException {
        CountDownLatch current;
        synchronized (this) {
            current = release;
        }
        return !current.await(time.toNanos(), TimeUnit.NANOSECONDS);
    }
}
