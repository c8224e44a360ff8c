/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import io.natsbridge.camel.error.Names;
import io.natsbridge.camel.json.Utf8;
import java.util.Arrays;
import java.util.List;

/** What a NATS subject may look like. jnats accepts more than the broker takes. */
public final class Subjects {

    private Subjects() {}

    /**
     * Checks a subject to publish to.
     *
     * @return the subject
     * @throws IllegalArgumentException naming what is wrong with it
     */
    public static String forPublishing(String subject) {
        checkTokens(subject);
        for (String token : tokens(subject)) {
            require(!isWildcard(token), subject, "a message goes to one subject, so it must hold no wildcard");
        }
        return subject;
    }

    /**
     * Checks a subject that a message brought along: it is to publish to, and not the broker's own.
     *
     * @throws IllegalArgumentException naming what is wrong with it
     */
    static String fromMessage(String subject) {
        require(
                subject != null && !subject.startsWith("$"),
                subject,
                "subjects that begin with $ are the broker's own");
        return forPublishing(subject);
    }

    /**
     * Checks a subject to subscribe to; it may have wildcards.
     *
     * @return the subject
     * @throws IllegalArgumentException naming what is wrong with it
     */
    public static String forSubscribing(String subject) {
        checkTokens(subject);
        List<String> tokens = tokens(subject);
        for (int i = 0; i < tokens.size() - 1; i++) {
            require(!tokens.get(i).equals(">"), subject, "the wildcard > may only stand at the end");
        }
        return subject;
    }

    /** Whether a subject falls under a pattern with the wildcards {@code *} and {@code >}. */
    public static boolean matches(String pattern, String subject) {
        List<String> wanted = tokens(pattern);
        List<String> found = tokens(subject);
        for (int i = 0; i < wanted.size(); i++) {
            if (wanted.get(i).equals(">")) {
                return found.size() > i;
            }
            if (i >= found.size()
                    || !wanted.get(i).equals("*") && !wanted.get(i).equals(found.get(i))) {
                return false;
            }
        }
        return wanted.size() == found.size();
    }

    private static void checkTokens(String subject) {
        require(subject != null && !subject.isEmpty(), subject, "it is empty");
        require(subject.length() <= 1024, subject, "it is longer than 1024 characters");
        require(Utf8.loneSurrogate(subject) < 0, subject, "it has an unpaired surrogate");
        require(
                subject.codePoints().noneMatch(Subjects::isForbidden),
                subject,
                "it holds white space or a control character");
        for (String token : tokens(subject)) {
            require(!token.isEmpty(), subject, "the parts between its dots must not be empty");
        }
    }

    private static boolean isForbidden(int c) {
        int type = Character.getType(c);
        return Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.UNASSIGNED;
    }

    private static boolean isWildcard(String token) {
        return token.equals("*") || token.equals(">");
    }

    private static List<String> tokens(String subject) {
        return Arrays.asList(subject.split("\\.", -1));
    }

    private static void require(boolean holds, String subject, String rule) {
        if (!holds) {
            throw new IllegalArgumentException("Cannot use the subject '" + Names.printable(subject) + "': " + rule);
        }
    }
}
