/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.plik;

import java.io.IOException;

/**
 * One way through the API.
 *
 * @param operation what it is counted as
 * @param action what it does
 */
record Route(PlikOperation operation, Action action) {

    /** Whether an error of this route is hidden from browsers behind a redirect to the web page. */
    boolean redirectsErrors() {
        return operation == PlikOperation.DOWNLOAD;
    }

    /** Does what a request asks for. */
    @FunctionalInterface
    interface Action {
        Reply answer(Call call) throws ApiError, IOException;
    }
}
