/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.benchmark;

import io.natsbridge.camel.test.plik.EmbeddedPlik;
import java.io.IOException;

/** A file server in a process of its own: it tells its URL and ends with its input. */
final class FileServerProgram {

    private FileServerProgram() {}

    public static void main(String[] arguments) throws IOException {
        try (EmbeddedPlik server = EmbeddedPlik.start()) {
            System.out.println(ChildJvm.ANSWER + server.url());
            while (System.in.read() >= 0) {
                // only the end is expected
            }
        }
    }
}
