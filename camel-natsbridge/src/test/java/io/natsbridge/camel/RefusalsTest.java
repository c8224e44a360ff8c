/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalsTest {

    private final Refusals refusals = new Refusals();

    @Test
    void remembersWhatWasRefusedAfterAMark() {
        long before = refusals.now();
        refusals.add("Permissions Violation for Publish to \"a.b\"");
        assertThat(refusals.publishSince(before, "a.b")).isTrue();
        assertThat(refusals.publishSince(before, "a.c")).isFalse();
        assertThat(refusals.subscriptionSince(before, "a.b", "x")).isNull();
        assertThat(refusals.publishSince(refusals.now(), "a.b")).as("after it").isFalse();
    }

    @Test
    void tellsASubscriptionThatWasRefused() {
        long before = refusals.now();
        refusals.add("permissions violation for subscription to \"a.>\"");
        assertThat(refusals.subscriptionSince(before, "a.>", "ask for it"))
                .hasMessage(
                        "NB-112: The broker refused the subscription to 'a.>': this client has no permission for it; ask for it");
        assertThat(refusals.publishSince(before, "a.>")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Authorization Violation",
                "Permissions Violation",
                "Permissions Violation for Publish to a.b",
                "null"
            })
    void passesOverOtherErrors(String error) {
        refusals.add(error);
        refusals.add(null);
        assertThat(refusals.now()).isZero();
    }

    @Test
    void readsSubjectsAsTheBrokerQuotesThem() {
        long before = refusals.now();
        refusals.add("Permissions Violation for Publish to \"q\\\"uote.back\\\\slash.\\u00fc.\\x01.\\U0001f600\"");
        assertThat(refusals.publishSince(before, "q\"uote.back\\slash.ü.\u0001.😀"))
                .isTrue();
    }

    @Test
    void knowsSubjectsWithApostrophesThatTheClientTookOut() {
        long before = refusals.now();
        refusals.add("Permissions Violation for Publish to \"its\"");
        assertThat(refusals.publishSince(before, "it's")).isTrue();
    }

    @Test
    void assumesTheWorstOfWhatItHasForgotten() {
        long before = refusals.now();
        for (int i = 0; i <= 10_000; i++) {
            refusals.add("Permissions Violation for Publish to \"s" + i + "\"");
        }
        assertThat(refusals.publishSince(before, "s0")).isTrue();
        long after = refusals.now();
        assertThat(refusals.publishSince(after, "s0")).isFalse();
    }
}
