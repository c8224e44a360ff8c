/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.csv;

import java.io.IOException;

/** A text that holds no comma-separated values. The message tells the line, and nothing of the text. */
public final class MalformedCsvException extends IOException {

    private static final long serialVersionUID = 1L;

    MalformedCsvException(String message) {
        super(message);
    }

    MalformedCsvException(String message, Throwable cause) {
        super(message, cause);
    }
}
