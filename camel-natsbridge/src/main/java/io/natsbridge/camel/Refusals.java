/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import io.natsbridge.camel.error.Names;
import io.natsbridge.camel.error.NatsBridgeException.ConnectionException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Subjects on which the broker said that this client must not publish or subscribe. Thread-safe. */
final class Refusals {

    private static final Pattern VIOLATION =
            Pattern.compile("permissions violation for (publish|subscription) to \"(.*)\"", Pattern.CASE_INSENSITIVE);

    /** When a subject was last refused, as a count of refusals. */
    private final Map<String, Long> lastBySubject = new ConcurrentHashMap<>();

    private final AtomicLong count = new AtomicLong();

    /** Takes an error text of the broker. */
    void add(String error) {
        Matcher matcher = VIOLATION.matcher(error);
        if (matcher.find()) {
            lastBySubject.put(
                    matcher.group(1).toLowerCase(Locale.ROOT) + " " + matcher.group(2), count.incrementAndGet());
        }
    }

    /** A mark in time. */
    long now() {
        return count.get();
    }

    /**
     * Makes sure that a subscription was not refused after a mark.
     *
     * @throws ConnectionException when it was
     */
    void checkSubscription(long mark, String subject) {
        if (lastBySubject.getOrDefault("subscription " + subject, 0L) > mark) {
            throw new ConnectionException(
                    "The broker refused the subscription to '" + Names.printable(subject)
                            + "': this client has no permission for it",
                    null);
        }
    }

    /** Whether publishing to the subject was refused after a mark. */
    boolean since(long mark, String subject) {
        return count.get() != mark && lastBySubject.getOrDefault("publish " + subject, 0L) > mark;
    }
}
