/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.cli;

import io.natsbridge.camel.content.Content;
import io.natsbridge.camel.store.FileserverUploadHandler;
import io.natsbridge.camel.store.StoredFile;
import io.natsbridge.camel.store.Upload;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Uploads that tell how far they are. One after the other, so that one bar at a time is drawn.
 *
 * @param uploads does the work
 * @param terminal where it is told
 */
record ProgressUploads(FileserverUploadHandler uploads, Terminal terminal) implements FileserverUploadHandler {

    @Override
    public StoredFile upload(Upload upload) throws IOException {
        Progress progress =
                new Progress(terminal, upload.dataname(), upload.data().size(), System::nanoTime);
        try {
            StoredFile stored = uploads.upload(watched(upload, progress));
            progress.done();
            return stored;
        } catch (IOException | RuntimeException e) {
            progress.failed();
            throw e;
        }
    }

    private static Upload watched(Upload upload, Progress progress) {
        return new Upload(
                upload.fileserverUrl(),
                upload.dataname(),
                upload.payloadType(),
                upload.contentType(),
                new Watched(upload.data(), progress),
                upload.life(),
                upload.correlationId(),
                upload.msgId(),
                upload.deadline());
    }

    @Override
    public int atOnce() {
        return 1;
    }

    @Override
    public void delete(StoredFile file) throws IOException {
        uploads.delete(file);
    }

    /** Bytes that are counted as they are read. */
    private record Watched(Content content, Progress progress) implements Content {

        @Override
        public long size() {
            return content.size();
        }

        @Override
        public InputStream openStream() throws IOException {
            progress.begin();
            return new FilterInputStream(content.openStream()) {
                @Override
                public int read() throws IOException {
                    int next = super.read();
                    progress.add(next < 0 ? 0 : 1);
                    return next;
                }

                @Override
                public int read(byte[] bytes, int offset, int length) throws IOException {
                    int count = super.read(bytes, offset, length);
                    progress.add(Math.max(0, count));
                    return count;
                }
            };
        }

        @Override
        public void close() {
            content.close();
        }
    }
}
