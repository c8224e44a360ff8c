/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.bridge;

import io.natsbridge.camel.envelope.Envelope;
import io.natsbridge.camel.store.StoredFile;
import io.natsbridge.camel.store.Uploader;
import java.util.List;

/** A message ready to be published, and the files that were stored for it. */
public final class OutgoingMessage {

    private final byte[] bytes;
    private final Envelope envelope;
    private final List<StoredFile> files;
    private final Uploader uploader;

    OutgoingMessage(byte[] bytes, Envelope envelope, List<StoredFile> files, Uploader uploader) {
        this.bytes = bytes;
        this.envelope = envelope;
        this.files = List.copyOf(files);
        this.uploader = uploader;
    }

    /** The envelope's JSON in UTF-8; not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    /** What the bytes say; the contents of its payloads are closed. */
    public Envelope envelope() {
        return envelope;
    }

    /** Whether files were stored for this message. */
    public boolean hasFiles() {
        return !files.isEmpty();
    }

    /** Deletes the stored files, because the message was not sent. What cannot be deleted is logged and dies with its time to live. */
    public void discard() {
        files.forEach(uploader::discard);
    }
}
