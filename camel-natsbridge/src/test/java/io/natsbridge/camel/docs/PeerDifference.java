/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.docs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a peer does in its own way, and the test that shows it.
 *
 * @param peer its language, or {@code all}
 * @param test class and method
 */
record PeerDifference(String peer, String what, String test) {

    private static final String TESTS = "io.natsbridge.camel.it.";

    /** All of them, as a file beside this class lists them. */
    static List<PeerDifference> all() {
        try (InputStream in = PeerDifference.class.getResourceAsStream("peer-differences.txt")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().map(PeerDifference::parse).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PeerDifference parse(String line) {
        String[] parts = line.split(" \\| ", -1);
        return new PeerDifference(parts[0], parts[1], parts[2]);
    }

    /** Whether there is such a test. */
    boolean isTested() {
        String[] parts = test.split("\\.", -1);
        try {
            return Stream.of(Class.forName(TESTS + parts[0]).getDeclaredMethods())
                    .anyMatch(method -> method.getName().equals(parts[1]));
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
