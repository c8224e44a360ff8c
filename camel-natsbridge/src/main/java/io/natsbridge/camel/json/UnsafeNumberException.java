/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.json;

import java.io.IOException;

/** A number is not written, as {@link JsonNumbers} wants it. */
public final class UnsafeNumberException extends IOException {

    private static final long serialVersionUID = 1L;

    UnsafeNumberException(String message, Throwable cause) {
        super(message, cause);
    }
}
