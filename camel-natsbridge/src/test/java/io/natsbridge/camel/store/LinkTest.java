/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.natsbridge.camel.error.NatsBridgeException.FileserverException;
import io.natsbridge.camel.error.NatsBridgeException.LinkGoneException;
import io.natsbridge.camel.error.NatsBridgeException.LinkGoneException.Reason;
import io.natsbridge.camel.error.NatsBridgeException.PayloadIntegrityException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinkTest {

    private static final Instant PAST = Instant.parse("2020-01-01T00:00:00Z");
    private static final Instant FUTURE = Instant.parse("2920-01-01T00:00:00Z");

    @Test
    void believesTheStoreWhereTheSenderSaysNothing() {
        LinkGoneException gone = gone(Reason.NOT_FOUND);
        assertThat(link(null).failureOf(gone)).isSameAs(gone);
    }

    @Test
    void givesWrongBytesAsTheReasonAndNotThatTheFileIsConsumed() {
        PayloadIntegrityException wrong = new PayloadIntegrityException("n", "wrong");
        LinkGoneException gone = gone(Reason.CONSUMED);
        gone.addSuppressed(new FileserverException("down", 503, true, null, null));
        gone.addSuppressed(wrong);
        assertThat(link(PAST).failureOf(gone)).isSameAs(wrong);
        assertThat(wrong).hasSuppressedException(gone(Reason.CONSUMED));
    }

    @ParameterizedTest
    @CsvSource({
        "NOT_FOUND, 2020-01-01T00:00:00Z, EXPIRED",
        "NOT_FOUND, 2920-01-01T00:00:00Z, NOT_FOUND",
        "CONSUMED, 2020-01-01T00:00:00Z, CONSUMED"
    })
    void saysThatAFileHasExpiredWhereTheStoreHasForgottenIt(Reason reason, Instant expiresAt, Reason told) {
        LinkGoneException failure = (LinkGoneException) link(expiresAt).failureOf(gone(reason));
        assertThat(failure.reason()).isEqualTo(told);
        assertThat(failure.status()).isEqualTo(404);
        assertThat(failure).hasMessageEndingWith("gone (the sender said it would live until " + expiresAt + ")");
    }

    @Test
    void keepsWhatFailedBefore() {
        FileserverException before = new FileserverException("down", 503, true, null, null);
        LinkGoneException gone = gone(Reason.NOT_FOUND);
        gone.addSuppressed(before);
        assertThat(link(FUTURE).failureOf(gone)).hasSuppressedException(before);
    }

    @Test
    void doesNotTellItsUrl() {
        assertThat(link(PAST).toString()).contains("name", "5", PAST.toString()).doesNotContain("secret");
    }

    private static LinkGoneException gone(Reason reason) {
        return new LinkGoneException(reason, "gone", 404);
    }

    private static Link link(Instant expiresAt) {
        return new Link("http://host/a?secret", "name", 5, null, expiresAt, "c");
    }
}
