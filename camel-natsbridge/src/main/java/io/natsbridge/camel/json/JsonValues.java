/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.json;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.NumberOutput;
import java.io.IOException;
import java.math.BigDecimal;

/** Reads JSON values as plain Java values. The parser's nesting limit bounds the recursion. */
public final class JsonValues {

    /** A number written with so few characters has at most 15 digits, which a double holds as written. */
    private static final int SAFE_LENGTH = 16;

    private static final int MAX_EXPONENT = 10_000;

    private JsonValues() {}

    /**
     * Reads the value that begins at the parser's current token and leaves the parser on the value's last token.
     *
     * @return {@code Map}, {@code List}, {@code String}, a number, {@code Boolean} or null
     */
    public static Object read(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> readObject(parser);
            case START_ARRAY -> readArray(parser);
            case VALUE_STRING -> text(parser);
            case VALUE_NUMBER_INT -> parser.getNumberValue();
            case VALUE_NUMBER_FLOAT -> decimal(parser);
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            case VALUE_NULL -> null;
            default -> throw new JsonParseException(parser, "unexpected " + parser.currentToken());
        };
    }

    /** The text of the current string or name, which must have a UTF-8 form. */
    public static String text(JsonParser parser) throws IOException {
        String text = parser.getText();
        int lone = Utf8.loneSurrogate(text);
        if (lone >= 0) {
            throw new JsonParseException(parser, "an unpaired surrogate is escaped in a string");
        }
        return text;
    }

    private static JsonObject readObject(JsonParser parser) throws IOException {
        JsonObject object = new JsonObject();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = text(parser);
            parser.nextToken();
            object.put(name, read(parser));
        }
        return object;
    }

    private static JsonArray readArray(JsonParser parser) throws IOException {
        JsonArray array = new JsonArray();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(read(parser));
        }
        return array;
    }

    private static Number decimal(JsonParser parser) throws IOException {
        if (parser.isNaN()) {
            return nonFinite(parser);
        }
        double value = parser.getDoubleValue();
        boolean ordinary = Math.abs(value) >= Double.MIN_NORMAL && !Double.isInfinite(value);
        if (ordinary && parser.getTextLength() <= SAFE_LENGTH) {
            return value;
        }
        BigDecimal exact = exact(parser);
        boolean same =
                !Double.isInfinite(value) && new BigDecimal(NumberOutput.toString(value, true)).compareTo(exact) == 0;
        return same ? (Number) value : exact;
    }

    /**
     * The number that the parser stands on, digit by digit.
     *
     * @throws JsonParseException when its exponent is absurd
     */
    public static BigDecimal exact(JsonParser parser) throws IOException {
        BigDecimal exact;
        try {
            exact = parser.getDecimalValue();
        } catch (NumberFormatException e) {
            throw absurd(parser, e);
        }
        if (Math.abs((long) exact.scale()) > MAX_EXPONENT) {
            throw absurd(parser, null);
        }
        return exact;
    }

    private static JsonParseException absurd(JsonParser parser, Throwable cause) {
        return new JsonParseException(
                parser, "a number has an exponent, or digits behind its point, beyond " + MAX_EXPONENT, cause);
    }

    private static Double nonFinite(JsonParser parser) throws IOException {
        return switch (parser.getText()) {
            case "NaN" -> Double.NaN;
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> throw new JsonParseException(parser, "'" + parser.getText() + "' is no JSON number");
        };
    }
}
