/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.store;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A digest that is computed beside the transfer it belongs to: the first of them in the caller's thread, since that is over before another one
 * runs, the others copied into a few blocks that a second thread works off. For use by one thread.
 */
final class BackgroundDigest implements AutoCloseable {

    private static final int ALONE = 1024 * 1024; // bytes that the caller's thread digests
    private static final int BLOCK_SIZE = 128 * 1024;
    private static final int MAX_BLOCKS = 4;
    private static final Executor THREADS = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, 1, TimeUnit.SECONDS, new SynchronousQueue<>(), BackgroundDigest::newThread);

    private final MessageDigest digest;
    private final BlockingQueue<Block> full = new LinkedBlockingQueue<>();
    private final BlockingQueue<Block> free = new LinkedBlockingQueue<>();
    private Block current;
    private int alone;
    private int blocks;
    private CompletableFuture<Void> work;

    /** Some bytes on their way to the digest; one without room for any ends the work. */
    private static final class Block {
        private final byte[] bytes;
        private int length;

        Block(int size) {
            bytes = new byte[size];
        }
    }

    /**
     * @param algorithm one that every JVM has: {@code SHA-256} or {@code MD5}
     */
    BackgroundDigest(String algorithm) {
        try {
            digest = MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalArgumentException(algorithm, e);
        }
    }

    void update(byte[] bytes, int offset, int length) {
        int done = Math.min(length, ALONE - alone);
        digest.update(bytes, offset, done);
        alone += done;
        while (done < length) {
            if (current == null || current.length == BLOCK_SIZE) {
                handOver();
            }
            int n = Math.min(length - done, BLOCK_SIZE - current.length);
            System.arraycopy(bytes, offset + done, current.bytes, current.length, n);
            current.length += n;
            done += n;
        }
    }

    /** Ends the digest; lower-case hexadecimal. */
    String toHex() {
        end();
        if (current != null) {
            digest.update(current.bytes, 0, current.length);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Ends the second thread when the digest was not taken. */
    @Override
    public void close() {
        end();
    }

    private void end() {
        if (work != null) {
            full.add(new Block(0));
            work.join();
            work = null;
        }
    }

    private void handOver() {
        if (current != null) {
            work = work == null ? CompletableFuture.runAsync(this::workOff, THREADS) : work;
            full.add(current);
        }
        if (blocks < MAX_BLOCKS) {
            blocks++;
            current = new Block(BLOCK_SIZE);
        } else {
            current = take(free);
            current.length = 0;
        }
    }

    private void workOff() {
        for (Block block = take(full); block.bytes.length > 0; block = take(full)) {
            digest.update(block.bytes, 0, block.length);
            free.add(block);
        }
    }

    /** The other side always answers, so an interrupt waits until it has. */
    private static Block take(BlockingQueue<Block> queue) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return queue.take();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static Thread newThread(Runnable work) {
        Thread thread = new Thread(work, "natsbridge-digest");
        thread.setDaemon(true);
        return thread;
    }
}
