/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The time as an envelope tells it: ISO-8601 in UTC, milliseconds, {@code Z}. */
final class Timestamps {

    private static final DateTimeFormatter PLAIN =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final byte[] FORM = "0000-00-00T00:00:00.000Z".getBytes(StandardCharsets.ISO_8859_1);
    private static final long DAY_MILLIS = 86_400_000;
    private static final int LAST_YEAR = 9999;

    /** The text made last, which is that of all messages of the same millisecond. */
    private static volatile Made last = new Made(0, plain(0));

    private Timestamps() {}

    private record Made(long epochMillis, String text) {}

    /** The text of a time in milliseconds since 1970; by hand where years have four digits, which a formatter takes ten times as long for. */
    static String of(long epochMillis) {
        Made made = last;
        if (made.epochMillis != epochMillis) {
            made = new Made(epochMillis, make(epochMillis));
            last = made;
        }
        return made.text;
    }

    private static String make(long epochMillis) {
        LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(epochMillis, DAY_MILLIS));
        if (date.getYear() < 1 || date.getYear() > LAST_YEAR) {
            return plain(epochMillis);
        }
        int millis = (int) Math.floorMod(epochMillis, DAY_MILLIS);
        byte[] text = FORM.clone();
        digits(text, 0, 4, date.getYear());
        digits(text, 5, 2, date.getMonthValue());
        digits(text, 8, 2, date.getDayOfMonth());
        digits(text, 11, 2, millis / 3_600_000);
        digits(text, 14, 2, millis / 60_000 % 60);
        digits(text, 17, 2, millis / 1000 % 60);
        digits(text, 20, 3, millis % 1000);
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    /** The same by a formatter. */
    static String plain(long epochMillis) {
        return PLAIN.format(Instant.ofEpochMilli(epochMillis));
    }

    private static void digits(byte[] text, int at, int count, int value) {
        int rest = value;
        for (int i = at + count - 1; i >= at; i--) {
            text[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
