/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.plik;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Creates, describes and deletes uploads. */
final class UploadCalls {

    private static final int MAX_JSON = 1024 * 1024;
    private static final int MAX_NAME = 1024;

    private final EmbeddedPlikOptions options;
    private final UploadStore store;
    private final Access access;
    private final PlikJson json;

    UploadCalls(EmbeddedPlikOptions options, UploadStore store, Access access) {
        this.options = options;
        this.store = store;
        this.access = access;
        this.json = new PlikJson(options);
    }

    Reply create(Call call) throws ApiError {
        Optional<PlikUser> user = access.user(call);
        CreateRequest asked = CreateRequest.parse(call.body().all(MAX_JSON));
        Upload upload = create(asked, user);
        Reply reply = Reply.ofJson(json.upload(upload, true));
        // With the login as it was asked for, even though the server stored another one when there was none.
        return upload.terms().isProtected()
                ? reply.with("Authorization", "Basic " + Access.credentials(asked.login(), asked.password()))
                : reply;
    }

    /** Creates the upload of a quick upload, for which nothing can be asked. */
    Upload quick(Call call) throws ApiError {
        return create(CreateRequest.parse(new byte[0]), access.user(call));
    }

    private Upload create(CreateRequest asked, Optional<PlikUser> user) throws ApiError {
        if (user.isEmpty() && options.isForced(PlikFeature.AUTHENTICATION)) {
            throw refused("anonymous uploads are disabled");
        }
        Instant now = options.clock().instant();
        UploadTerms terms = new UploadTerms(
                TimeToLive.settle(asked.ttlSeconds(), options),
                settle(asked.extendTtl(), PlikFeature.EXTEND_TTL, "extend TTL is disabled"),
                settle(asked.stream(), PlikFeature.STREAM, "streaming uploads are disabled"),
                settle(asked.oneShot(), PlikFeature.ONE_SHOT, "one shot uploads are disabled"),
                settle(asked.removable(), PlikFeature.REMOVABLE, "removable uploads are disabled"),
                options.isOff(PlikFeature.COMMENTS) ? "" : asked.comments(),
                credentials(asked),
                user.map(PlikUser::token).orElse(""));
        Upload upload = new Upload(terms, now);
        declare(upload, asked.files(), now);
        store.add(upload);
        return upload;
    }

    private boolean settle(boolean wanted, PlikFeature feature, String refusal) throws ApiError {
        if (wanted && options.isOff(feature)) {
            throw refused(refusal);
        }
        return wanted || options.isForced(feature);
    }

    private String credentials(CreateRequest asked) throws ApiError {
        String password = asked.password();
        String login = asked.login();
        if (password.isEmpty()) {
            if (options.isForced(PlikFeature.PASSWORD)) {
                throw refused("server only accept uploads protected by password");
            }
            return "";
        }
        if (options.isOff(PlikFeature.PASSWORD)) {
            throw refused("upload password protection is disabled");
        }
        return Access.credentials(login.isEmpty() ? "plik" : login, password);
    }

    private void declare(Upload upload, List<DeclaredFile> files, Instant now) throws ApiError {
        if (files.size() > options.maxFilesPerUpload()) {
            throw refused("too many files. maximum is " + options.maxFilesPerUpload());
        }
        for (DeclaredFile file : files) {
            checkName(file.name(), "unable to create upload : ");
            long max = options.maxFileSize();
            if (max > 0 && file.size() > max) {
                throw refused("file is too big (%s), maximum file size is %s"
                        .formatted(ByteSize.text(file.size()), ByteSize.text(max)));
            }
            upload.files().add(new StoredFile(upload.id(), file, now));
        }
    }

    /** Refuses a name that is empty or has more than 1024 bytes. */
    static void checkName(String name, String what) throws ApiError {
        if (name.isEmpty()) {
            throw new ApiError(400, what + "missing file name");
        }
        if (name.getBytes(UTF_8).length > MAX_NAME) {
            throw new ApiError(
                    400,
                    what + "file name " + name.substring(0, 10) + "... is too long, maximum length is 1024 characters");
        }
    }

    Reply info(Call call) throws ApiError {
        Access.Opened opened = access.upload(call);
        return Reply.ofJson(json.upload(opened.upload(), opened.owner()));
    }

    Reply delete(Call call) throws ApiError {
        Access.Opened opened = access.upload(call);
        if (!opened.mayRemove()) {
            throw ApiError.forbidden("you are not allowed to remove this upload");
        }
        store.remove(opened.upload());
        return Reply.ofText(200, "ok");
    }

    private static ApiError refused(String why) {
        return new ApiError(400, "unable to create upload : " + why);
    }
}
