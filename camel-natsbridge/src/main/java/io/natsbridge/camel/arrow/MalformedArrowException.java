/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

/** Says what no valid Arrow data holds; {@link Faults} makes it a typed exception at the edge of the package. */
final class MalformedArrowException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MalformedArrowException(String message) {
        super(message);
    }

    MalformedArrowException(String message, Throwable cause) {
        super(message, cause);
    }
}
