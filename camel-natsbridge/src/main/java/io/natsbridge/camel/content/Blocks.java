/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.content;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** Bytes in memory whose number is not known beforehand: blocks that grow up to a size, so that nothing is copied when there are more. One thread writes, then many may read. */
final class Blocks implements Content {

    private static final int SMALLEST = 8 * 1024;
    private static final int LARGEST = 128 * 1024;

    private final List<byte[]> blocks = new ArrayList<>();
    private byte[] last = new byte[0];
    private int used;
    private int size;

    void write(byte[] bytes, int offset, int length) {
        int done = 0;
        while (done < length) {
            if (used == last.length) {
                last = new byte[Math.min(LARGEST, Math.max(SMALLEST, size))];
                blocks.add(last);
                used = 0;
            }
            int n = Math.min(length - done, last.length - used);
            System.arraycopy(bytes, offset + done, last, used, n);
            used += n;
            size += n;
            done += n;
        }
    }

    void writeTo(OutputStream out) throws IOException {
        for (byte[] block : blocks) {
            out.write(block, 0, lengthOf(block));
        }
    }

    /** What was written; in one array where it is short. */
    Content toContent() {
        return blocks.size() > 1 ? this : Content.of(last, 0, used);
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public InputStream openStream() {
        return new Reading();
    }

    @Override
    public byte[] toByteArray() {
        byte[] all = new byte[size];
        int at = 0;
        for (byte[] block : blocks) {
            System.arraycopy(block, 0, all, at, lengthOf(block));
            at += lengthOf(block);
        }
        return all;
    }

    @Override
    public String toString() {
        return "Content[" + size + " bytes in memory]";
    }

    @SuppressWarnings("ReferenceEquality") // the last one alone is not full
    private int lengthOf(byte[] block) {
        return block == last ? used : block.length;
    }

    private final class Reading extends InputStream {
        private int block;
        private int at;

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            if (length == 0) {
                return 0;
            }
            if (block < blocks.size() && at == lengthOf(blocks.get(block))) {
                block++;
                at = 0;
            }
            if (block == blocks.size()) {
                return -1;
            }
            int n = Math.min(length, available());
            System.arraycopy(blocks.get(block), at, bytes, offset, n);
            at += n;
            return n;
        }

        @Override
        public int available() {
            return block < blocks.size() ? lengthOf(blocks.get(block)) - at : 0;
        }

        @Override
        public long transferTo(OutputStream out) throws IOException {
            long count = 0;
            for (; block < blocks.size(); block++) {
                out.write(blocks.get(block), at, available());
                count += available();
                at = 0;
            }
            return count;
        }
    }
}
