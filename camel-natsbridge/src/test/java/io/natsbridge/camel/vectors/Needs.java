/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.vectors;

/** What a receiver may be without, so that it skips some vectors. */
final class Needs {

    static final String LZ4 = "lz4";
    static final String ZSTD = "zstd";
    static final String RUNS = "run-end-encoded";
    static final String VIEWS = "list-views";
    static final String VALIDATION = "arrow-validation";

    private Needs() {}

    static void tell(Book book) {
        book.need(
                LZ4, "Arrow buffers that are compressed with LZ4; apache-arrow for JavaScript comes without the codec");
        book.need(
                ZSTD,
                "Arrow buffers that are compressed with ZSTD; apache-arrow for JavaScript comes without the codec");
        book.need(RUNS, "Run-end encoded Arrow columns; apache-arrow for JavaScript does not know them");
        book.need(VIEWS, "Arrow lists as views; apache-arrow for JavaScript does not know them");
        book.need(VALIDATION, "An Arrow library that checks what it reads; apache-arrow for JavaScript does not");
    }
}
