/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.plik;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Optional;

/** Decides who may do what. */
final class Access {

    private final EmbeddedPlikOptions options;
    private final UploadStore store;

    Access(EmbeddedPlikOptions options, UploadStore store) {
        this.options = options;
        this.store = store;
    }

    /** Says what {@code Authorization: Basic} carries for a login and a password. */
    static String credentials(String login, String password) {
        return Base64.getEncoder().encodeToString((login + ":" + password).getBytes(UTF_8));
    }

    /** Finds out who calls; 403 for a token that nobody has. Without authentication everybody is unknown. */
    Optional<PlikUser> user(Call call) throws ApiError {
        String token = call.header("X-PlikToken");
        if (options.isOff(PlikFeature.AUTHENTICATION) || token.isEmpty()) {
            return Optional.empty();
        }
        Optional<PlikUser> user = options.users().stream()
                .filter(candidate -> candidate.token().equals(token))
                .findFirst();
        if (user.isEmpty()) {
            throw ApiError.forbidden("invalid token");
        }
        return user;
    }

    /** Opens the upload that a path names: 404 if it is not there or over, 401 without its password. */
    Opened upload(Call call) throws ApiError {
        Optional<PlikUser> user = user(call);
        Upload upload = store.upload(call.uploadId())
                .orElseThrow(() -> ApiError.notFound("upload " + call.uploadId() + " not found"));
        if (upload.isExpired(options.clock().instant())) {
            throw ApiError.notFound("upload " + upload.id() + " has expired");
        }
        boolean owner = call.header("X-UploadToken").equals(upload.token())
                || user.filter(known -> known.token().equals(upload.terms().userToken()))
                        .isPresent();
        if (upload.terms().isProtected() && !owner) {
            checkPassword(upload, call.header("Authorization"));
        }
        if (upload.terms().extendTtl()) {
            upload.extend(options.clock().instant());
        }
        return new Opened(upload, owner);
    }

    private static void checkPassword(Upload upload, String authorization) throws ApiError {
        if (authorization.isEmpty()) {
            throw unauthorized("missing Authorization header");
        }
        String[] parts = authorization.split(" ", -1);
        if (parts.length != 2) {
            throw unauthorized("invalid Authorization header");
        }
        if (!parts[0].equals("Basic")) {
            throw unauthorized("invalid http authorization scheme");
        }
        if (!parts[1].equals(upload.terms().credentials())) {
            throw unauthorized("invalid credentials");
        }
    }

    private static ApiError unauthorized(String why) {
        return new ApiError(401, "please provide valid credentials to access this upload : " + why);
    }

    /** Finds the file that a path names in an opened upload: 404 if there is none, 400 for another name. */
    StoredFile file(Call call, Upload upload) throws ApiError {
        StoredFile file =
                store.file(call.fileId()).orElseThrow(() -> ApiError.notFound("file " + call.fileId() + " not found"));
        if (!file.uploadId().equals(upload.id())) {
            throw ApiError.internal();
        }
        if (!file.name().equals(call.name())) {
            throw ApiError.badRequest("invalid file name");
        }
        return file;
    }

    /** Refuses downloads under another name than the server's own: 400. */
    void checkDownloadDomain(Call call) throws ApiError {
        String host = call.header("Host");
        boolean welcome = options.downloadDomain()
                .map(domain -> domain.getAuthority().equals(host))
                .orElse(true);
        if (!welcome) {
            throw ApiError.badRequest("Invalid download domain " + host);
        }
    }

    /**
     * An upload, and what the caller is to it.
     *
     * @param upload the upload
     * @param owner whether the caller showed its token, or is the user who created it
     */
    record Opened(Upload upload, boolean owner) {

        boolean mayRemove() {
            return owner || upload.terms().removable();
        }
    }
}
