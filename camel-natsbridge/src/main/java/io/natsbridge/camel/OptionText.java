/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import io.natsbridge.camel.error.Names;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the text of an option means. */
final class OptionText {

    private static final Pattern BYTES = Pattern.compile("(\\d{1,18})\\s*(B|KB|MB|GB)?", Pattern.CASE_INSENSITIVE);

    /** What Camel reads in full: of anything else it would drop what it does not know. */
    private static final Pattern DURATION =
            Pattern.compile("-?\\d{1,18}|P\\S+|(?=\\d)(\\d{1,9}d)?(\\d{1,9}h)?(\\d{1,9}m)?(\\d{1,9}s)?(\\d{1,9}ms)?");

    private OptionText() {}

    /**
     * A number of bytes, with or without a unit: {@code 1000000}, {@code 500KB}, {@code 10MB}, {@code 1GB}; a kilobyte has 1024.
     *
     * @throws IllegalArgumentException naming the option, its value and the rule
     */
    static long bytes(String option, String text) {
        Matcher matcher = BYTES.matcher(text.trim());
        if (!matcher.matches()) {
            throw invalid(option, text, "a number of bytes such as 1000000, 500KB or 10MB");
        }
        String unit = matcher.group(2) == null ? "B" : matcher.group(2).toUpperCase(Locale.ROOT);
        int shift =
                switch (unit) {
                    case "KB" -> 10;
                    case "MB" -> 20;
                    case "GB" -> 30;
                    default -> 0;
                };
        try {
            return Math.multiplyExact(Long.parseLong(matcher.group(1)), 1L << shift);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(
                    "Option " + option + "=" + Names.printable(text) + " is more bytes than a 64-bit number holds", e);
        }
    }

    /**
     * A whole number.
     *
     * @throws IllegalArgumentException naming the option, its value and the rule
     */
    static int integer(String option, String text) {
        try {
            return Integer.parseInt(text.trim());
        } catch (NumberFormatException e) {
            IllegalArgumentException invalid = invalid(option, text, "a whole number");
            invalid.addSuppressed(e);
            throw invalid;
        }
    }

    /**
     * A duration in Camel's notation: {@code 1500}, {@code 30s}, {@code 1h30m}, {@code PT30S}.
     *
     * @return the text, for Camel to convert
     * @throws IllegalArgumentException naming the option, its value and the rule
     */
    static String duration(String option, String text) {
        String trimmed = text.trim();
        if (!DURATION.matcher(trimmed).matches()) {
            throw invalid(option, text, "a duration such as 1500 (milliseconds), 30s or 1h30m");
        }
        return trimmed;
    }

    /**
     * A constant of an enum, whatever the case of its letters.
     *
     * @throws IllegalArgumentException naming the option, its value and the constants
     */
    static Object constant(String option, String text, Class<?> type) {
        return Stream.of(type.getEnumConstants())
                .filter(constant -> constant.toString().equalsIgnoreCase(text.trim()))
                .findFirst()
                .orElseThrow(() -> invalid(option, text, "one of " + choices(type)));
    }

    private static String choices(Class<?> type) {
        return Stream.of(type.getEnumConstants())
                .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    /** The parts of a comma-separated list; none for null. */
    static List<String> list(String text) {
        return text == null
                ? List.of()
                : Stream.of(text.split(","))
                        .map(String::trim)
                        .filter(part -> !part.isEmpty())
                        .toList();
    }

    /**
     * Comma-separated pairs {@code from=to}.
     *
     * @throws IllegalArgumentException naming the option, its value and the rule
     */
    static Map<String, String> pairs(String option, String text) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String pair : list(text)) {
            int at = pair.indexOf('=');
            if (at <= 0 || at == pair.length() - 1) {
                throw invalid(option, text, "pairs from=to, separated by commas");
            }
            pairs.put(pair.substring(0, at).trim(), pair.substring(at + 1).trim());
        }
        return pairs;
    }

    static IllegalArgumentException invalid(String option, Object value, String rule) {
        return new IllegalArgumentException("Option " + option + "=" + Names.printable(String.valueOf(value))
                + " is not valid: it must be " + rule);
    }
}
