/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.csv;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/** What the texts of one column are: the first of some types that every one of them has a value of, else text. */
final class CsvColumn {

    private static final String DATE = "\\d{4}-\\d\\d-\\d\\d";
    private static final String TIME = "\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?";

    /** Digits beyond which a number stays text: no decimal column holds more. */
    private static final int MAX_DIGITS = 76;

    /** Digits before and behind the point of a decimal, so that all of a column fit one type. */
    private static final int MAX_HALF = MAX_DIGITS / 2;

    private static final Type BOOLEAN = new Type("true|false", Boolean::valueOf);
    private static final Type INTEGER = new Type("0|-?[1-9]\\d{0," + (MAX_DIGITS - 1) + "}", CsvColumn::integer);
    private static final Type DOUBLE =
            new Type("-?(0|[1-9]\\d*)(\\.\\d+(E-?\\d{1,3})?)?|NaN|-?Infinity", CsvColumn::exactDouble);
    private static final Type DECIMAL = new Type("(?!-0(\\.0+)?$)-?(0|[1-9]\\d*)(\\.\\d+)?", CsvColumn::decimal);
    private static final List<Type> TYPES = List.of(
            BOOLEAN,
            INTEGER,
            DOUBLE,
            DECIMAL,
            new Type(DATE, LocalDate::parse),
            new Type(DATE + "T" + TIME, LocalDateTime::parse),
            new Type(DATE + "T" + TIME + "(Z|[+-]\\d\\d:\\d\\d)", OffsetDateTime::parse),
            new Type(TIME, LocalTime::parse));

    private CsvColumn() {}

    /** A type of values: what they look like, and how they are read; null where one would lose something. */
    private record Type(Pattern form, Function<String, Object> reader) {

        Type(String form, Function<String, Object> reader) {
            this(Pattern.compile(form), reader);
        }

        /** The values of all texts, or null when one is of another type. */
        List<Object> values(List<String> texts) {
            List<Object> values = new ArrayList<>(texts.size());
            for (String text : texts) {
                Object value = text == null ? null : value(text);
                if (value == null && text != null) {
                    return null;
                }
                values.add(value);
            }
            return values;
        }

        private Object value(String text) {
            try {
                return form.matcher(text).matches() ? reader.apply(text) : null;
            } catch (DateTimeException noSuchDay) {
                return null;
            }
        }
    }

    /** The values of a column: of one type, or the texts as they are. */
    static List<?> typed(List<String> texts) {
        for (Type type : TYPES) {
            boolean fits = type != DOUBLE || texts.stream().anyMatch(text -> text != null && text.indexOf('.') >= 0);
            List<Object> values = fits ? type.values(texts) : null;
            if (values != null) {
                return values;
            }
        }
        return texts;
    }

    private static Object integer(String text) {
        return text.length() <= 18 ? (Object) Long.valueOf(text) : longOrLonger(new BigInteger(text));
    }

    private static Object longOrLonger(BigInteger number) {
        return number.bitLength() < Long.SIZE ? (Object) number.longValue() : number;
    }

    private static Double exactDouble(String text) {
        double number = Double.parseDouble(text);
        boolean finite = Double.isFinite(number);
        if (!finite) {
            return text.endsWith("y") || text.equals("NaN") ? number : null;
        }
        return new BigDecimal(Double.toString(number)).compareTo(new BigDecimal(text)) == 0 ? number : null;
    }

    private static BigDecimal decimal(String text) {
        BigDecimal number = new BigDecimal(text);
        boolean fits = number.scale() <= MAX_HALF && number.precision() - number.scale() <= MAX_HALF;
        return fits ? number : null;
    }
}
