/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.reliability;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nats.client.JetStreamApiException;
import io.nats.client.Message;
import io.natsbridge.camel.reliability.CrashLane.Place;
import io.natsbridge.camel.reliability.ProducerChild.Point;
import io.natsbridge.camel.test.plik.Fault;
import io.natsbridge.camel.test.plik.Faults;
import io.natsbridge.camel.test.plik.PlikOperation;
import io.natsbridge.camel.test.proxy.Direction;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Kills a producer's JVM with each message; the next one sends it again under its id. */
final class ProducerCrashes implements AutoCloseable {

    private static final int RECEIVED = 50_000;
    private static final Duration ANY_TIME = Duration.ofDays(1);
    private static final Set<Point> BEFORE_IT_IS_STORED =
            Set.of(Point.BEFORE_UPLOAD, Point.IN_UPLOAD, Point.BEFORE_PUBLISH);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Where a producer without claim checks dies. */
    private static final List<Point> PLAIN_POINTS = List.of(Point.BEFORE_ACK, Point.AFTER_ACK);

    private static final int PLAIN_TIMES = 3;

    private final CrashLane lane;
    private final List<Point> points;
    private final Wire wire;
    private long files;

    private ProducerCrashes(CrashLane lane, List<Point> points) {
        this.lane = lane;
        this.points = points;
        wire = Wire.to(lane.broker.directUrl());
    }

    private static CrashLane.Starter starter(long seed) {
        return (uri, listener) ->
                Child.start(ProducerChild.class, listener, uri, Long.toString(seed), Integer.toString(CrashLane.SIZE));
    }

    static void round(long seed, Tally tally) throws Exception {
        CrashLane lane = new CrashLane(seed, starter(seed));
        ProducerCrashes made = new ProducerCrashes(lane, CrashLane.shuffled(Point.values(), seed));
        killEach(made, ProducerCrashes::linked, tally);
        tally.count("files left without a message", made.files);
    }

    static void plainRound(long seed, Tally tally) throws Exception {
        CrashLane lane = new CrashLane(seed, Plain.producer(CrashLane.STREAM, "%s"), starter(seed));
        List<Point> points = CrashLane.shuffled(PLAIN_POINTS, PLAIN_TIMES, seed);
        killEach(new ProducerCrashes(lane, points), Message::getData, tally);
    }

    private static void killEach(ProducerCrashes made, Streams.Reader reader, Tally tally) throws Exception {
        try (ProducerCrashes crashes = made) {
            for (int id = 0; id < crashes.points.size(); id++) {
                try (Place place = crashes.lane.next()) {
                    crashes.repeat(place.child(), id - 1);
                    crashes.kill(place, id, tally);
                }
            }
            try (Place last = crashes.lane.next()) {
                crashes.repeat(last.child(), crashes.points.size() - 1);
            }
            crashes.judge(reader, tally);
        }
    }

    /** Sends what the last JVM died of. */
    private void repeat(Child child, int id) {
        if (id >= 0) {
            order(child, id);
            child.awaitTold("OK " + id);
        }
    }

    private void order(Child child, int id) {
        lane.ledger.sent(id, Letters.digest(lane.letters.body(id)));
        child.order(Integer.toString(id));
    }

    private void kill(Place place, int id, Tally tally) throws Exception {
        Faults faults = lane.plik.faults();
        long requests = faults.requests(PlikOperation.CREATE);
        long received = faults.bytesReceived();
        int files = lane.plik.fileCount();
        long stored = stored();
        Point point = points.get(id);
        switch (point) {
            case BEFORE_UPLOAD -> faults.next(PlikOperation.CREATE, Fault.hang());
            case IN_UPLOAD -> faults.next(PlikOperation.UPLOAD, Fault.hangAfterReading(RECEIVED));
            case BEFORE_PUBLISH -> faults.next(PlikOperation.UPLOAD, Fault.noAnswer());
            case BEFORE_ACK -> place.proxy().drop(Direction.TO_CLIENT);
            case AFTER_ACK -> {
                // the child tells
            }
        }
        Child child = place.child();
        order(child, id);
        child.await(point.toString(), () -> switch (point) {
            case BEFORE_UPLOAD -> faults.requests(PlikOperation.CREATE) > requests;
            case IN_UPLOAD -> faults.bytesReceived() - received >= RECEIVED;
            case BEFORE_PUBLISH -> lane.plik.fileCount() > files;
            case BEFORE_ACK -> stored() > stored;
            case AFTER_ACK -> child.hasTold("OK " + id);
        });
        child.kill();
        faults.clear();
        if (BEFORE_IT_IS_STORED.contains(point)) {
            tally.bad(stored() - stored, "published before it was uploaded: " + id);
        }
    }

    private long stored() {
        try {
            return wire.nats()
                    .jetStreamManagement()
                    .getStreamInfo(CrashLane.STREAM)
                    .getStreamState()
                    .getMsgCount();
        } catch (IOException | JetStreamApiException e) {
            throw new IllegalStateException("Cannot ask for the stream", e);
        }
    }

    private void judge(Streams.Reader reader, Tally tally) throws Exception {
        Streams.audit(lane.broker.directUrl(), CrashLane.STREAM, reader, lane.ledger);
        Verdict verdict = new Checker(ANY_TIME).check(lane.ledger.history(), Event.Kind.STORED);
        tally.tried(points.size());
        tally.bad(verdict.count(Anomaly.LOST), verdict.toString());
        tally.bad(verdict.count(Anomaly.CORRUPTED), verdict.toString());
        tally.bad(verdict.count(Anomaly.DOUBLED), verdict.toString());
        tally.count("stored twice", verdict.count(Anomaly.DOUBLED));
        files = lane.plik.fileCount() - stored();
    }

    /** The bytes behind the one link of an envelope. */
    private static byte[] linked(Message message) throws IOException {
        JsonNode payload = JSON.readTree(message.getData()).path("payloads").path(0);
        try (InputStream in =
                URI.create(payload.path("data").textValue()).toURL().openStream()) {
            return in.readAllBytes();
        }
    }

    @Override
    public void close() {
        wire.close();
        lane.close();
    }
}
