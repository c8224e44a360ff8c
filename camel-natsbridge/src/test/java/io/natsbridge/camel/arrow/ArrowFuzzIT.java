/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

import io.natsbridge.camel.reliability.TrialProgram;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever the bytes are, the process that reads them stays as it was. */
@Tag("reliability")
class ArrowFuzzIT {

    @Test
    void everyChangedTableIsReadOrRefused() throws Exception {
        // the heap is occupied from the start, so that what grows is outside of it
        TrialProgram.run(ArrowFuzz.class, ArrowFuzz.ROW, "-Xms256m", "-Xmx256m", "-XX:+AlwaysPreTouch");
    }
}
