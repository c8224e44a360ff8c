/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.natsbridge.camel.error.NatsBridgeException.FileserverException;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OutagesTest {

    private static final String A = "http://a";

    private long nanos = Long.MAX_VALUE - 5;
    private final Outages outages = new Outages(() -> nanos);

    @Test
    void aServerThatNeverFailedIsAdmitted() {
        assertThat(outages.covers(A)).isFalse();
        assertThat(outages.admits(A)).isTrue();
        assertThat(outages.admits(A)).isTrue();
    }

    @Test
    void aServerThatFailedIsLeftAloneForAWhile() {
        outages.begin(A, new IOException("refused"));
        pass(Outages.PAUSE.minusNanos(1));
        assertThat(outages.covers(A)).isTrue();
        assertThat(outages.admits(A)).isFalse();
        pass(Duration.ofNanos(1));
        assertThat(outages.covers(A)).isFalse();
    }

    @Test
    void afterwardsOneUploadFindsOutWhetherItIsBack() {
        outages.begin(A, new IOException("refused"));
        pass(Outages.PAUSE);
        assertThat(outages.admits(A)).isTrue();
        assertThat(outages.admits(A)).isFalse();
        outages.end(A);
        assertThat(outages.admits(A)).isTrue();
        assertThat(outages.admits(A)).isTrue();
    }

    @Test
    void aServerThatNamesALongerTimeGetsIt() {
        outages.begin(A, asking(Duration.ofSeconds(30)));
        pass(Duration.ofSeconds(29));
        assertThat(outages.covers(A)).isTrue();
        pass(Duration.ofSeconds(1));
        assertThat(outages.covers(A)).isFalse();
    }

    @Test
    void noServerGetsMoreThanAMinute() {
        outages.begin(A, asking(Duration.ofDays(3650)));
        pass(Duration.ofSeconds(60));
        assertThat(outages.covers(A)).isFalse();
    }

    @Test
    void aServerThatNamesAShorterTimeIsStillLeftAlone() {
        outages.begin(A, asking(Duration.ZERO));
        assertThat(outages.covers(A)).isTrue();
    }

    private static FileserverException asking(Duration time) {
        return new FileserverException("Cannot: busy", 429, true, time, null);
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }
}
