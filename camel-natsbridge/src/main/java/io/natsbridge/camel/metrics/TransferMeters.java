/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.natsbridge.camel.store.TransferObserver.Progress;
import java.util.Map;

/** Times the transfers of one kind, and counts repeated tries. */
final class TransferMeters {

    private final MeterRegistry registry;
    private final Map<String, Timer> times;
    private final Counter retries;

    /** @param times by payload type as written on the wire */
    TransferMeters(MeterRegistry registry, Map<String, Timer> times, Counter retries) {
        this.registry = registry;
        this.times = times;
        this.retries = retries;
    }

    /** @param payloadType null when nobody knows it; then the transfer is not timed */
    Progress begin(String payloadType) {
        return new Running(payloadType == null ? null : times.get(payloadType));
    }

    private final class Running implements Progress {
        private final Timer timer;
        private final Timer.Sample begin = Timer.start(registry);
        private boolean tried;

        Running(Timer timer) {
            this.timer = timer;
        }

        @Override
        public void tries(String server) {
            if (tried) {
                retries.increment();
            }
            tried = true;
        }

        @Override
        public void succeeded() {
            if (timer != null) {
                begin.stop(timer);
            }
        }

        @Override
        public void failed(Throwable failure) {
            // what a failed transfer means for its message is counted as a refusal
        }
    }
}
