/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.reliability;

import io.natsbridge.camel.reliability.ConsumerChild.Point;
import io.natsbridge.camel.reliability.CrashLane.Place;
import io.natsbridge.camel.test.plik.Fault;
import io.natsbridge.camel.test.plik.Faults;
import io.natsbridge.camel.test.plik.PlikOperation;
import io.natsbridge.camel.test.proxy.Direction;
import java.time.Duration;
import java.util.List;

/** Kills a consumer's JVM with each message; the next one gets what the last one left. */
final class ConsumerCrashes implements AutoCloseable {

    private static final int NOBODY = -1;
    private static final int SERVED = 50_000;
    private static final Duration ANY_TIME = Duration.ofDays(1);
    private static final String OPTIONS = "&durableName=worker&ackWait=1000&nakDelay=100";

    /** Where a consumer without claim checks dies. */
    private static final List<Point> PLAIN_POINTS = List.of(Point.IN_ROUTE, Point.AFTER_ROUTE, Point.IN_ACK);

    private static final int PLAIN_TIMES = 2;

    private final CrashLane lane;
    private final List<Point> points;
    private final Sender sender;
    private final Wire wire;

    private ConsumerCrashes(CrashLane lane, List<Point> points, Sender sender) {
        this.lane = lane;
        this.points = points;
        this.sender = sender;
        wire = Wire.to(lane.broker.directUrl());
    }

    static void round(long seed, Tally tally) throws Exception {
        CrashLane lane =
                new CrashLane(seed, (uri, listener) -> Child.start(ConsumerChild.class, listener, uri + OPTIONS));
        Sender sender = new BridgeSender(lane.uri(lane.broker.directUrl()), "c" + seed, id -> CrashLane.STREAM);
        killEach(new ConsumerCrashes(lane, CrashLane.shuffled(Point.values(), seed), sender), tally);
    }

    static void plainRound(long seed, Tally tally) throws Exception {
        CrashLane lane = new CrashLane(
                seed,
                Plain.consumer(CrashLane.STREAM, "%s"),
                (uri, listener) -> Child.start(ConsumerChild.class, listener, uri));
        Sender sender = new PlainSender(Plain.producer(CrashLane.STREAM, lane.broker.directUrl()));
        killEach(new ConsumerCrashes(lane, CrashLane.shuffled(PLAIN_POINTS, PLAIN_TIMES, seed), sender), tally);
    }

    private static void killEach(ConsumerCrashes made, Tally tally) throws Exception {
        try (ConsumerCrashes crashes = made) {
            for (int id = 0; id < crashes.points.size(); id++) {
                crashes.kill(id);
            }
            try (Place last = crashes.start(NOBODY)) {
                crashes.judge(tally);
                last.child().kill();
            }
        }
    }

    private void kill(int id) throws Exception {
        Point point = points.get(id);
        try (Place place = start(id)) {
            Faults faults = lane.plik.faults();
            long requests = faults.requests(PlikOperation.DOWNLOAD);
            long served = faults.bytesServed();
            if (point == Point.BEFORE_DOWNLOAD) {
                faults.next(PlikOperation.DOWNLOAD, Fault.hang());
            } else if (point == Point.IN_DOWNLOAD) {
                faults.next(PlikOperation.DOWNLOAD, Fault.stall(SERVED));
            }
            lane.send(sender, id);
            Child child = place.child();
            switch (point) {
                case BEFORE_DOWNLOAD ->
                    child.await("a download", () -> faults.requests(PlikOperation.DOWNLOAD) > requests);
                case IN_DOWNLOAD -> child.await("half a download", () -> faults.bytesServed() - served >= SERVED);
                case IN_ACK -> loseTheAck(place);
                default -> child.await("its own end", () -> !child.isAlive());
            }
            child.kill();
            faults.clear();
        }
    }

    private static void loseTheAck(Place place) {
        place.child().awaitTold("acking");
        place.proxy().drop(Direction.TO_SERVER);
        place.child().order("ack");
        place.child().await("an acknowledgement", () -> place.proxy().dropped(Direction.TO_SERVER) > 0);
    }

    /** Starts the next JVM, and lets it finish what the last one left. */
    private Place start(int victim) throws Exception {
        Place place = lane.next();
        place.child().order(victim + " " + (victim == NOBODY ? Point.IN_ROUTE : points.get(victim)));
        place.child().awaitTold("started");
        place.child().await("the end of what was left", () -> Plain.isNothingLeft(wire, CrashLane.STREAM));
        return place;
    }

    private void judge(Tally tally) {
        Verdict verdict = new Checker(ANY_TIME).check(lane.ledger.history(), Event.Kind.DELIVERED);
        long twice = verdict.ids(Anomaly.DOUBLED).stream()
                .filter(id -> !points.get(id).isAfterTheWork())
                .count();
        tally.tried(points.size());
        tally.bad(verdict.count(Anomaly.LOST), verdict.toString());
        tally.bad(verdict.count(Anomaly.CORRUPTED), verdict.toString());
        tally.count("done again after a kill between work and acknowledgement", verdict.count(Anomaly.DOUBLED) - twice);
        tally.count("done again after another kill", twice);
    }

    @Override
    public void close() {
        wire.close();
        sender.close();
        lane.close();
    }
}
