/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.benchmark;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What sending a message allocates beyond the wire copy: the bytes that all threads of the process allocate for one message, less the one copy of its bytes that jnats makes
 * for the socket, whose length is the message's. So 1.0 × the wire size is what an envelope alone costs that is laid out once in an array of its own.
 */
final class SendMemorySuite {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private SendMemorySuite() {}

    static List<Scenario> scenarios() {
        List<Scenario> all = new ArrayList<>();
        for (int size : new int[] {1_000, 100_000}) {
            all.add(Scenario.of(
                            "send-memory-" + Payloads.name(size),
                            "allocated to send " + Payloads.name(size) + ", beyond the wire copy",
                            Unit.BYTES,
                            stage -> new Bridge(stage, size))
                    .against("size on the wire", size == 1_000 ? 10 : 1.1, stage -> onTheWire(stage, size)));
        }
        return all;
    }

    private static Contender onTheWire(Stage stage, int size) throws Exception {
        int length = SendSuite.envelope(stage, Payloads.bytes(size)).length;
        return window -> length;
    }

    private static long allocated() {
        return Arrays.stream(THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds()))
                .filter(bytes -> bytes > 0)
                .sum();
    }

    /** A route to the component. */
    private static final class Bridge implements Contender {
        private final Camel camel;
        private final Camel.Entry entry;
        private final byte[] payload;
        private final int wire;

        Bridge(Stage stage, int size) throws Exception {
            payload = Payloads.bytes(size);
            wire = SendSuite.envelope(stage, payload).length;
            camel = Camel.start(routes -> routes.from("direct:in")
                    .to("natsbridge:memory?payloadType=binary&publishConfirm=false&servers=" + stage.natsUrl()));
            entry = camel.entry("direct:in");
        }

        @Override
        public double measure(Duration window) throws Exception {
            long[] sent = {0};
            long before = allocated();
            Rate.of(
                    window,
                    () -> {
                        entry.send(payload);
                        sent[0]++;
                    },
                    () -> {});
            return (double) (allocated() - before) / sent[0] - wire;
        }

        @Override
        public void close() {
            camel.close();
        }
    }
}
