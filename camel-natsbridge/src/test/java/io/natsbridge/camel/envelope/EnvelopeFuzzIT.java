/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.envelope;

import io.natsbridge.camel.reliability.TrialProgram;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever arrives is a message or an exception of the project, soon, and in little memory. */
@Tag("reliability")
class EnvelopeFuzzIT {

    @Test
    void everyChangedEnvelopeIsReadOrRefused() throws Exception {
        TrialProgram.run(EnvelopeFuzz.class, EnvelopeFuzz.ROW, "-Xmx256m");
    }
}
