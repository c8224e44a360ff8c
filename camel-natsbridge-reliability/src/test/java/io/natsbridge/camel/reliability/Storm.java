/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.reliability;

import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntSupplier;

/** Faults one after the other, spread over the progress of a load. */
final class Storm {

    private final Broker broker;
    private final List<Fault> faults;
    private final SplittableRandom random;

    Storm(Broker broker, List<Fault> faults, long seed) {
        this.broker = broker;
        this.faults = faults;
        this.random = new SplittableRandom(seed);
    }

    /**
     * Begins.
     *
     * @param progress how many ids are through
     * @param count how many will be
     * @return ends with the last fault, or with what went wrong
     */
    CompletableFuture<Void> over(IntSupplier progress, int count) {
        CompletableFuture<Void> end = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        rage(progress, count);
                        end.complete(null);
                    } catch (Exception | Error e) {
                        end.completeExceptionally(e);
                    }
                },
                "storm");
        thread.setDaemon(true);
        thread.start();
        return end;
    }

    private void rage(IntSupplier progress, int count) throws Exception {
        int step = count / (faults.size() + 1);
        for (int i = 0; i < faults.size(); i++) {
            while (progress.getAsInt() < (i + 1) * step) {
                Pause.millis(5);
            }
            faults.get(i).strike(broker, random);
        }
    }
}
