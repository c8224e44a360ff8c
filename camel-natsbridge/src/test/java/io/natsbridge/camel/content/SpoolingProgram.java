/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.content;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Leaves a spool file behind: spools, says so, waits to be told to end, and ends without any clean-up. */
final class SpoolingProgram {

    private SpoolingProgram() {}

    public static void main(String[] args) throws IOException {
        Spool spool = new Spool(Path.of(args[0]), 0);
        Content content = spool.read(new ByteArrayInputStream(new byte[100]));
        System.out.write((content.size() + " bytes spooled\n").getBytes(StandardCharsets.US_ASCII));
        System.out.flush();
        int told = System.in.read();
        Runtime.getRuntime().halt(told < 0 ? 1 : 0);
    }
}
