/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.bridge;

import io.natsbridge.camel.error.NatsBridgeException;
import io.natsbridge.camel.error.NatsBridgeException.LinkGoneException;
import io.natsbridge.camel.store.Download;
import io.natsbridge.camel.store.FileserverDownloadHandler;
import io.natsbridge.camel.store.FileserverUploadHandler;
import io.natsbridge.camel.store.StoredFile;
import io.natsbridge.camel.store.Upload;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** A file server in memory that names files as they are called, remembers what was asked of it, and does what a test tells it on the way. */
public final class MemoryStore implements FileserverUploadHandler, FileserverDownloadHandler {

    public static final String URL = "http://files.test:8080";

    public final Map<String, byte[]> files = Collections.synchronizedMap(new LinkedHashMap<>());
    public final List<Upload> uploads = Collections.synchronizedList(new ArrayList<>());
    public final List<String> calls = Collections.synchronizedList(new ArrayList<>());

    public Instant expiresAt;
    public String suffix = "";
    public Consumer<Upload> beforeUpload = upload -> {};
    public Consumer<Download> beforeDownload = download -> {};
    public Consumer<Object> beforeDelete = file -> {};
    public UnaryOperator<InputStream> downloaded = UnaryOperator.identity();

    @Override
    public StoredFile upload(Upload upload) throws IOException {
        beforeUpload.accept(upload);
        byte[] bytes;
        try (InputStream in = upload.data().openStream()) {
            bytes = in.readAllBytes();
        }
        synchronized (files) {
            String url = URL + "/file/" + upload.fileName() + suffix;
            url += files.containsKey(url) ? "-" + uploads.size() : "";
            files.put(url, bytes);
            uploads.add(upload);
            calls.add("upload " + url);
            return new StoredFile(url, URL, "u" + files.size(), "f", "token", bytes.length, expiresAt, false);
        }
    }

    @Override
    public void delete(StoredFile file) {
        beforeDelete.accept(file);
        calls.add("delete " + file.url());
        files.remove(file.url());
    }

    @Override
    public InputStream download(Download download) {
        calls.add("download " + download.uri());
        beforeDownload.accept(download);
        return downloaded.apply(new ByteArrayInputStream(bytesOf(download)));
    }

    @Override
    public void check(Download download) {
        calls.add("check " + download.uri());
        bytesOf(download);
    }

    @Override
    public void delete(Download download) {
        beforeDelete.accept(download);
        calls.add("delete " + download.uri());
        files.remove(download.uri().toString());
    }

    private byte[] bytesOf(Download download) throws NatsBridgeException {
        byte[] bytes = files.get(download.uri().toString());
        if (bytes == null) {
            throw new LinkGoneException(LinkGoneException.Reason.NOT_FOUND, "Cannot fetch: not found", 404);
        }
        return bytes;
    }
}
