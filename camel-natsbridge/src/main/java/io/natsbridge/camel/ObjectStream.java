/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import io.nats.client.Connection;
import io.nats.client.ConsumeOptions;
import io.nats.client.IterableConsumer;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamStatusCheckedException;
import io.nats.client.Message;
import io.nats.client.OrderedConsumerContext;
import io.nats.client.StreamContext;
import io.nats.client.api.ObjectInfo;
import io.nats.client.api.OrderedConsumerConfiguration;
import io.nats.client.support.NatsObjectStoreUtil;
import io.natsbridge.camel.content.Sha256;
import io.natsbridge.camel.error.NatsBridgeException.PayloadIntegrityException;
import io.natsbridge.camel.store.Deadline;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bytes of an object, pulled from the broker a few chunks ahead, so that memory is bounded whatever the object's size. At the end their number and digest are compared
 * with what the store says. For one thread at a time.
 */
final class ObjectStream extends InputStream {

    private static final Logger LOG = LoggerFactory.getLogger(ObjectStream.class);
    private static final int AHEAD = 2 * 1024 * 1024;
    private static final int MAX_CHUNKS_AHEAD = 64;
    private static final Duration STALL = Duration.ofSeconds(10);

    private final Connection connection;
    private final ObjectInfo info;
    private final Manner manner;
    private final MessageDigest digest;
    private OrderedConsumerContext context;
    private IterableConsumer chunks;
    private byte[] chunk = {};
    private int position;
    private long count;
    private long received;
    private boolean ended;

    /**
     * How an object is read.
     *
     * @param deadline when it must be over
     * @param failures tells what went wrong
     * @param atEnd is run once all was read and verified
     */
    record Manner(Deadline deadline, ObjectStoreFailures failures, Runnable atEnd) {}

    ObjectStream(Connection connection, ObjectInfo info, Manner manner) {
        this.connection = connection;
        this.info = info;
        this.manner = manner;
        this.digest = Sha256.newDigest();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (position == chunk.length) {
            if (received == info.getChunks()) {
                end();
                return -1;
            }
            next();
        }
        int n = Math.min(length, chunk.length - position);
        System.arraycopy(chunk, position, bytes, offset, n);
        position += n;
        return n;
    }

    @Override
    public int available() {
        return chunk.length - position;
    }

    private void next() throws IOException {
        Duration wait = manner.deadline().remaining().compareTo(STALL) < 0
                ? manner.deadline().remaining()
                : STALL;
        if (wait.isNegative() || wait.isZero()) {
            throw new IOException("not over by its deadline after " + count + " bytes");
        }
        try {
            if (chunks == null) {
                open();
            }
            Message message = chunks.nextMessage(wait);
            if (message == null) {
                throw new IOException("no chunk came within " + wait.toMillis() + " ms after " + count + " of "
                        + info.getSize() + " bytes");
            }
            chunk = message.getData();
            position = 0;
            received++;
            count += chunk.length;
            digest.update(chunk);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            InterruptedIOException interrupted = new InterruptedIOException("the thread was interrupted");
            interrupted.initCause(e);
            throw interrupted;
        } catch (JetStreamApiException e) {
            throw manner.failures().of(e);
        } catch (JetStreamStatusCheckedException | IllegalStateException e) {
            throw new IOException(e.getMessage() + " after " + count + " bytes", e);
        }
    }

    private void open() throws IOException, JetStreamApiException {
        StreamContext stream = connection.getStreamContext(NatsObjectStoreUtil.toStreamName(info.getBucket()));
        context = stream.createOrderedConsumer(new OrderedConsumerConfiguration()
                .filterSubject(NatsObjectStoreUtil.toChunkPrefix(info.getBucket()) + info.getNuid()));
        long size = Math.max(1, info.getSize() / info.getChunks());
        chunks = context.iterate(ConsumeOptions.builder()
                .batchSize((int) Math.max(1, Math.min(MAX_CHUNKS_AHEAD, AHEAD / size)))
                .build());
    }

    private void end() {
        if (ended) {
            return;
        }
        String actual = "SHA-256=" + Base64.getUrlEncoder().encodeToString(digest.digest());
        boolean same = info.getDigest() != null
                && actual.replace("=", "").equals(info.getDigest().replace("=", ""));
        if (count != info.getSize() || !same) {
            throw new PayloadIntegrityException(
                    info.getObjectName(),
                    "the object store gave " + count + " bytes with " + actual + ", and says that the object has "
                            + info.getSize() + " with " + info.getDigest() + "; ask the sender to send it again");
        }
        ended = true;
        manner.atEnd().run();
    }

    @Override
    public void close() throws IOException {
        if (chunks == null) {
            return;
        }
        IterableConsumer open = chunks;
        chunks = null;
        try {
            open.close();
            connection
                    .jetStreamManagement()
                    .deleteConsumer(NatsObjectStoreUtil.toStreamName(info.getBucket()), context.getConsumerName());
        } catch (Exception e) { // the broker removes a consumer that nobody uses
            LOG.debug("The consumer of an object could not be deleted: {}", e.toString());
        }
    }
}
