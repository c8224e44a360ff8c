/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.nats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerCacheTest {

    private static final NatsVersion VERSION = new NatsVersion(2, 12, 8);

    private final AtomicInteger fetches = new AtomicInteger();

    @TempDir
    private Path folder;

    @Test
    void fetchesIntoTheFolderOfTheVersion() throws IOException {
        Path program = cache(this::fetch).get();

        assertThat(program)
                .isEqualTo(folder.resolve("nats-server-2.12.8/nats-server"))
                .isExecutable();
    }

    @Test
    void fetchesOnlyOnce() throws IOException {
        Path first = cache(this::fetch).get();
        Path second = cache(this::fetch).get();

        assertThat(second).isEqualTo(first);
        assertThat(fetches).hasValue(1);
    }

    @Test
    void fetchesOnlyOnceForCallersAtTheSameTime() throws ExecutionException, InterruptedException {
        CountDownLatch bothAreHere = new CountDownLatch(2);
        ExecutorService callers = Executors.newFixedThreadPool(2);
        try {
            List<Future<Path>> programs = Stream.of(1, 2)
                    .map(caller -> callers.submit(() -> {
                        bothAreHere.countDown();
                        bothAreHere.await();
                        return cache(this::fetch).get();
                    }))
                    .toList();

            assertThat(programs.get(0).get()).isEqualTo(programs.get(1).get());
            assertThat(fetches).hasValue(1);
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    void triesTheNextToolWhenOneFails() throws IOException {
        assertThat(cache(this::fail, this::fetch).get()).isExecutable();
    }

    @Test
    void tellsWhatEachToolPrintedWhenAllFail() {
        assertThatIOException()
                .isThrownBy(() -> cache(this::fail, this::fail).get())
                .withMessageContaining("2.12.8")
                .satisfies(failure -> assertThat(failure.getSuppressed())
                        .extracting(Throwable::getMessage)
                        .containsExactly("the tool printed this", "the tool printed this"));
    }

    @Test
    void refusesAnotherVersionThanTheOneAskedFor() {
        assertThatIOException()
                .isThrownBy(() -> cache((version, work) -> FakeServer.write(work.resolve("nats-server"), "2.12.7"))
                        .get())
                .satisfies(failure -> assertThat(failure.getSuppressed())
                        .singleElement()
                        .satisfies(one -> assertThat(one).hasMessageContainingAll("2.12.7", "2.12.8")));
    }

    @Test
    void leavesNothingElseBehind() throws IOException {
        cache(this::fail, this::fetch).get();

        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left)
                    .extracting(file -> file.getFileName().toString())
                    .containsExactlyInAnyOrder("nats-server-2.12.8", "nats-server-2.12.8.lock");
        }
    }

    private ServerCache cache(FetchTool... tools) {
        return new ServerCache(folder, VERSION, List.of(tools));
    }

    private Path fetch(NatsVersion version, Path work) throws IOException {
        fetches.incrementAndGet();
        return FakeServer.write(work.resolve("nats-server"), version.toString());
    }

    private Path fail(NatsVersion version, Path work) throws IOException {
        Files.createFile(work.resolve("half-a-" + version));
        throw new IOException("the tool printed this");
    }
}
