/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.impl.NatsMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class InFlightTest {

    private static final long PATIENCE = 10_000;

    @Test
    void hasRoomForMessagesAndForHalfOfTheBytes() throws Exception {
        assertThat(new InFlight(8, 1000).awaitRoom(10, 1)).isEqualTo(new InFlight.Room(8, 500));
        assertThat(new InFlight(8, 1000).awaitRoom(600, 1)).isEqualTo(new InFlight.Room(8, 600));
        assertThat(new InFlight(8, 1000).awaitRoom(4000, 1))
                .as("one of any size")
                .isEqualTo(new InFlight.Room(8, 4000));
    }

    @Test
    void keepsRoomForWhatIsAskedFor() throws Exception {
        InFlight inFlight = new InFlight(8, 1000);
        inFlight.reserve(new InFlight.Room(3, 600));
        assertThat(inFlight.asked()).isEqualTo(3);
        assertThat(inFlight.awaitRoom(100, 1)).isEqualTo(new InFlight.Room(5, 200));
        assertThat(inFlight.awaitRoom(500, 1).messages())
                .as("less is free than one message may have")
                .isZero();

        inFlight.release(new InFlight.Room(1, 300));
        filled(inFlight, 1);
        assertThat(inFlight.awaitRoom(500, 1)).isEqualTo(new InFlight.Room(5, 500));
    }

    @Test
    void tellsWhoWaitsThatLessIsAskedFor() throws Exception {
        InFlight inFlight = new InFlight(8, 1000);
        inFlight.reserve(new InFlight.Room(8, 1000));
        CompletableFuture<Integer> room = waiting(inFlight);
        inFlight.release(new InFlight.Room(8, 1000));

        assertThat(room.get(PATIENCE, TimeUnit.MILLISECONDS)).isEqualTo(8);
    }

    @Test
    void waitsUntilAQuarterIsFree() throws Exception {
        InFlight inFlight = new InFlight(8, 1000);
        List<JetStreamSettlement> messages = filled(inFlight, 8);
        CompletableFuture<Integer> room = waiting(inFlight);
        inFlight.remove(messages.get(0));
        inFlight.remove(messages.get(1));

        assertThat(room.get(PATIENCE, TimeUnit.MILLISECONDS)).isEqualTo(2);
    }

    @Test
    void saysThatThereIsNoRoomAfterTheTime() throws Exception {
        InFlight inFlight = new InFlight(1, 1000);
        filled(inFlight, 1);

        assertThat(inFlight.awaitRoom(1, 1).messages()).isZero();
    }

    @Test
    void waitsUntilNothingIsLeft() throws Exception {
        InFlight inFlight = new InFlight(8, 1000);
        List<JetStreamSettlement> messages = filled(inFlight, 2);
        CompletableFuture<Void> empty = CompletableFuture.runAsync(() -> {
            try {
                inFlight.awaitEmpty(PATIENCE);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        messages.forEach(inFlight::remove);

        assertThat(empty).succeedsWithin(PATIENCE / 2, TimeUnit.MILLISECONDS);
        assertThat(inFlight.all()).isEmpty();
    }

    private static CompletableFuture<Integer> waiting(InFlight inFlight) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return inFlight.awaitRoom(1, PATIENCE).messages();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static List<JetStreamSettlement> filled(InFlight inFlight, int count) {
        List<JetStreamSettlement> messages = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            messages.add(new JetStreamSettlement(
                    NatsMessage.builder().subject("s").data(new byte[1]).build(), null));
            inFlight.add(messages.get(i));
        }
        return messages;
    }
}
