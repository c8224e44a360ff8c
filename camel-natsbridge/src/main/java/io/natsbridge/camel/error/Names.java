/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.error;

import java.util.regex.Pattern;

/** Makes text that comes from outside fit to stand in a message or a log line. */
public final class Names {

    private static final int MAX_LENGTH = 128;

    private static final Pattern QUERY =
            Pattern.compile("(?i)(\\b[a-z][a-z0-9+.-]*:[^\\s?]*)\\?[^\\s\"']+?(?=[,.;:]*(?:[\\s\"']|$))");

    private Names() {}

    /**
     * The text without the queries of URLs: one may be a signature, or hold a key.
     *
     * @param text any text, or null
     * @return the text, {@code ?***} in place of each query; null for null
     */
    public static String withoutQueries(String text) {
        return text == null ? null : QUERY.matcher(text).replaceAll("$1?***");
    }

    /**
     * The text with control characters, line separators, direction overrides and unpaired surrogates escaped, cut to 128 characters.
     *
     * @param text any text, or null
     * @return printable text, never null
     */
    public static String printable(String text) {
        if (text == null) {
            return "null";
        }
        if (text.length() <= MAX_LENGTH && isPrintableAscii(text)) {
            return text;
        }
        StringBuilder out = new StringBuilder(Math.min(text.length(), MAX_LENGTH) + 3);
        int i = 0;
        while (i < text.length()) {
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            if (i > MAX_LENGTH) {
                return out.append("...").toString();
            }
            append(out, point);
        }
        return out.toString();
    }

    private static boolean isPrintableAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    private static void append(StringBuilder out, int point) {
        switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> out.append(String.format("\\u%04x", point));
            default -> out.appendCodePoint(point);
        }
    }
}
