/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.ObjectStore;
import io.nats.client.ObjectStoreOptions;
import io.nats.client.api.ObjectInfo;
import io.nats.client.api.ObjectMeta;
import io.nats.client.api.ObjectStoreConfiguration;
import io.nats.client.api.ObjectStoreStatus;
import io.natsbridge.camel.error.Names;
import io.natsbridge.camel.error.NatsBridgeException.FileserverException;
import io.natsbridge.camel.error.NatsBridgeException.LinkGoneException.Reason;
import io.natsbridge.camel.error.NatsBridgeException.PayloadIntegrityException;
import io.natsbridge.camel.error.NatsBridgeException.PayloadTooLargeException;
import io.natsbridge.camel.store.Deadline;
import io.natsbridge.camel.store.Download;
import io.natsbridge.camel.store.FileserverDownloadHandler;
import io.natsbridge.camel.store.FileserverUploadHandler;
import io.natsbridge.camel.store.ObjectUrl;
import io.natsbridge.camel.store.StoredFile;
import io.natsbridge.camel.store.Upload;
import java.io.IOException;
import java.io.InputStream;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps payloads in buckets of a NATS object store; links are {@link ObjectUrl}s. Objects are streamed both ways, and their digest is verified. A bucket has one time to live
 * for all its objects, so {@code linkTtl} counts only where the bucket is created here. An object that is one-shot is deleted once it was read to its end. Thread-safe.
 */
final class ObjectStoreClient implements FileserverUploadHandler, FileserverDownloadHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ObjectStoreClient.class);
    private static final String ONE_SHOT = "natsbridge-one-shot";
    private static final int CHUNK_SIZE = 128 * 1024;
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final Duration LEAST = Duration.ofMillis(100);

    private final Supplier<Connection> connection;
    private final boolean createBucket;
    private final Set<String> endless = ConcurrentHashMap.newKeySet();

    /**
     * @param connection the connection to the broker that has the buckets, open
     * @param createBucket whether a bucket that does not exist is created
     */
    ObjectStoreClient(Supplier<Connection> connection, boolean createBucket) {
        this.connection = connection;
        this.createBucket = createBucket;
    }

    /**
     * {@inheritDoc}
     *
     * @throws PayloadTooLargeException when the bucket could never hold it
     */
    @Override
    public StoredFile upload(Upload upload) throws IOException {
        ObjectUrl bucket = bucket(upload.fileserverUrl());
        ObjectStoreFailures failures = new ObjectStoreFailures(
                bucket, "upload payload '" + Names.printable(upload.dataname()) + "' to " + bucket);
        try (InputStream data = new UploadStream(upload.data().openStream(), upload.deadline())) {
            ObjectStoreStatus status = status(bucket, upload);
            checkRoom(status, upload, failures);
            ObjectInfo info = store(bucket, upload.deadline()).put(meta(upload), data);
            return new StoredFile(
                    bucket.object(info.getObjectName()).toString(),
                    bucket.toString(),
                    info.getObjectName(),
                    info.getNuid(),
                    null,
                    info.getSize(),
                    expiry(status),
                    upload.life().oneShot());
        } catch (JetStreamApiException e) {
            throw failures.of(e);
        } catch (IOException e) {
            throw failures.of(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public void delete(StoredFile file) throws IOException {
        ObjectUrl bucket = bucket(file.fileserverUrl());
        delete(
                bucket.object(file.uploadId()),
                Deadline.in(ANSWER),
                new ObjectStoreFailures(bucket, "delete an object from " + bucket));
    }

    @Override
    public InputStream download(Download download) throws IOException {
        ObjectUrl url = ObjectUrl.parse(download.uri().toString());
        ObjectStoreFailures failures = downloading(download);
        return open(url, download.deadline(), failures, info -> {
            if (download.size() >= 0 && download.size() != info.getSize()) {
                throw new PayloadIntegrityException(
                        download.dataname(),
                        "the object store offers " + info.getSize() + " bytes, the envelope announces "
                                + download.size() + "; ask the sender to send it again");
            }
        });
    }

    @Override
    public void check(Download download) throws IOException {
        ObjectStoreFailures failures = downloading(download);
        info(ObjectUrl.parse(download.uri().toString()), download.deadline(), failures);
    }

    @Override
    public void delete(Download download) throws IOException {
        String what = "delete payload '" + Names.printable(download.dataname()) + "' from " + download.base();
        ObjectUrl url = ObjectUrl.parse(download.uri().toString());
        delete(url, download.deadline(), new ObjectStoreFailures(url.base(), what));
    }

    /** Looks at an object before it is read. */
    interface Inspection {
        void look(ObjectInfo info);
    }

    /**
     * Opens an object.
     *
     * @return its bytes, verified at their end; the caller closes it
     */
    InputStream open(ObjectUrl url, Deadline deadline, ObjectStoreFailures failures, Inspection inspection)
            throws IOException {
        ObjectInfo info = info(url, deadline, failures);
        inspection.look(info);
        Runnable atEnd = isOneShot(info) ? () -> consumed(url, failures) : () -> {};
        return new ObjectStream(connection.get(), info, new ObjectStream.Manner(deadline, failures, atEnd));
    }

    /** What is known of an object that is there. */
    ObjectInfo info(ObjectUrl url, Deadline deadline, ObjectStoreFailures failures) throws IOException {
        ObjectInfo info;
        try {
            info = store(url, deadline).getInfo(url.name(), true);
        } catch (JetStreamApiException e) {
            throw failures.of(e);
        } catch (IOException e) {
            throw failures.of(e);
        }
        if (info == null) {
            throw failures.gone(Reason.NOT_FOUND, "the bucket has no such object");
        }
        if (info.isDeleted()) {
            throw isOneShot(info)
                    ? failures.gone(Reason.CONSUMED, "its one permitted reader has read it")
                    : failures.gone(Reason.NOT_FOUND, "the object is deleted");
        }
        if (info.isLink()) {
            throw failures.gone(Reason.NOT_FOUND, "the object is a link to another one, which is not followed");
        }
        return info;
    }

    void delete(ObjectUrl url, Deadline deadline, ObjectStoreFailures failures) throws IOException {
        try {
            ObjectStore store = store(url, deadline);
            if (store.getInfo(url.name(), false) != null) {
                store.delete(url.name());
            }
        } catch (JetStreamApiException e) {
            throw failures.of(e);
        } catch (IOException e) {
            throw failures.of(e);
        }
    }

    private void consumed(ObjectUrl url, ObjectStoreFailures failures) {
        try {
            delete(url, Deadline.in(ANSWER), failures);
        } catch (IOException | FileserverException e) {
            LOG.warn("A one-shot object of {} that was read stays: {}", url.base(), e.toString());
        }
    }

    private ObjectMeta meta(Upload upload) {
        long most = connection.get().getMaxPayload();
        ObjectMeta.Builder meta = ObjectMeta.builder(UUID.randomUUID() + "/" + upload.fileName())
                .chunkSize((int) Math.min(CHUNK_SIZE, most));
        if (upload.life().oneShot()) {
            meta.metadata(Map.of(ONE_SHOT, "true"));
        }
        return meta.build();
    }

    private static boolean isOneShot(ObjectInfo info) {
        return info.getMetaData() != null
                && Boolean.parseBoolean(info.getMetaData().get(ONE_SHOT));
    }

    private ObjectStoreStatus status(ObjectUrl bucket, Upload upload) throws IOException, JetStreamApiException {
        try {
            return connection
                    .get()
                    .objectStoreManagement(options(upload.deadline()))
                    .getStatus(bucket.bucket());
        } catch (JetStreamApiException e) {
            if (!createBucket || !ObjectStoreFailures.isMissingBucket(e)) {
                throw e;
            }
            return create(bucket, upload);
        }
    }

    private ObjectStoreStatus create(ObjectUrl bucket, Upload upload) throws IOException, JetStreamApiException {
        Duration timeToLive = upload.life().timeToLive();
        LOG.info("Creating bucket {} with a time to live of {}", bucket, timeToLive);
        return connection
                .get()
                .objectStoreManagement(options(upload.deadline()))
                .create(ObjectStoreConfiguration.builder(bucket.bucket())
                        .ttl(timeToLive)
                        .build());
    }

    private void checkRoom(ObjectStoreStatus status, Upload upload, ObjectStoreFailures failures) {
        long most = status.getMaxBucketSize();
        if (most <= 0) {
            return;
        }
        long size = upload.data().size();
        if (size > most) {
            throw new PayloadTooLargeException(
                    "Payload '" + Names.printable(upload.dataname()) + "' for the bucket " + status.getBucketName(),
                    size,
                    most,
                    "raise the bucket's size, or send less");
        }
        if (size > most - status.getSize()) {
            throw failures.full(size, most - status.getSize());
        }
    }

    private Instant expiry(ObjectStoreStatus status) {
        Duration timeToLive = status.getTtl();
        if (timeToLive != null && !timeToLive.isZero()) {
            return Instant.now().plus(timeToLive);
        }
        if (endless.add(status.getBucketName())) {
            LOG.warn(
                    "The bucket {} has no time to live: what is stored there stays until somebody deletes it",
                    status.getBucketName());
        }
        return null;
    }

    private ObjectStore store(ObjectUrl url, Deadline deadline) throws IOException {
        return connection.get().objectStore(url.bucket(), options(deadline));
    }

    /** No single answer of the broker is waited for longer than what is left of the time. */
    private static ObjectStoreOptions options(Deadline deadline) {
        Duration wait = deadline.remaining().compareTo(ANSWER) < 0 ? deadline.remaining() : ANSWER;
        return ObjectStoreOptions.builder()
                .jsRequestTimeout(wait.compareTo(LEAST) < 0 ? LEAST : wait)
                .build();
    }

    private static ObjectUrl bucket(String fileserverUrl) {
        return ObjectUrl.parseBucket("fileserverUrl", fileserverUrl);
    }

    private static ObjectStoreFailures downloading(Download download) {
        ObjectUrl url = ObjectUrl.parse(download.uri().toString());
        return new ObjectStoreFailures(
                url.base(), "download payload '" + Names.printable(download.dataname()) + "' from " + download.base());
    }
}
