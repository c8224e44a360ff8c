/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.nats;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a server has printed, over all its starts. */
record ServerLog(Path file) {

    /** Returns the bytes printed so far. */
    long size() {
        return file.toFile().length();
    }

    /**
     * Returns what was printed after a point.
     *
     * @param start what {@link #size()} was then
     */
    String from(long start) {
        if (Files.notExists(file)) {
            return "";
        }
        try {
            byte[] all = Files.readAllBytes(file);
            int from = (int) Math.min(start, all.length);
            return new String(all, from, all.length - from, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read the log " + file, e);
        }
    }
}
