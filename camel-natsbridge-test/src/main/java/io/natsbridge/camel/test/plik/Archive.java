/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.plik;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Hands all files of an upload out as one zip. */
final class Archive {

    private final UploadStore store;
    private final Access access;

    Archive(UploadStore store, Access access) {
        this.store = store;
        this.access = access;
    }

    Reply get(Call call) throws ApiError {
        Upload upload = access.upload(call).upload();
        access.checkDownloadDomain(call);
        if (upload.terms().stream()) {
            throw ApiError.badRequest("archive feature is not available in stream mode");
        }
        if (call.name().length() > 1024) {
            throw ApiError.badRequest("invalid archive name too long, maximum 1024 characters");
        }
        if (!call.name().endsWith(".zip")) {
            throw ApiError.badRequest("invalid archive name, missing .zip extension");
        }
        Reply reply = Reply.of(200, "application/zip", Body.none())
                .with("Content-Disposition", FileCalls.disposition(call, call.name()))
                .with("X-Content-Type-Options", "nosniff");
        if (upload.terms().oneShot()) {
            reply = FileCalls.withoutCache(reply);
        }
        return reply.with(call.isHead() ? Body.of(Body.UNKNOWN, out -> {}) : zip(take(upload)));
    }

    /** Files of a one-shot upload leave service; their bytes stay until the next cleaning. */
    private static List<StoredFile> take(Upload upload) throws ApiError {
        boolean oneShot = upload.terms().oneShot();
        FileStatus next = oneShot ? FileStatus.REMOVED : FileStatus.UPLOADED;
        List<StoredFile> taken = new ArrayList<>(upload.files());
        taken.removeIf(file -> !file.change(FileStatus.UPLOADED, next));
        if (taken.isEmpty()) {
            throw ApiError.badRequest("nothing to archive");
        }
        return taken;
    }

    private Body zip(List<StoredFile> files) {
        return Body.of(Body.UNKNOWN, out -> {
            ZipOutputStream zip = new ZipOutputStream(Channels.newOutputStream(out));
            WritableByteChannel entry = Channels.newChannel(zip);
            Set<String> names = new HashSet<>();
            for (StoredFile file : files) {
                // Two files may have one name; in a zip written by Java they may not.
                zip.putNextEntry(new ZipEntry(names.add(file.name()) ? file.name() : file.id() + "-" + file.name()));
                write(file, entry);
                zip.closeEntry();
            }
            zip.finish();
        });
    }

    private void write(StoredFile file, WritableByteChannel entry) throws IOException {
        try (FileChannel bytes = store.read(file);
                Body body = Body.of(bytes, () -> {})) {
            body.writeTo(entry);
        }
    }
}
