/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How the cost of payloads that travel by link grows. */
final class LinkCurves {

    private static final long[] SIZES = {1, 1 << 10, 32 << 10, 1 << 20, 32 << 20, 1 << 30};
    private static final long[] MEMORY_SIZES = {1 << 20, 16 << 20, 128 << 20, 1L << 30, 8L << 30};
    private static final long[] LINKS = {1, 2, 4, 8, 16, 32, 64};
    private static final long ALL_BYTES = 64 << 20; // of all messages of one size, where they are smaller than that
    private static final int MOST_MESSAGES = 200;
    private static final String HEAP = "64m";
    private static final String MILLIS = "ms per message";
    private static final long ROOM_LEFT = 4L << 30; // bytes of the disk that stay free

    private LinkCurves() {}

    static Map<String, Curve.Measuring> all() {
        Map<String, Curve.Measuring> all = new LinkedHashMap<>();
        all.put("link-time", LinkCurves::time);
        all.put("link-count", LinkCurves::count);
        all.put("link-memory", LinkCurves::memory);
        return all;
    }

    private static Curve time(Stage stage) throws Exception {
        List<Curve.Point> up = new ArrayList<>();
        List<Curve.Point> down = new ArrayList<>();
        for (long size : first(stage, SIZES)) {
            measure(stage, work(stage, size), size, up, down);
        }
        return curve(
                "link-time",
                "One message with a link, from route to file server and from there to route",
                "bytes",
                new Lines(MILLIS, up, down));
    }

    private static Curve count(Stage stage) throws Exception {
        List<Curve.Point> up = new ArrayList<>();
        List<Curve.Point> down = new ArrayList<>();
        for (long links : first(stage, LINKS)) {
            LinkWork work = new LinkWork(
                    LinkWork.MIB, Math.max(1, (stage.form().isSmoke() ? 4 : 64) / (int) links), (int) links, 1, "256m");
            measure(stage, work, links, up, down);
        }
        return curve(
                "link-count", "One message, by the number of its links to 1 MiB", "links", new Lines(MILLIS, up, down));
    }

    /** What lives in the heap while links pass, whatever their size. */
    private static Curve memory(Stage stage) throws Exception {
        List<Curve.Point> up = new ArrayList<>();
        List<Curve.Point> down = new ArrayList<>();
        for (long size : first(stage, MEMORY_SIZES)) {
            if (roomFor(2 * size)) {
                try (LinkClient client = new LinkClient(stage, work(stage, size))) {
                    up.add(new Curve.Point(size, (double) client.liveWhileSending() / LinkWork.MIB));
                    down.add(new Curve.Point(size, (double) client.liveWhileReceiving() / LinkWork.MIB));
                }
            } else {
                System.out.println("No room for links to " + size + " bytes: what is stored and what is received take "
                        + "twice as much in " + System.getProperty("java.io.tmpdir"));
            }
        }
        return curve(
                "link-memory",
                "Live heap of a JVM of " + HEAP + " while a link is sent and received",
                "bytes",
                new Lines("MiB after a collection", up, down));
    }

    private static boolean roomFor(long bytes) throws IOException {
        long free = Files.getFileStore(Path.of(System.getProperty("java.io.tmpdir")))
                .getUsableSpace();
        return free - ROOM_LEFT > bytes;
    }

    /** The second time counts. */
    private static void measure(Stage stage, LinkWork work, long x, List<Curve.Point> up, List<Curve.Point> down)
            throws Exception {
        try (LinkClient client = new LinkClient(stage, work)) {
            client.upload();
            client.download();
            client.forget();
            up.add(new Curve.Point(x, client.upload() * 1e3 / work.messages()));
            down.add(new Curve.Point(x, client.download() * 1e3 / work.messages()));
        }
    }

    /** What sending and receiving cost. */
    private record Lines(String yLabel, List<Curve.Point> up, List<Curve.Point> down) {}

    private static Curve curve(String name, String title, String xLabel, Lines costs) {
        Map<String, List<Curve.Point>> lines = new LinkedHashMap<>();
        lines.put("send", costs.up());
        lines.put("receive", costs.down());
        return new Curve(name, title, xLabel, costs.yLabel(), lines);
    }

    private static LinkWork work(Stage stage, long size) {
        long messages = Math.max(1, Math.min(stage.form().isSmoke() ? 5 : MOST_MESSAGES, ALL_BYTES / size));
        return new LinkWork(size, (int) messages, 1, 1, HEAP);
    }

    private static long[] first(Stage stage, long[] all) {
        return stage.form().isSmoke() ? new long[] {all[0], all[1]} : all;
    }
}
