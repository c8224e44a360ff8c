/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.examples;

import io.natsbridge.camel.content.Content;
import io.natsbridge.camel.store.Download;
import io.natsbridge.camel.store.FileserverDownloadHandler;
import io.natsbridge.camel.store.FileserverUploadHandler;
import io.natsbridge.camel.store.PlikAccess;
import io.natsbridge.camel.store.PlikClient;
import io.natsbridge.camel.store.StoredFile;
import io.natsbridge.camel.store.Upload;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Both handlers of a file server, around the component's own, which tell how far a long transfer is. */
final class Transfers implements FileserverUploadHandler, FileserverDownloadHandler, AutoCloseable {

    private final PlikClient plik;
    private final Console console;

    Transfers(String fileserverUrl, Console console) {
        this.plik = new PlikClient(PlikAccess.anonymous(fileserverUrl));
        this.console = console;
    }

    @Override
    public StoredFile upload(Upload upload) throws IOException {
        Content data = new WatchedContent(upload.data(), "uploading " + upload.dataname());
        return plik.upload(new Upload(
                upload.fileserverUrl(),
                upload.dataname(),
                upload.payloadType(),
                upload.contentType(),
                data,
                upload.life(),
                upload.correlationId(),
                upload.msgId(),
                upload.deadline()));
    }

    @Override
    public void delete(StoredFile file) throws IOException {
        plik.delete(file);
    }

    @Override
    public InputStream download(Download download) throws IOException {
        return new WatchedStream(plik.download(download), "downloading " + download.dataname(), download.size());
    }

    @Override
    public void check(Download download) throws IOException {
        plik.check(download);
    }

    @Override
    public void delete(Download download) throws IOException {
        plik.delete(download);
    }

    @Override
    public boolean accepts(String pathBelowBase, String rawQuery) {
        return plik.accepts(pathBelowBase, rawQuery);
    }

    @Override
    public void close() {
        plik.close();
    }

    private final class WatchedContent implements Content {
        private final Content content;
        private final String what;

        WatchedContent(Content content, String what) {
            this.content = content;
            this.what = what;
        }

        @Override
        public long size() {
            return content.size();
        }

        @Override
        public InputStream openStream() throws IOException {
            return new WatchedStream(content.openStream(), what, content.size());
        }
    }

    /** Tells how much went through it. */
    private final class WatchedStream extends FilterInputStream {
        private final ProgressBar bar;

        WatchedStream(InputStream in, String what, long size) {
            super(in);
            bar = new ProgressBar(console, what, size);
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            bar.add(b < 0 ? 0 : 1);
            return b;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int n = super.read(bytes, offset, length);
            bar.add(Math.max(0, n));
            return n;
        }
    }
}
