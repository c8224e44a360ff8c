/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Arrow streams and files of every type that were sound until bytes, numbers or blocks of them were changed. */
final class ArrowMutants {

    /** Numbers that lengths, offsets and counts are best at lying with. */
    private static final long[] NUMBERS = {
        0,
        1,
        -1,
        7,
        8,
        64,
        0x7F,
        0xFF,
        0x7FFF,
        0xFFFF,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        0xFFFFFFFFL,
        1L << 33,
        1L << 40,
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        -2
    };

    private final Random random;
    private final List<byte[]> originals = new ArrayList<>();

    ArrowMutants(Random random) {
        this.random = random;
        ArrowSamples.all().forEach(sample -> {
            for (ArrowFormat format : ArrowFormat.values()) {
                for (ArrowCompression compression : ArrowCompression.values()) {
                    originals.add(sample.table().toBytes(format, compression));
                }
            }
        });
    }

    /** The next one, one to four changes away from a table that can be read. */
    byte[] next() {
        byte[] mutant = originals.get(random.nextInt(originals.size())).clone();
        for (int changes = random.nextInt(4); changes >= 0; changes--) {
            mutant = changed(mutant);
        }
        return mutant;
    }

    private byte[] changed(byte[] bytes) {
        if (bytes.length == 0) {
            return bytes;
        }
        int at = random.nextInt(bytes.length);
        switch (random.nextInt(10)) {
            case 0, 1 -> bytes[at] = (byte) random.nextInt();
            case 2, 3 -> bytes[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
            case 4, 5 -> put(bytes, at & ~3, Integer.BYTES);
            case 6 -> put(bytes, at & ~7, Long.BYTES);
            case 7 -> put(bytes, at & ~1, Short.BYTES);
            case 8 -> {
                return moved(bytes, at & ~7);
            }
            default -> {
                return random.nextInt(3) == 0 ? Arrays.copyOf(bytes, at) : bytes;
            }
        }
        return bytes;
    }

    private void put(byte[] bytes, int at, int width) {
        if (at + width > bytes.length) {
            return;
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        long number = NUMBERS[random.nextInt(NUMBERS.length)];
        switch (width) {
            case Short.BYTES -> buffer.putShort(at, (short) number);
            case Integer.BYTES -> buffer.putInt(at, (int) number);
            default -> buffer.putLong(at, number);
        }
    }

    /** Takes a block out, puts it in twice, or puts one of another table in. */
    private byte[] moved(byte[] bytes, int at) {
        int length = Math.min(bytes.length - at, 8 * (1 + random.nextInt(32)));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bytes, 0, at);
        switch (random.nextInt(3)) {
            case 0 -> out.write(bytes, at + length, bytes.length - at - length);
            case 1 -> {
                out.write(bytes, at, length);
                out.write(bytes, at, bytes.length - at);
            }
            default -> {
                byte[] other = originals.get(random.nextInt(originals.size()));
                int from = random.nextInt(other.length) & ~7;
                out.write(other, from, Math.min(length, other.length - from));
                out.write(bytes, at, bytes.length - at);
            }
        }
        return out.toByteArray();
    }
}
