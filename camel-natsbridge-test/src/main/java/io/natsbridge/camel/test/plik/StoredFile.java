/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.plik;

import java.time.Instant;

/** What the server knows of one file. Thread-safe; its status changes only along {@link FileStatus}'s order. */
final class StoredFile {

    private final String id = RandomId.ofLength(16);
    private final String uploadId;
    private final String name;
    private final String reference;
    private final Instant createdAt;
    private final StreamHandover handover = new StreamHandover();
    private FileStatus status = FileStatus.MISSING;
    private Content content;

    StoredFile(String uploadId, DeclaredFile declared, Instant createdAt) {
        this.uploadId = uploadId;
        this.name = declared.name();
        this.reference = declared.reference();
        this.content = new Content(declared.size(), "", declared.type());
        this.createdAt = createdAt;
    }

    String id() {
        return id;
    }

    String uploadId() {
        return uploadId;
    }

    String name() {
        return name;
    }

    String reference() {
        return reference;
    }

    Instant createdAt() {
        return createdAt;
    }

    StreamHandover handover() {
        return handover;
    }

    synchronized FileStatus status() {
        return status;
    }

    synchronized Content content() {
        return content;
    }

    /** Changes the status if it is still the one expected, and tells whether it was. */
    synchronized boolean change(FileStatus from, FileStatus to) {
        if (status != from) {
            return false;
        }
        status = to;
        return true;
    }

    /** Records what was received, unless the file was deleted meanwhile, and tells whether it was recorded. */
    synchronized boolean received(Content received, FileStatus next) {
        if (!change(FileStatus.UPLOADING, next)) {
            return false;
        }
        content = received;
        return true;
    }

    /** Takes the file out of service and tells whether bytes of it are to be deleted. */
    synchronized boolean remove() {
        if (status == FileStatus.MISSING) {
            status = FileStatus.DELETED;
        } else if (status != FileStatus.DELETED) {
            status = FileStatus.REMOVED;
        }
        return status == FileStatus.REMOVED;
    }

    /**
     * What is known of the bytes: declared before they came, measured afterwards.
     *
     * @param size bytes
     * @param md5 hexadecimal, or empty
     * @param type the media type, or empty
     */
    record Content(long size, String md5, String type) {}
}
