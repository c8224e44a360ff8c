/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.plik;

/** A call that the server refuses: a status and one line of plain text. */
final class ApiError extends Exception {

    private final int status;

    ApiError(int status, String text) {
        super(text);
        this.status = status;
    }

    int status() {
        return status;
    }

    ApiError because(Exception cause) {
        initCause(cause);
        return this;
    }

    static ApiError badRequest(String text) {
        return new ApiError(400, text);
    }

    static ApiError forbidden(String text) {
        return new ApiError(403, text);
    }

    static ApiError notFound(String text) {
        return new ApiError(404, text);
    }

    /** What the real server tells when something broke inside: nothing. */
    static ApiError internal() {
        return new ApiError(500, "internal server error");
    }
}
