/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.plik;

/** What a request asks of the server; faults are set and requests are counted by it. */
public enum PlikOperation {
    /** {@code POST /upload}. */
    CREATE,
    /** {@code POST} of a file, in file, stream and quick mode. */
    UPLOAD,
    /** {@code GET} and {@code HEAD} of a file, of a stream and of an archive. */
    DOWNLOAD,
    /** {@code GET /upload/{id}}. */
    INFO,
    /** {@code DELETE} of a file or of an upload. */
    DELETE,
    /** {@code GET} of {@code /config}, {@code /version} and {@code /health}. */
    CONFIG,
    /** Everything else: the web page and paths that do not exist. */
    OTHER
}
