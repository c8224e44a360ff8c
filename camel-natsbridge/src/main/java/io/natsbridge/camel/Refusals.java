/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import io.nats.client.Connection;
import io.natsbridge.camel.error.Names;
import io.natsbridge.camel.error.NatsBridgeException.ConnectionException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Subjects on which the broker said that this client must not publish or subscribe. Thread-safe. */
final class Refusals {

    private static final int REMEMBERED = 10_000;
    private static final Pattern VIOLATION = Pattern.compile(
            "permissions violation for (publish|subscription) to \"((?:[^\"\\\\]|\\\\.)*)\"", Pattern.CASE_INSENSITIVE);
    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|U([0-9a-f]{8})|(.))");

    /** When a subject was last refused, as a count of refusals. */
    private final Map<String, Long> lastBySubject = new LinkedHashMap<>();

    private long count;
    /** The latest refusal that is not in the map any more. */
    private long forgotten;
    /** How many errors a connection that was handed in had reported when it was last looked at. */
    private long seen;

    /** Takes an error text of the broker. */
    synchronized void add(String error) {
        Matcher matcher = VIOLATION.matcher(String.valueOf(error));
        if (!matcher.find()) {
            return;
        }
        String key = key(matcher.group(1).toLowerCase(Locale.ROOT), unescaped(matcher.group(2)));
        lastBySubject.remove(key);
        lastBySubject.put(key, ++count);
        if (lastBySubject.size() > REMEMBERED) {
            Map.Entry<String, Long> eldest = lastBySubject.entrySet().iterator().next();
            forgotten = eldest.getValue();
            lastBySubject.remove(eldest.getKey());
        }
    }

    /** Takes what the broker reported on a connection whose error listener is somebody else's. Of several errors at once only the last is known, so the others count as forgotten. */
    synchronized void look(Connection connection) {
        long errors = connection.getStatistics().getErrs();
        if (errors > seen + 1) {
            forgotten = ++count;
        }
        if (errors > seen) {
            seen = errors;
            add(connection.getLastError());
        }
    }

    /** A mark in time. */
    synchronized long now() {
        return count;
    }

    /** Whether publishing to the subject was refused after a mark. */
    synchronized boolean publishSince(long mark, String subject) {
        return count != mark && since(mark, key("publish", subject));
    }

    /** What became of a subscription made after a mark: null, or that it was refused. */
    synchronized ConnectionException subscriptionSince(long mark, String subject, String remedy) {
        if (!since(mark, key("subscription", subject))) {
            return null;
        }
        return new ConnectionException(
                "The broker refused the subscription to '" + Names.printable(subject)
                        + "': this client has no permission for it; " + remedy,
                null);
    }

    private boolean since(long mark, String key) {
        return forgotten > mark || lastBySubject.getOrDefault(key, 0L) > mark;
    }

    /** jnats takes the apostrophes out of what the broker reports. */
    private static String key(String kind, String subject) {
        return kind + " " + subject.replace("'", "");
    }

    /** The broker writes subjects as Go quotes them. */
    private static String unescaped(String quoted) {
        return ESCAPE.matcher(quoted).replaceAll(escape -> Matcher.quoteReplacement(character(escape)));
    }

    private static String character(MatchResult escape) {
        for (int group = 1; group <= 3; group++) {
            if (escape.group(group) != null) {
                return Character.toString(Integer.parseInt(escape.group(group), 16));
            }
        }
        return escape.group(4);
    }
}
