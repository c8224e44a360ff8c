/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.plik;

import java.io.IOException;

/** Runs a server in a Java process of its own: its URL is the first line of the output, and it ends with its input. */
final class EmbeddedPlikProcess {

    private EmbeddedPlikProcess() {}

    public static void main(String[] args) throws IOException {
        try (EmbeddedPlik server = EmbeddedPlik.start()) {
            System.out.println(server.url());
            while (System.in.read() >= 0) {
                // Nothing is expected but the end.
            }
        }
    }
}
