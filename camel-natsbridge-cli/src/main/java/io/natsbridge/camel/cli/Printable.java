/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.cli;

import java.util.Locale;

/** Text of others made fit for a terminal: what it would take for a command, or what turns the direction of text, is shown as its code. */
final class Printable {

    private static final String[] UNITS = {"kB", "MB", "GB", "TB"};
    private static final int THOUSAND = 1000;

    private Printable() {}

    /** The whole text in one line. */
    static String line(String text) {
        return line(text, Integer.MAX_VALUE);
    }

    /**
     * The text in one line.
     *
     * @param text any, or null
     * @param most characters; what is longer ends in an ellipsis
     */
    static String line(String text, int most) {
        if (text == null) {
            return "";
        }
        StringBuilder line = new StringBuilder(Math.min(text.length(), most) + 1);
        int shown = 0;
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            if (shown++ >= most - 1 && i < text.length()) {
                return line.append('…').toString();
            }
            append(line, point);
        }
        return line.toString();
    }

    private static void append(StringBuilder line, int point) {
        switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE -> line.append(point == '\t' ? " " : String.format("\\u%04x", point));
            default -> line.appendCodePoint(point);
        }
    }

    /** A number of bytes for people: {@code 20 B}, {@code 1.5 MB}; a negative one is unknown. */
    static String bytes(long bytes) {
        if (bytes < 0) {
            return "? B";
        }
        if (bytes < THOUSAND) {
            return bytes + " B";
        }
        double value = bytes;
        int unit = -1;
        while (value >= THOUSAND && unit < UNITS.length - 1) {
            value /= THOUSAND;
            unit++;
        }
        return String.format(Locale.ROOT, value < 10 ? "%.1f %s" : "%.0f %s", value, UNITS[unit]);
    }

    /** A count and its noun. */
    static String count(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
