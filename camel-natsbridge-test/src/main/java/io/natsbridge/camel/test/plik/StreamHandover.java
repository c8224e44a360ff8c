/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.plik;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Where sender and receiver of a streamed file meet: the sender waits for a receiver and then writes straight into the
 * receiver's answer, the receiver waits until the sender is done.
 */
final class StreamHandover {

    private final CompletableFuture<WritableByteChannel> receiver = new CompletableFuture<>();
    private final CompletableFuture<Void> done = new CompletableFuture<>();

    /** Gives the sender a channel whose first write waits for the receiver; closing it tells the receiver nothing. */
    WritableByteChannel sender() {
        return new WritableByteChannel() {
            @Override
            public int write(ByteBuffer bytes) throws IOException {
                return await(receiver).write(bytes);
            }

            @Override
            public boolean isOpen() {
                return !done.isDone();
            }

            @Override
            public void close() {
                // The receiver is told by finish or by abandon.
            }
        };
    }

    /** Tells the receiver, once it is there, that nothing more comes. */
    void finish() throws IOException {
        await(receiver);
        done.complete(null);
    }

    boolean isTaken() {
        return receiver.isDone();
    }

    /** Lets the receiver in and returns when the sender is done; false if there is a receiver already. */
    boolean receive(WritableByteChannel answer) throws IOException {
        if (!receiver.complete(answer)) {
            return false;
        }
        await(done);
        return true;
    }

    /** Ends the meeting for both, for the sender broke off or the server stops. */
    void abandon(IOException why) {
        receiver.completeExceptionally(why);
        done.completeExceptionally(why);
    }

    private static <T> T await(CompletableFuture<T> side) throws IOException {
        try {
            return side.get();
        } catch (ExecutionException e) {
            throw new IOException("Cannot go on with the stream: the other side left", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            InterruptedIOException interrupted =
                    new InterruptedIOException("Cannot go on with the stream: the server stops");
            interrupted.initCause(e);
            throw interrupted;
        }
    }
}
