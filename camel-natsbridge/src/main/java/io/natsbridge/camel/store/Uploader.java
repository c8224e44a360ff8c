/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.store;

import io.natsbridge.camel.error.Names;
import io.natsbridge.camel.error.NatsBridgeException;
import io.natsbridge.camel.error.NatsBridgeException.FileserverException;
import io.natsbridge.camel.error.NatsBridgeException.PayloadIntegrityException;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Uploads by whatever handler is configured, as often as the policy allows, and takes the SHA-256 of what the handler reads while it reads it. Safe for use by several threads. */
public final class Uploader {

    private static final Logger LOG = LoggerFactory.getLogger(Uploader.class);

    private final FileserverUploadHandler handler;
    private final RetryPolicy retries;
    private final TransferObserver observer;

    /**
     * A payload that is stored.
     *
     * @param file where it is
     * @param sha256 SHA-256 of its bytes, lower-case hexadecimal
     */
    public record Stored(StoredFile file, String sha256) {}

    public Uploader(FileserverUploadHandler handler, RetryPolicy retries) {
        this(handler, retries, TransferObserver.NONE);
    }

    private Uploader(FileserverUploadHandler handler, RetryPolicy retries, TransferObserver observer) {
        this.handler = handler;
        this.retries = retries;
        this.observer = observer;
    }

    /** The same uploader, whose uploads one more observer learns of. */
    public Uploader observedBy(TransferObserver another) {
        return another == TransferObserver.NONE ? this : new Uploader(handler, retries, observer.and(another));
    }

    /**
     * Stores a payload on the server that it names.
     *
     * @param upload what to store; the caller closes its data
     * @return where it is
     * @throws FileserverException when the server refuses, fails or cannot be reached, after the last attempt
     * @throws PayloadIntegrityException when twice something else was stored than what was sent
     * @throws NatsBridgeException what else the handler throws
     */
    public Stored upload(Upload upload) {
        return upload(upload, Fileservers.of(upload.fileserverUrl()).next());
    }

    /**
     * Stores a payload on one of several servers: where one fails in a way that can heal, the next try goes to another.
     *
     * @param upload what to store, whichever server it names; the caller closes its data
     * @param turn chooses the servers
     * @return where it is
     * @throws NatsBridgeException as {@link #upload(Upload)}; the message names the servers that were tried
     */
    public Stored upload(Upload upload, Fileservers.Turn turn) {
        String what = "upload payload '" + Names.printable(upload.dataname()) + "'";
        return observer.observe(
                new TransferObserver.Transfer(
                        TransferObserver.Kind.UPLOAD,
                        upload.payloadType(),
                        upload.data().size()),
                progress -> retries.execute(what, upload.deadline(), new Tries(upload, turn, progress)));
    }

    /**
     * Stores the payloads of one message, a few of them at once. When one fails the others are given up, and what was stored is deleted, best effort.
     *
     * @param uploads what to store, whichever server they name; the caller closes their data
     * @param turn chooses the servers
     * @return where they are, in the same order
     * @throws NatsBridgeException as {@link #upload(Upload)}
     */
    public List<Stored> upload(List<Upload> uploads, Fileservers.Turn turn) {
        Stored[] stored = new Stored[uploads.size()];
        try {
            SideBySide.run(
                    stored.length,
                    handler.atOnce(),
                    (i, cancellation) -> stored[i] = upload(uploads.get(i).unless(cancellation), turn));
            return List.of(stored);
        } catch (RuntimeException | Error e) {
            Stream.of(stored).filter(Objects::nonNull).map(Stored::file).forEach(this::discard);
            throw e;
        }
    }

    /** Deletes what was stored for a message that was not sent. Best effort: a failure is logged, and the file lives until its time to live ends. */
    public void discard(StoredFile file) {
        try {
            handler.delete(file);
        } catch (IOException | RuntimeException e) {
            LOG.warn(
                    "Cannot delete upload {}, which no message names; it lives until {}: {}",
                    file.uploadId(),
                    file.expiresAt(),
                    e.toString());
        }
    }

    /** One upload, which moves on from server to server. */
    private final class Tries implements RetryPolicy.Attempt<Stored> {
        private final Upload upload;
        private final Fileservers.Turn turn;
        private final TransferObserver.Progress progress;
        private final Set<String> tried = new LinkedHashSet<>();

        Tries(Upload upload, Fileservers.Turn turn, TransferObserver.Progress progress) {
            this.upload = upload;
            this.turn = turn;
            this.progress = progress;
        }

        @Override
        public Stored run() throws IOException {
            String server = turn.server();
            tried.add(server);
            progress.tries(server);
            try {
                Stored stored = uploadOnce(upload, server);
                turn.worked(server);
                return stored;
            } catch (IOException | NatsBridgeException e) {
                boolean ended = Thread.currentThread().isInterrupted()
                        || upload.deadline().isCancelled();
                if (RetryPolicy.mayHeal(e) && !ended) {
                    turn.failed(server, e);
                }
                throw e;
            }
        }

        @Override
        public boolean goesElsewhere() {
            return turn.hasOther();
        }

        @Override
        public Collection<String> places() {
            return turn.isChoice() ? tried : List.of();
        }
    }

    private Stored uploadOnce(Upload upload, String server) throws IOException {
        HashingContent data = new HashingContent(upload.data());
        StoredFile file = handler.upload(upload.to(server, data));
        if (file == null || file.url() == null || file.url().isEmpty()) {
            throw new FileserverException(
                    "Cannot upload payload '" + Names.printable(upload.dataname())
                            + "': the upload handler returned no URL; correct the handler",
                    0,
                    false,
                    null,
                    null);
        }
        if (file.size() >= 0 && file.size() != data.size()) {
            discard(file);
            throw new PayloadIntegrityException(
                    upload.dataname(),
                    "the file server stored " + file.size() + " bytes of " + data.size()
                            + "; look for what changes uploads on the way");
        }
        return new Stored(file, data.sha256());
    }
}
