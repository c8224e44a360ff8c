/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

/** What happens to the dictionaries of a table after they were first sent. */
enum DictionaryChanges {
    NONE,
    /** Values are added to them. */
    ADDED,
    /** They are sent again with other values, which only a stream can do. */
    REPLACED
}
