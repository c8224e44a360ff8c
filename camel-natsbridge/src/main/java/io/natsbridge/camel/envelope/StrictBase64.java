/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.envelope;

import java.nio.ByteBuffer;
import java.util.Base64;

/** Base64 in the one form that each byte string has: standard alphabet, padded, no line breaks, no spare bits. */
final class StrictBase64 {

    /** Source bytes up to which all are encoded at once: their text still lies in a near cache when it is moved to its place. */
    private static final int AT_ONCE = 16 * 1024;

    /** Source bytes encoded at a time beyond that: whole groups, and both buffers stay in the processor's nearest cache. */
    private static final int CHUNK = 3 * 1024;

    private StrictBase64() {}

    /** Characters that this many bytes become. */
    static long encodedLength(long bytes) {
        return (bytes + 2) / 3 * 4;
    }

    /**
     * Encodes into a part of an array. What is before that part may be overwritten, because the JDK encodes to the beginning of an array only.
     *
     * @return index behind the last character written
     */
    static int encode(byte[] source, byte[] target, int at) {
        if (source.length > AT_ONCE) {
            return encodeInChunks(source, target, at);
        }
        int written = Base64.getEncoder().encode(source, target);
        System.arraycopy(target, 0, target, at, written);
        return at + written;
    }

    private static int encodeInChunks(byte[] source, byte[] target, int at) {
        Base64.Encoder encoder = Base64.getEncoder();
        byte[] out = new byte[(int) encodedLength(CHUNK)];
        byte[] in = new byte[CHUNK];
        int position = at;
        for (int from = 0; from < source.length; from += CHUNK) {
            int count = Math.min(CHUNK, source.length - from);
            if (count < in.length) {
                in = new byte[count];
            }
            System.arraycopy(source, from, in, 0, count);
            int written = encoder.encode(in, out);
            System.arraycopy(out, 0, target, position, written);
            position += written;
        }
        return position;
    }

    /**
     * Decodes a part of an array.
     *
     * @throws IllegalArgumentException when it is not the one form of some byte string
     */
    static byte[] decode(byte[] text, int offset, int length) {
        if (length % 4 != 0) {
            throw new IllegalArgumentException("its " + length + " characters are no multiple of 4, padding included");
        }
        if (length > 0 && hasSpareBits(text, offset + length)) {
            throw new IllegalArgumentException("its last group has bits set that no byte uses");
        }
        ByteBuffer bytes = Base64.getDecoder().decode(ByteBuffer.wrap(text, offset, length));
        byte[] array = bytes.array();
        if (array.length == bytes.remaining()) {
            return array;
        }
        throw new IllegalArgumentException("it has padding before its end");
    }

    private static boolean hasSpareBits(byte[] text, int end) {
        if (text[end - 1] != '=') {
            return false;
        }
        return text[end - 2] == '=' ? (valueOf(text[end - 3]) & 0x0F) != 0 : (valueOf(text[end - 2]) & 0x03) != 0;
    }

    private static int valueOf(byte c) {
        if (c >= 'A' && c <= 'Z') {
            return c - 'A';
        }
        if (c >= 'a' && c <= 'z') {
            return c - 'a' + 26;
        }
        if (c >= '0' && c <= '9') {
            return c - '0' + 52;
        }
        return c == '+' ? 62 : 63;
    }
}
