/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.store;

import static io.natsbridge.camel.test.plik.PlikOperation.DOWNLOAD;

import io.natsbridge.camel.content.Content;
import io.natsbridge.camel.reliability.Trial;
import io.natsbridge.camel.store.DownloadTrouble.Outcome;
import io.natsbridge.camel.test.plik.EmbeddedPlikOptions;
import io.natsbridge.camel.test.plik.Fault;
import io.natsbridge.camel.test.plik.PlikExtension;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whatever a file server does wrong, the bytes that are delivered are the right ones, and an error says whether it is worth another try. */
@Tag("reliability")
class DownloadFaultsIT {

    private static final int SIZE = 60_000;
    private static final byte[] BYTES = StoreFixture.random(SIZE);
    private static final int SLOW_ONE_IN = 400;
    private static final int GARBLED_ONE_IN = 8;
    private static final DownloadLimits LIMITS = new DownloadLimits(1_000_000, Duration.ofSeconds(60), Long.MAX_VALUE);
    private static final RetryPolicy ONCE = new RetryPolicy(1, Duration.ZERO, Duration.ZERO);

    /** Time-outs that a busy machine keeps to. */
    private static final HttpTimeouts PATIENT =
            new HttpTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(2), 1024, Duration.ofSeconds(2));

    @RegisterExtension
    static final PlikExtension PLIK = PlikExtension.embedded(EmbeddedPlikOptions.defaults());

    private final Trial trial = Trial.of("download-faults", "downloads with faults: wrong bytes, wrong class of error");
    private final Random random = trial.random();
    private final Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
    private String failure = "";

    @Test
    void everyFaultEndsAsItMust() {
        long downloads = Trial.size(1_000, 50_000);
        List<DownloadTrouble> quick = DownloadTrouble.quick(SIZE);
        List<DownloadTrouble> slow = DownloadTrouble.slow(SIZE);
        try (StoreFixture store = new StoreFixture(PLIK.url(), PATIENT);
                GarbledServer garbled = new GarbledServer(random);
                StoreFixture other = new StoreFixture(garbled.url(), PATIENT)) {
            Uploader.Stored stored = store.upload("payload.bin", Content.of(BYTES), StoreFixture.KEPT);
            for (DownloadTrouble trouble : slow) {
                attempt(store, stored, trouble);
            }
            for (long i = slow.size(); i < downloads; i++) {
                if (random.nextInt(GARBLED_ONE_IN) == 0) {
                    attempt(other, stored, garbled);
                } else {
                    List<DownloadTrouble> all = random.nextInt(SLOW_ONE_IN) == 0 ? slow : quick;
                    attempt(store, stored, all.get(random.nextInt(all.size())));
                }
            }
        }
        trial.finish(downloads, outcomes.toString());
    }

    private void attempt(StoreFixture store, Uploader.Stored stored, DownloadTrouble trouble) {
        Fault fault = trouble.fault().apply(random);
        boolean twice = random.nextBoolean();
        Link link = StoreFixture.link(stored);
        Outcome expected = trouble.hashed();
        int kind = random.nextInt(3);
        if (kind == 1 && trouble.sized() != null) {
            link = new Link(link.url(), "p", SIZE, null, null, "c");
            expected = trouble.sized();
        } else if (kind == 2 && trouble.bare() != null) {
            link = StoreFixture.bareLink(stored);
            expected = trouble.bare();
        }
        PLIK.faults().next(DOWNLOAD, fault);
        Outcome outcome = outcome(store, link, twice ? StoreFixture.TWICE : ONCE);
        PLIK.faults().clear();
        Outcome wanted = twice ? expected.ofTwoAttempts() : expected;
        if (outcome != wanted) {
            trial.bad(trouble.name() + (twice ? ", then none" : "") + ": " + outcome + " (" + failure + ") instead of "
                    + wanted);
        }
        if (trouble.spoilsItsConnection()) {
            clearConnections(store, stored);
        }
    }

    /** Bytes that nobody asked for end the connection when they are seen, which costs the next download an attempt. */
    private void clearConnections(StoreFixture store, Uploader.Stored stored) {
        Outcome outcome = outcome(store, StoreFixture.link(stored), StoreFixture.TWICE);
        if (outcome != Outcome.RIGHT) {
            trial.bad("none, after more than announced: " + outcome + " (" + failure + ") instead of RIGHT");
        }
    }

    /** What is no answer at all, or half of one, may be an error of any class, but never wrong bytes. */
    private void attempt(StoreFixture store, Uploader.Stored stored, GarbledServer server) {
        Link known = StoreFixture.link(stored);
        Link link = new Link(server.url() + "/file/aaaa/bbbb/c", "p", known.size(), known.sha256(), null, "c");
        Outcome outcome = outcome(store, link, ONCE);
        if (outcome == Outcome.WRONG || outcome == Outcome.UNKNOWN || outcome == Outcome.RIGHT) {
            trial.bad("a garbled answer: " + outcome);
        }
    }

    private Outcome outcome(StoreFixture store, Link link, RetryPolicy retries) {
        trial.tried();
        Outcome outcome;
        failure = "";
        try {
            outcome = Arrays.equals(store.download(link, retries, LIMITS), BYTES) ? Outcome.RIGHT : Outcome.WRONG;
        } catch (RuntimeException e) {
            outcome = Outcome.of(e);
            failure = e.getMessage();
            if (outcome == Outcome.UNKNOWN) {
                trial.bad(e.toString());
            }
        }
        outcomes.merge(outcome, 1, Integer::sum);
        return outcome;
    }
}
