/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.store;

import static io.natsbridge.camel.store.DownloadTrouble.Outcome.GONE;
import static io.natsbridge.camel.store.DownloadTrouble.Outcome.INTEGRITY;
import static io.natsbridge.camel.store.DownloadTrouble.Outcome.PERMANENT;
import static io.natsbridge.camel.store.DownloadTrouble.Outcome.RIGHT;
import static io.natsbridge.camel.store.DownloadTrouble.Outcome.TOO_LARGE;
import static io.natsbridge.camel.store.DownloadTrouble.Outcome.TRANSIENT;

import io.natsbridge.camel.error.NatsBridgeException.FileserverException;
import io.natsbridge.camel.error.NatsBridgeException.LinkGoneException;
import io.natsbridge.camel.error.NatsBridgeException.PayloadIntegrityException;
import io.natsbridge.camel.error.NatsBridgeException.PayloadTooLargeException;
import io.natsbridge.camel.test.plik.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/**
 * A way in which a download goes wrong, and how it must end when it is tried once.
 *
 * @param fault makes one, of other numbers each time
 * @param hashed the end where the link says size and hash
 * @param sized the end where it says the size alone; null where nothing can tell
 * @param bare the end where it says neither; null where nothing can tell
 */
record DownloadTrouble(String name, Function<Random, Fault> fault, Outcome hashed, Outcome sized, Outcome bare) {

    /** How a download ends. */
    enum Outcome {
        RIGHT,
        WRONG,
        TRANSIENT,
        PERMANENT,
        GONE,
        INTEGRITY,
        TOO_LARGE,
        UNKNOWN;

        static Outcome of(Throwable failure) {
            if (failure instanceof LinkGoneException) {
                return GONE;
            }
            if (failure instanceof FileserverException e) {
                return e.isTransient() ? TRANSIENT : PERMANENT;
            }
            if (failure instanceof PayloadIntegrityException) {
                return INTEGRITY;
            }
            return failure instanceof PayloadTooLargeException ? TOO_LARGE : UNKNOWN;
        }

        /** How it ends when the second attempt meets no trouble. */
        Outcome ofTwoAttempts() {
            return this == TRANSIENT || this == INTEGRITY ? RIGHT : this;
        }
    }

    private static final String MORE = "more than announced";
    private static final List<Integer> PASSING = List.of(408, 429, 500, 502, 503, 504, 507);
    private static final List<Integer> LASTING = List.of(204, 206, 400, 401, 402, 403, 405, 413, 415, 416, 418, 451);
    private static final List<String> ELSEWHERE = List.of(
            "/",
            "http://169.254.169.254/",
            "//evil.example.net/",
            "file:///etc/passwd",
            "/#/?err=no&errcode=403",
            "",
            "%zz");

    /** Whether it leaves bytes on a connection that is used again. */
    boolean spoilsItsConnection() {
        return name.equals(MORE);
    }

    /** The ways that are over at once, for files of a size. */
    static List<DownloadTrouble> quick(int size) {
        return List.of(
                always("none", random -> Fault.delay(Duration.ZERO), RIGHT),
                always(MORE, random -> Fault.overlong(1 + random.nextInt(5000)), RIGHT),
                always("cut", random -> Fault.truncate(random.nextInt(size)), TRANSIENT),
                always("reset", random -> Fault.reset(random.nextInt(size)), TRANSIENT),
                always("chunks cut", random -> Fault.truncateChunked(random.nextInt(size + 1)), TRANSIENT),
                always("no length", random -> Fault.noLength(random.nextInt(size + 1)), TRANSIENT),
                always("two lengths", random -> Fault.twoLengths(random.nextInt(size)), TRANSIENT),
                always("chunks and a length", random -> Fault.chunkedWithLength(random.nextInt(size + 1)), TRANSIENT),
                always("no answer", random -> Fault.lostAnswer(), TRANSIENT),
                always("passing trouble", random -> Fault.status(oneOf(PASSING, random)), TRANSIENT),
                always("lasting refusal", random -> Fault.status(oneOf(LASTING, random)), PERMANENT),
                always("gone", random -> Fault.status(random.nextBoolean() ? 404 : 410), GONE),
                always("redirect", random -> Fault.redirect(oneOf(ELSEWHERE, random)), PERMANENT),
                always("redirect to the page of a lost file", random -> Fault.redirect("/#/?err=x&errcode=404"), GONE),
                always("login page", random -> Fault.loginPage(), PERMANENT),
                told("length too small", random -> Fault.wrongLength(-1 - random.nextInt(size)), null),
                told("length too large", random -> Fault.wrongLength(1 + random.nextInt(size)), TRANSIENT),
                told("compressed", random -> Fault.gzip(), null),
                told("error with status 200", random -> Fault.errorTextWithStatus200("no " + random.nextInt()), null),
                told("endless", random -> Fault.endless(), TOO_LARGE),
                new DownloadTrouble(
                        "a byte changed", random -> Fault.flip(random.nextInt(size)), INTEGRITY, null, null));
    }

    /** The ways that take as long as the client waits. */
    static List<DownloadTrouble> slow(int size) {
        return List.of(
                always("hang", random -> Fault.hang(), TRANSIENT),
                always("stall", random -> Fault.stall(random.nextInt(size)), TRANSIENT),
                always("trickle", random -> Fault.trickle(1 + random.nextInt(100)), TRANSIENT));
    }

    private static DownloadTrouble always(String name, Function<Random, Fault> fault, Outcome outcome) {
        return new DownloadTrouble(name, fault, outcome, outcome, outcome);
    }

    /** Something that the size tells of. */
    private static DownloadTrouble told(String name, Function<Random, Fault> fault, Outcome bare) {
        return new DownloadTrouble(name, fault, INTEGRITY, INTEGRITY, bare);
    }

    private static <T> T oneOf(List<T> all, Random random) {
        return all.get(random.nextInt(all.size()));
    }
}
