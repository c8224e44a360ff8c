/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.plik;

import java.util.Locale;

/** Where a file is in its life. */
enum FileStatus {
    /** Declared, nothing sent yet. */
    MISSING,
    UPLOADING,
    UPLOADED,
    /** No longer served, its bytes still there. */
    REMOVED,
    /** Its bytes gone. */
    DELETED;

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
