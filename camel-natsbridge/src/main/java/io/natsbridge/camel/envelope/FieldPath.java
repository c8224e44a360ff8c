/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.envelope;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import io.natsbridge.camel.error.Names;
import io.natsbridge.camel.json.JsonValues;
import java.io.IOException;
import java.math.BigDecimal;

/** Where in an envelope a parser stands, in the notation of error messages: {@code payloads[2].size}. */
final class FieldPath {

    private FieldPath() {}

    /** The path of the value that the parser's current token is or begins. */
    static String of(JsonParser parser) {
        JsonStreamContext context = parser.getParsingContext();
        boolean begins = parser.isExpectedStartObjectToken() || parser.isExpectedStartArrayToken();
        return of(begins ? context.getParent() : context);
    }

    static String of(JsonStreamContext context) {
        StringBuilder path = new StringBuilder();
        for (JsonStreamContext c = context; c != null && !c.inRoot(); c = c.getParent()) {
            if (c.inArray()) {
                path.insert(0, "[" + c.getCurrentIndex() + "]");
            } else if (c.getCurrentName() != null) {
                path.insert(0, "." + Names.printable(c.getCurrentName()));
            }
        }
        return path.length() > 0 && path.charAt(0) == '.' ? path.substring(1) : path.toString();
    }

    /** The current number where it is whole and fits into a long, however it is written; else -1. */
    static long wholeNumber(JsonParser parser) throws IOException {
        BigDecimal number = parser.isNaN() ? BigDecimal.valueOf(-1) : JsonValues.exact(parser);
        boolean plausible = number.signum() >= 0 && number.precision() - (long) number.scale() <= 19;
        if (!plausible) {
            return -1;
        }
        try {
            return number.longValueExact();
        } catch (ArithmeticException e) {
            return -1;
        }
    }
}
