/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DeadLettersIT {

    private final Output output = new Output();

    @Test
    void aPaymentThatCannotBeBookedIsBookedByAReplayOnceItsCauseIsMended() {
        Checks checks = new DeadLetters().run(output.stream());
        assertThat(checks.all()).hasSize(5).allMatch(Checks.Check::holds);
        assertThat(output.lines())
                .contains(
                        "  yes  the payments in euros are booked:"
                                + " [Booking[msgId=EUR 1, euros=100], Booking[msgId=EUR 3, euros=100]]",
                        "  yes  it is booked, under its id: Booking[msgId=SEK 2, euros=9.00]",
                        "  yes  0 dead letters are left")
                .last()
                .isEqualTo("5 of 5 are as they should be.");
    }
}
