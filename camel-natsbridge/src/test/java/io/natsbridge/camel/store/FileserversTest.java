/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class FileserversTest {

    private static final String A = "http://a:8080";
    private static final String B = "http://b:8080";
    private static final String C = "nats-object://c";
    private static final IOException DOWN = new IOException("down");

    private long nanos;
    private final Outages outages = new Outages(() -> nanos);
    private final Fileservers three = new Fileservers(List.of(A, B, C), outages, 1);

    @Test
    void messagesTakeTurns() {
        assertThat(List.of(next(), next(), next(), next())).containsExactly(B, C, A, B);
    }

    @Test
    void turnsGoOnBeyondTheLargestNumber() {
        Fileservers many = new Fileservers(List.of(A, B, C), outages, Integer.MAX_VALUE);
        assertThat(many.next().server()).isEqualTo(B);
        assertThat(many.next().server()).isIn(A, B, C);
    }

    @Test
    void aMessageStaysWithItsServer() {
        Fileservers.Turn turn = three.next();
        assertThat(turn.server()).isEqualTo(B);
        turn.worked(turn.server());
        outages.begin(B, DOWN);
        assertThat(turn.server()).isEqualTo(B);
    }

    @Test
    void aServerThatFailsIsFollowedByTheNext() {
        Fileservers.Turn turn = three.next();
        assertThat(turn.server()).isEqualTo(B);
        turn.failed(turn.server(), DOWN);
        assertThat(turn.hasOther()).isTrue();
        assertThat(turn.server()).isEqualTo(C);
        turn.failed(turn.server(), DOWN);
        assertThat(turn.server()).isEqualTo(A);
        turn.failed(turn.server(), DOWN);
        assertThat(turn.hasOther()).isFalse();
    }

    @Test
    void whereAllFailedTheyAreTriedInTurn() {
        Fileservers.Turn turn = three.next();
        for (String expected : List.of(B, C, A, B, C)) {
            assertThat(turn.server()).isEqualTo(expected);
            turn.failed(turn.server(), DOWN);
        }
    }

    @Test
    void otherMessagesPassByAServerThatFailed() {
        outages.begin(C, DOWN);
        assertThat(List.of(next(), next(), next(), next())).containsExactly(B, A, A, B);
    }

    @Test
    void aServerThatIsBackTakesItsTurnAgain() {
        outages.begin(B, DOWN);
        nanos += Outages.PAUSE.toNanos();
        Fileservers.Turn scout = three.next();
        assertThat(scout.server()).isEqualTo(B);
        assertThat(new Fileservers(List.of(A, B, C), outages, 1).next().server())
                .isEqualTo(C);
        scout.worked(scout.server());
        assertThat(new Fileservers(List.of(A, B, C), outages, 1).next().server())
                .isEqualTo(B);
    }

    @Test
    void theOnlyServerIsNeverPassedBy() {
        Fileservers one = new Fileservers(List.of(A), outages);
        Fileservers.Turn turn = one.next();
        assertThat(turn.server()).isEqualTo(A);
        turn.failed(turn.server(), DOWN);
        assertThat(turn.isChoice()).isFalse();
        assertThat(turn.hasOther()).isFalse();
        assertThat(turn.server()).isEqualTo(A);
        assertThat(outages.covers(A)).isFalse();
    }

    @Test
    void aServerThatIsNamedTwiceCountsOnce() {
        assertThat(new Fileservers(List.of(A, A), outages).urls()).containsExactly(A);
    }

    @Test
    void knowsWhichHoldsAFile() {
        assertThat(three.holding(B + "/file/x")).isEqualTo(B);
        assertThat(three.holding(C + "/x")).isEqualTo(C);
        assertThat(three.holding("http://b:80801/file")).isEqualTo(A);
    }

    @Test
    void refusesWhatIsNoFileServer() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Fileservers(List.of(), outages))
                .withMessage("fileserverUrl names no file server");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Fileservers(List.of(A, "b:8080"), outages))
                .withMessageContaining("fileserverUrl 'b:8080'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Fileservers(List.of(A, "nats-object://c/d"), outages))
                .withMessageContaining("fileserverUrl 'nats-object://c/d'");
    }

    private String next() {
        return three.next().server();
    }
}
