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

    private final List<Strike> strikes;
    private final SplittableRandom random;

    /** One fault, done and undone. */
    interface Strike {
        void with(SplittableRandom random) throws Exception;
    }

    Storm(List<Strike> strikes, long seed) {
        this.strikes = strikes;
        this.random = new SplittableRandom(seed);
    }

    Storm(Broker broker, List<Fault> faults, long seed) {
        this(
                faults.stream()
                        .<Strike>map(fault -> random -> fault.strike(broker, random))
                        .toList(),
                seed);
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
        int step = count / (strikes.size() + 1);
        for (int i = 0; i < strikes.size(); i++) {
            while (progress.getAsInt() < (i + 1) * step) {
                Pause.millis(5);
            }
            strikes.get(i).with(random);
        }
    }
}
