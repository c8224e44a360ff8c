/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.natsbridge.camel.reliability.Event.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Histories with one thing wrong, which the checker must find, and good ones, in which it must find nothing. */
class CheckerTest {

    private static final long SECOND = 1_000_000_000L;

    private final Checker checker = new Checker(Duration.ofSeconds(10));
    private final List<Event> history = new ArrayList<>();

    @Test
    void aHistoryWithoutFaultIsClean() {
        call(1, Kind.OK);
        copy(1, "d1");
        assertThat(verdict().isClean()).isTrue();
    }

    @Test
    void anAcknowledgedIdWithoutACopyIsLost() {
        call(1, Kind.OK);
        call(2, Kind.OK);
        copy(2, "d2");
        assertOnly(Anomaly.LOST, 1);
    }

    @ParameterizedTest
    @EnumSource(names = {"ERROR", "UNKNOWN"})
    void whatWasNotAcknowledgedMayBeMissing(Kind outcome) {
        call(1, outcome);
        assertThat(verdict().isClean()).isTrue();
    }

    @Test
    void anAcknowledgedRepeatOfAnUncertainCallMustHaveACopy() {
        call(1, Kind.UNKNOWN);
        call(1, Kind.OK);
        assertOnly(Anomaly.LOST, 1);
    }

    @Test
    void twoCopiesAreOneTooMany() {
        call(7, Kind.OK);
        copy(7, "d7");
        copy(7, "d7");
        assertOnly(Anomaly.DOUBLED, 7);
    }

    @Test
    void aCopyElsewhereDoesNotCount() {
        call(7, Kind.OK);
        copy(7, "d7");
        history.add(new Event(Kind.DELIVERED, 7, "d7", 3 * SECOND));
        assertThat(verdict().isClean()).isTrue();
        assertThat(checker.check(history, Kind.DELIVERED).isClean()).isTrue();
        history.remove(history.size() - 1);
        assertThat(checker.check(history, Kind.DELIVERED).ids(Anomaly.LOST)).containsExactly(7);
    }

    @Test
    void aCopyWithOtherBytesIsCorrupted() {
        call(3, Kind.OK);
        copy(3, "other");
        assertOnly(Anomaly.CORRUPTED, 3);
    }

    @Test
    void aCopyWhoseBytesWereNotSeenIsNotCalledCorrupted() {
        call(3, Kind.OK);
        copy(3, "");
        assertThat(verdict().isClean()).isTrue();
    }

    @Test
    void aCallThatNeverEndsIsUnclassified() {
        history.add(new Event(Kind.SENT, 4, "d4", 0));
        assertOnly(Anomaly.UNCLASSIFIED, 4);
    }

    @Test
    void aCallThatEndsTooLateIsUnclassified() {
        history.add(new Event(Kind.SENT, 4, "d4", 0));
        history.add(new Event(Kind.ERROR, 4, "", 11 * SECOND + 1));
        assertOnly(Anomaly.UNCLASSIFIED, 4);
    }

    @Test
    void aTenthMoreThanTheDeadlineIsInTime() {
        history.add(new Event(Kind.SENT, 4, "d4", 0));
        history.add(new Event(Kind.ERROR, 4, "", 11 * SECOND));
        assertThat(verdict().isClean()).isTrue();
    }

    @Test
    void aSecondCallBeforeTheEndOfTheFirstHidesNothing() {
        history.add(new Event(Kind.SENT, 4, "d4", 0));
        history.add(new Event(Kind.SENT, 4, "d4", SECOND));
        history.add(new Event(Kind.ERROR, 4, "", 2 * SECOND));
        assertOnly(Anomaly.UNCLASSIFIED, 4);
    }

    @Test
    void aCopyOfWhatNobodySentIsInvented() {
        copy(9, "d9");
        assertOnly(Anomaly.INVENTED, 9);
    }

    @Test
    void aCopyOfWhatWasReportedAsNotSentIsDenied() {
        call(5, Kind.ERROR);
        copy(5, "d5");
        assertOnly(Anomaly.DENIED, 5);
    }

    @Test
    void aCopyOfWhatWasUncertainIsNoAnomaly() {
        call(5, Kind.ERROR);
        call(5, Kind.UNKNOWN);
        copy(5, "d5");
        assertThat(verdict().isClean()).isTrue();
    }

    @Test
    void theVerdictNamesAnomaliesAndIds() {
        call(1, Kind.OK);
        call(4, Kind.OK);
        call(5, Kind.OK);
        call(2, Kind.OK);
        copy(2, "other");
        assertThat(verdict()).hasToString("LOST 3 [1, 4-5]; CORRUPTED 1 [2]");
    }

    private void call(int id, Kind outcome) {
        history.add(new Event(Kind.SENT, id, "d" + id, 0));
        history.add(new Event(outcome, id, "", SECOND));
    }

    private void copy(int id, String digest) {
        history.add(new Event(Kind.STORED, id, digest, 2 * SECOND));
    }

    private Verdict verdict() {
        return checker.check(history, Kind.STORED);
    }

    private void assertOnly(Anomaly expected, int id) {
        Verdict verdict = verdict();
        for (Anomaly anomaly : Anomaly.values()) {
            if (anomaly == expected) {
                assertThat(verdict.ids(anomaly)).as(anomaly.name()).containsExactly(id);
            } else {
                assertThat(verdict.ids(anomaly)).as(anomaly.name()).isEmpty();
            }
        }
    }
}
