/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.plik;

import java.time.Instant;
import java.util.Optional;

/** How long uploads live. */
final class TimeToLive {

    /** Beyond this a date has no RFC 3339 form any more. */
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private TimeToLive() {}

    /**
     * Settles how long an upload lives.
     *
     * @param asked seconds; 0 for the server's default, negative for ever
     * @param options holds default, maximum and whether it may be asked for at all
     * @return seconds, negative for ever
     * @throws ApiError 400 if it is longer than the server allows
     */
    static long settle(long asked, EmbeddedPlikOptions options) throws ApiError {
        if (options.isOff(PlikFeature.SET_TTL)) {
            return options.defaultTtlSeconds();
        }
        long ttl = asked == 0 ? options.defaultTtlSeconds() : asked;
        long max = options.maxTtlSeconds();
        if (max > 0 && ttl <= 0) {
            throw ApiError.badRequest(
                    "unable to create upload : cannot set infinite TTL (maximum allowed is : " + max + ")");
        }
        if (max > 0 && ttl > max) {
            throw ApiError.badRequest("unable to create upload : invalid TTL. (maximum allowed is : " + max + ")");
        }
        return ttl;
    }

    /** Tells when a life of some seconds ends: never if they are zero or negative, the year 9999 at the latest. */
    static Optional<Instant> end(Instant start, long seconds) {
        if (seconds <= 0) {
            return Optional.empty();
        }
        boolean representable = seconds < LAST.getEpochSecond() - start.getEpochSecond();
        return Optional.of(representable ? start.plusSeconds(seconds) : LAST);
    }
}
