/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

/**
 * What a received Arrow table may cost. The defaults hold for tables of many gigabytes, as these are read batch by batch; only a single batch above
 * {@code maxMemory} that somebody wants as vectors, and data that unfolds to far more than was sent, need other values.
 *
 * @param maxMemory bytes of memory outside the heap that one table may hold at a time, for vectors and unpacked batches
 * @param maxMetadata bytes of the description of one batch or of the schema
 * @param maxMessages batches and dictionaries in one table
 * @param maxFields columns, with all nested ones
 * @param maxDepth levels of nesting, of the schema and of lists and maps that are written
 * @param maxRowsPerByte rows that one byte of the payload may stand for, in tables of more than a million rows
 * @param maxRatio bytes that one byte of the payload may unfold to, in tables that unfold to more than 64 MiB
 * @param maxExpanded bytes to which compressed data may unfold in all
 */
public record ArrowLimits(
        long maxMemory,
        int maxMetadata,
        int maxMessages,
        int maxFields,
        int maxDepth,
        int maxRowsPerByte,
        int maxRatio,
        long maxExpanded) {

    private static final int MIB = 1024 * 1024;
    private static final long FREE_ROWS = 1_000_000;
    private static final long FREE_BYTES = 64L * MIB;

    /** 256 MiB of memory, 16 MiB of metadata, 1 000 000 messages, 65 536 fields, 64 levels, 64 rows a byte, ratio 1000, 10 GiB unfolded. */
    public static final ArrowLimits DEFAULT =
            new ArrowLimits(256L * MIB, 16 * MIB, 1_000_000, 65_536, 64, 64, 1000, 10L * 1024 * MIB);

    public ArrowLimits {
        if (maxMemory <= 0
                || maxMetadata <= 0
                || maxMessages <= 0
                || maxFields <= 0
                || maxDepth <= 0
                || maxRowsPerByte <= 0
                || maxRatio <= 0
                || maxExpanded <= 0) {
            throw new IllegalArgumentException("every Arrow limit must be positive");
        }
    }

    /** The same limits with another bound on memory, in bytes. */
    public ArrowLimits withMaxMemory(long bytes) {
        return new ArrowLimits(
                bytes, maxMetadata, maxMessages, maxFields, maxDepth, maxRowsPerByte, maxRatio, maxExpanded);
    }

    /** The same limits with other bounds on what compressed or shared data may unfold to. */
    public ArrowLimits withMaxExpansion(int ratio, long bytes) {
        return new ArrowLimits(maxMemory, maxMetadata, maxMessages, maxFields, maxDepth, maxRowsPerByte, ratio, bytes);
    }

    /** Rows, or nested values of one column in one batch, that a payload of this size may hold. */
    long rows(long payloadBytes) {
        return Math.max(FREE_ROWS, multiply(payloadBytes, maxRowsPerByte));
    }

    /** Bytes that a payload of this size may unfold to. */
    long expanded(long payloadBytes) {
        return Math.min(maxExpanded, Math.max(FREE_BYTES, multiply(payloadBytes, maxRatio)));
    }

    /** Bytes outside the heap that one batch of an uncompressed payload of this size may take. */
    long memory(long payloadBytes) {
        return Math.min(maxMemory, multiply(payloadBytes, 2) + MIB);
    }

    private static long multiply(long bytes, long factor) {
        return bytes > Long.MAX_VALUE / 2 / factor ? Long.MAX_VALUE / 2 : bytes * factor;
    }
}
