/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.benchmark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How the cost of payloads that travel by link grows. */
final class LinkCurves {

    private static final long[] SIZES = {1, 1 << 10, 32 << 10, 1 << 20, 32 << 20, 1 << 30};
    private static final long[] LINKS = {1, 2, 4, 8, 16, 32, 64};
    private static final long ALL_BYTES = 64 << 20; // of all messages of one size, where they are smaller than that
    private static final int MOST_MESSAGES = 200;
    private static final String HEAP = "64m";

    private LinkCurves() {}

    static Map<String, Curve.Measuring> all() {
        Map<String, Curve.Measuring> all = new LinkedHashMap<>();
        all.put("link-time", LinkCurves::time);
        all.put("link-heap", LinkCurves::heap);
        all.put("link-count", LinkCurves::count);
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
                up,
                down);
    }

    /** What is in use while messages are sent and received, right after a collection. */
    private static Curve heap(Stage stage) throws Exception {
        List<Curve.Point> points = new ArrayList<>();
        for (long size : first(stage, SIZES)) {
            try (LinkClient client = new LinkClient(stage, work(stage, size))) {
                points.add(new Curve.Point(size, client.liveHeap() / 1e6));
            }
        }
        return new Curve(
                "link-heap",
                "Live heap of a process that sends a link and receives it",
                "bytes",
                "MB",
                Map.of("at most", points));
    }

    private static Curve count(Stage stage) throws Exception {
        List<Curve.Point> up = new ArrayList<>();
        List<Curve.Point> down = new ArrayList<>();
        for (long links : first(stage, LINKS)) {
            LinkWork work = new LinkWork(
                    LinkWork.MIB, Math.max(1, (stage.form().isSmoke() ? 4 : 64) / (int) links), (int) links, 1, "256m");
            measure(stage, work, links, up, down);
        }
        return curve("link-count", "One message, by the number of its links to 1 MiB", "links", up, down);
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

    private static Curve curve(String name, String title, String xLabel, List<Curve.Point> up, List<Curve.Point> down) {
        Map<String, List<Curve.Point>> lines = new LinkedHashMap<>();
        lines.put("send", up);
        lines.put("receive", down);
        return new Curve(name, title, xLabel, "ms per message", lines);
    }

    private static LinkWork work(Stage stage, long size) {
        long messages = Math.max(1, Math.min(stage.form().isSmoke() ? 5 : MOST_MESSAGES, ALL_BYTES / size));
        return new LinkWork(size, (int) messages, 1, 1, HEAP);
    }

    private static long[] first(Stage stage, long[] all) {
        return stage.form().isSmoke() ? new long[] {all[0], all[1]} : all;
    }
}
