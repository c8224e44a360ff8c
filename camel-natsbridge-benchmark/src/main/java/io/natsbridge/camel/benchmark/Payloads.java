/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.benchmark;

import java.util.SplittableRandom;

/** Bodies of the sizes that are measured. */
final class Payloads {

    private Payloads() {}

    /** Bytes that do not compress; the same ones for the same size. */
    static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new SplittableRandom(size).nextBytes(bytes);
        return bytes;
    }

    /** A size as scenarios are named by it: 100B, 1KB, 700KB. */
    static String name(int size) {
        return size < 1000 ? size + "B" : size / 1000 + "KB";
    }
}
