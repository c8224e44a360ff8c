/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.plik;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;

/** Takes files in, hands them out and deletes them. */
final class FileCalls {

    private final EmbeddedPlikOptions options;
    private final UploadStore store;
    private final Access access;
    private final PlikJson json;

    FileCalls(EmbeddedPlikOptions options, UploadStore store, Access access) {
        this.options = options;
        this.store = store;
        this.access = access;
        this.json = new PlikJson(options);
    }

    Reply add(Call call) throws ApiError, IOException {
        Upload upload = ownUpload(access.upload(call));
        try (FilePart part = open(call)) {
            return Reply.ofJson(json.file(receive(part, upload, newFile(upload, part))));
        }
    }

    Reply addDeclared(Call call) throws ApiError, IOException {
        Access.Opened opened = access.upload(call);
        StoredFile file = access.file(call, opened.upload());
        Upload upload = ownUpload(opened);
        try (FilePart part = open(call)) {
            if (!part.name().equals(file.name())) {
                throw ApiError.badRequest("invalid file name");
            }
            return Reply.ofJson(json.file(receive(part, upload, file)));
        }
    }

    /** Answers with a link instead of JSON; the name in it is not encoded. */
    Reply addQuick(Call call, Upload upload) throws ApiError, IOException {
        try (FilePart part = open(call)) {
            StoredFile file = receive(part, upload, newFile(upload, part));
            String base = options.downloadDomain()
                    .map(Object::toString)
                    .orElseGet(() -> call.listenAddress() + options.path());
            return Reply.ofText(200, "%s/file/%s/%s/%s\n".formatted(base, upload.id(), file.id(), file.name()));
        }
    }

    private static FilePart open(Call call) throws ApiError {
        return FilePart.open(call.body(), call.request().getHeaders().get("Content-Type"));
    }

    private static Upload ownUpload(Access.Opened opened) throws ApiError {
        if (!opened.owner()) {
            throw ApiError.forbidden("you are not allowed to add file to this upload");
        }
        return opened.upload();
    }

    private StoredFile newFile(Upload upload, FilePart part) throws ApiError {
        if (upload.files().size() >= options.maxFilesPerUpload()) {
            throw ApiError.badRequest(
                    "maximum number file per upload reached, limit is " + options.maxFilesPerUpload());
        }
        UploadCalls.checkName(part.name(), "unable to create file : ");
        return store.addFile(
                upload, DeclaredFile.named(part.name()), options.clock().instant());
    }

    private StoredFile receive(FilePart part, Upload upload, StoredFile file) throws ApiError, IOException {
        if (!file.change(FileStatus.MISSING, FileStatus.UPLOADING)) {
            throw ApiError.badRequest("invalid file status " + file.status().wireName() + ", expected missing");
        }
        boolean stream = upload.terms().stream();
        boolean kept = false;
        try (WritableByteChannel out = stream ? file.handover().sender() : store.write(file)) {
            StoredFile.Content content = new Reception(options.maxFileSize()).receive(part, out);
            if (stream) {
                file.handover().finish();
            }
            kept = file.received(content, stream ? FileStatus.DELETED : FileStatus.UPLOADED);
        } catch (IOException e) {
            throw ApiError.internal().because(e);
        } finally {
            if (!kept) {
                file.handover().abandon(new IOException("the upload was not completed"));
                store.purge(file);
            }
        }
        if (!kept) {
            throw ApiError.internal();
        }
        return file;
    }

    Reply get(Call call) throws ApiError, IOException {
        Upload upload = access.upload(call).upload();
        StoredFile file = access.file(call, upload);
        access.checkDownloadDomain(call);
        boolean stream = upload.terms().stream();
        FileStatus available = stream ? FileStatus.UPLOADING : FileStatus.UPLOADED;
        if (file.status() != available) {
            throw gone(file);
        }
        Reply reply = headers(call, upload, file);
        if (call.isHead()) {
            long size = file.content().size();
            return size > 0 ? reply.with("Content-Length", Long.toString(size)) : reply;
        }
        return reply.with(stream ? streamed(file) : stored(upload, file));
    }

    private Reply headers(Call call, Upload upload, StoredFile file) {
        Reply reply = Reply.of(200, ContentSniffer.servedAs(file.content().type()), Body.none())
                .with("Content-Disposition", disposition(call, file.name()));
        return upload.terms().oneShot() || upload.terms().stream() ? withoutCache(reply) : reply;
    }

    static Reply withoutCache(Reply reply) {
        return reply.with("Cache-Control", "no-cache, no-store, must-revalidate")
                .with("Pragma", "no-cache")
                .with("Expires", "0");
    }

    /** Misspelt as by the real server, and the name as raw UTF-8. */
    static String disposition(Call call, String name) {
        String attachment = call.target().hasQueryParameter("dl") ? "attachement; " : "";
        return attachment + "filename=\"" + new String(name.getBytes(UTF_8), ISO_8859_1) + "\"";
    }

    private static Body streamed(StoredFile file) throws ApiError {
        if (file.handover().isTaken()) {
            throw ApiError.internal();
        }
        long size = file.content().size();
        return Body.of(size > 0 ? size : Body.UNKNOWN, out -> {
            if (!file.handover().receive(out)) {
                throw new IOException("Cannot stream file " + file.id() + ": somebody else receives it");
            }
        });
    }

    /** A one-shot file is taken out of service before its first byte is sent, and deleted after the last attempt to send. */
    private Body stored(Upload upload, StoredFile file) throws ApiError, IOException {
        FileChannel bytes = store.read(file);
        if (!upload.terms().oneShot()) {
            return Body.of(bytes, () -> {});
        }
        if (!file.change(FileStatus.UPLOADED, FileStatus.REMOVED)) {
            bytes.close();
            throw gone(file);
        }
        return Body.of(bytes, () -> store.purge(file));
    }

    private static ApiError gone(StoredFile file) {
        return ApiError.notFound("file %s (%s) is not available : %s"
                .formatted(file.name(), file.id(), file.status().wireName()));
    }

    Reply delete(Call call) throws ApiError {
        Access.Opened opened = access.upload(call);
        StoredFile file = access.file(call, opened.upload());
        if (!opened.mayRemove()) {
            throw ApiError.forbidden("you are not allowed to remove files from this upload");
        }
        store.purge(file);
        return Reply.ofText(200, "ok");
    }
}
