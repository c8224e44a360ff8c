/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.benchmark;

import java.time.Duration;

/** One way to do the work of a scenario: the component's, or that of somebody it is compared with. For one thread at a time. */
@SuppressWarnings("try") // a contender may wait for its end, and who closes it lets the run fail
public interface Contender extends AutoCloseable {

    /**
     * Does the work once more and measures it.
     *
     * @param window about how long to do so; work that cannot be divided, as one large file, is done once whatever this says
     * @return the figure, in the scenario's unit
     * @throws Exception when the work could not be done, or was not done right
     */
    double measure(Duration window) throws Exception;

    /** Ends what it has started. */
    @Override
    default void close() throws Exception {}

    /** Makes a contender ready. */
    interface Opening {
        Contender open(Stage stage) throws Exception;
    }
}
