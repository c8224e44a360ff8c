/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

/** Handle on a table. */
public interface ArrowTable extends AutoCloseable {
    @Override
    void close();
}
