/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.plik;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.natsbridge.camel.test.plik.RawHttp.Answer;

/** What all parts of the contract need. */
interface ContractBase {

    PlikClient plik();

    default void assumeNotForced(PlikFeature feature) {
        assumeThat(plik().mode(feature)).isNotEqualTo("forced");
    }

    default void assumeAllowed(PlikFeature feature) {
        assumeThat(plik().mode(feature)).isNotEqualTo("disabled");
    }

    /** Only then an upload without wishes is an ordinary one. */
    default void assumeStored() {
        assumeNotForced(PlikFeature.STREAM);
    }

    /** Only then a file can be downloaded twice. */
    default void assumeRereadable() {
        assumeStored();
        assumeNotForced(PlikFeature.ONE_SHOT);
    }

    default void assertRefused(Answer answer, int status, String text) {
        assertThat(answer.text()).contains(text);
        assertThat(answer.status()).isEqualTo(status);
    }

    static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
