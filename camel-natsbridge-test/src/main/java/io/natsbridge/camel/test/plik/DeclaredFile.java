/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.plik;

/**
 * A file as its sender announces it.
 *
 * @param name as it is to be stored
 * @param size bytes, 0 if not told
 * @param type a media type, or empty
 * @param reference the sender's own mark, or empty
 */
record DeclaredFile(String name, long size, String type, String reference) {

    static DeclaredFile named(String name) {
        return new DeclaredFile(name, 0, "", "");
    }
}
