/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.cli;

import java.time.Duration;
import org.apache.camel.util.TimeUtils;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads times as options of the component have them: {@code 30s}, {@code 5m}, plain numbers are ms. */
final class Time implements ITypeConverter<Duration> {

    @Override
    public Duration convert(String text) {
        try {
            long millis = TimeUtils.toMilliSeconds(text);
            if (millis > 0) {
                return Duration.ofMillis(millis);
            }
        } catch (IllegalArgumentException e) {
            throw unreadable(text, e);
        }
        throw unreadable(text, null);
    }

    private static TypeConversionException unreadable(String text, Exception cause) {
        TypeConversionException e =
                new TypeConversionException("'" + text + "' is no time; write 500 (ms), 30s, 5m or 1h");
        e.initCause(cause);
        return e;
    }
}
