/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LargeAnswersIT {

    private final Output output = new Output();

    @Test
    void eachOfSeveralRequestsAtOnceGetsItsOwnLargeAnswerByLink() {
        Checks checks = new LargeAnswers().run(output.stream());
        assertThat(checks.all()).hasSize(6).allMatch(Checks.Check::holds).allSatisfy(check -> assertThat(check.what())
                .matches("station \\d: its own history, 1,9\\d\\d,\\d{3} bytes by link"));
        assertThat(output.lines()).last().isEqualTo("6 of 6 are as they should be.");
    }
}
