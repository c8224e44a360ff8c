/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.benchmark;

import com.sun.management.ThreadMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;

/** What receiving costs in memory. */
final class RecvMemorySuite {

    private static final double BOUND = 2.0;
    private static final int MANY = 1_000_000;
    private static final int MANY_IN_SMOKE = 2_000;
    private static final int SIZE_OF_MANY = 1_000;

    private RecvMemorySuite() {}

    static List<Scenario> scenarios() {
        Contender.Opening wire = stage -> {
            double size = SendSuite.envelope(stage, Payloads.bytes(100_000)).length;
            return window -> size;
        };
        return List.of(
                allocated(1_000),
                allocated(100_000).against("the message on the wire", BOUND, wire),
                Scenario.of(
                        "receive-live-heap",
                        "live heap after a million more received messages of 1KB",
                        Unit.BYTES,
                        LiveHeap::new),
                Scenario.of(
                        "receive-collection",
                        "time in garbage collection for a million received messages of 1KB",
                        Unit.MILLISECONDS,
                        Collection::new));
    }

    private static Scenario allocated(int size) {
        return Scenario.of(
                "receive-" + Payloads.name(size) + "-allocated",
                "bytes allocated to receive and decode " + Payloads.name(size) + ", beyond the one copy off the wire",
                Unit.BYTES,
                stage -> new Allocated(stage, size));
    }

    private static int many(Stage stage) {
        return stage.form().isSmoke() ? MANY_IN_SMOKE : MANY;
    }

    /** Bytes that all threads but the feeding one allocate for a message, less its bytes on the wire, which every client has to copy off the socket once. */
    private static final class Allocated implements Contender {
        private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        private static final long BYTES = 200 << 20;
        private static final long BYTES_IN_SMOKE = 2 << 20;

        private final Fed fed;
        private final long messages;

        Allocated(Stage stage, int size) throws Exception {
            fed = new Fed(stage, size, Taker.route(""));
            messages = (stage.form().isSmoke() ? BYTES_IN_SMOKE : BYTES) / size;
        }

        @Override
        public double measure(Duration window) throws Exception {
            long before = allocated();
            long taken = fed.take(messages);
            return (double) (allocated() - before) / taken - fed.wireSize();
        }

        private static long allocated() {
            long sum = 0;
            for (long id : THREADS.getAllThreadIds()) {
                if (id != Thread.currentThread().getId()) {
                    sum += Math.max(0, THREADS.getThreadAllocatedBytes(id));
                }
            }
            return sum;
        }

        @Override
        public void close() throws Exception {
            fed.close();
        }
    }

    /** Bytes in use after a collection, of everything that lives in this JVM. */
    private static final class LiveHeap implements Contender {
        private final Fed fed;
        private final long messages;

        LiveHeap(Stage stage) throws Exception {
            fed = new Fed(stage, SIZE_OF_MANY, Taker.route(""));
            messages = many(stage);
        }

        @Override
        public double measure(Duration window) throws Exception {
            fed.take(messages);
            System.gc();
            return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        }

        @Override
        public void close() throws Exception {
            fed.close();
        }
    }

    /** Milliseconds for a million messages; as many of them as it takes until the collector has worked for a while. */
    private static final class Collection implements Contender {
        private final Fed fed;
        private final long messages;

        Collection(Stage stage) throws Exception {
            fed = new Fed(stage, SIZE_OF_MANY, Taker.route(""));
            messages = many(stage);
        }

        @Override
        public double measure(Duration window) throws Exception {
            long before = millis();
            long taken = 0;
            while (taken < messages || millis() == before) {
                taken += fed.take(messages);
            }
            return (double) (millis() - before) * MANY / taken;
        }

        private static long millis() {
            return ManagementFactory.getGarbageCollectorMXBeans().stream()
                    .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                    .sum();
        }

        @Override
        public void close() throws Exception {
            fed.close();
        }
    }
}
