/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

/** Strict UTF-8: no overlong forms, no surrogates, nothing above U+10FFFF. */
final class Utf8Check {

    private static final long NON_ASCII = 0x8080_8080_8080_8080L;

    private Utf8Check() {}

    /** Whether a range is well-formed. */
    static boolean isValid(Window bytes, long from, long to) {
        long at = from;
        while (at < to) {
            if (to - at >= Long.BYTES && (bytes.getLong(at) & NON_ASCII) == 0) {
                at += Long.BYTES;
                continue;
            }
            int lead = bytes.getByte(at);
            if (lead >= 0) {
                at++;
                continue;
            }
            int length = sequenceLength(lead & 0xFF);
            if (length == 0 || to - at < length || !isSequence(bytes, at, lead & 0xFF, length)) {
                return false;
            }
            at += length;
        }
        return true;
    }

    /** Whether a byte continues a character that began before. */
    static boolean isContinuation(byte b) {
        return (b & 0xC0) == 0x80;
    }

    private static int sequenceLength(int lead) {
        if (lead >= 0xC2 && lead <= 0xDF) {
            return 2;
        }
        if (lead >= 0xE0 && lead <= 0xEF) {
            return 3;
        }
        return lead >= 0xF0 && lead <= 0xF4 ? 4 : 0;
    }

    private static boolean isSequence(Window bytes, long at, int lead, int length) {
        int second = bytes.getByte(at + 1) & 0xFF;
        int from = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
        int to = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
        if (second < from || second > to) {
            return false;
        }
        for (int i = 2; i < length; i++) {
            if (!isContinuation(bytes.getByte(at + i))) {
                return false;
            }
        }
        return true;
    }
}
