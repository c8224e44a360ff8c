/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IdsTest {

    @Test
    void areDifferentAMillionTimes() {
        Ids ids = new Ids();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 1_000_000; i++) {
            seen.add(ids.next());
        }
        assertThat(seen).hasSize(1_000_000);
    }

    @Test
    void areUuidsOfVersion4() {
        Ids ids = new Ids();
        for (int i = 0; i < 1000; i++) {
            String id = ids.next();
            assertThat(id).matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
            UUID uuid = UUID.fromString(id);
            assertThat(uuid.version()).isEqualTo(4);
            assertThat(uuid.variant()).isEqualTo(2);
        }
    }

    @Test
    void areDifferentForManyThreads() throws Exception {
        Ids ids = new Ids();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            Callable<List<String>> some =
                    () -> IntStream.range(0, 10_000).mapToObj(i -> ids.next()).toList();
            Set<String> seen = new HashSet<>();
            for (Future<List<String>> made :
                    threads.invokeAll(Stream.generate(() -> some).limit(8).toList())) {
                seen.addAll(made.get());
            }
            assertThat(seen).hasSize(80_000);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void areDifferentForEverySender() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            seen.add(new Ids().next());
        }
        assertThat(seen).hasSize(1000);
    }
}
