/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.plik;

import java.util.ArrayList;
import java.util.List;

/**
 * What the body of {@code POST /upload} asks for.
 *
 * @param ttlSeconds seconds, 0 for the default, negative for ever
 * @param extendTtl whether every access is to start the time anew
 * @param stream whether files are to be handed through
 * @param oneShot whether a file is to be downloaded once only
 * @param removable whether everybody may delete
 * @param comments any text
 * @param login goes with the password, or empty
 * @param password what downloads are to need, or empty
 * @param files which files will follow
 */
record CreateRequest(
        long ttlSeconds,
        boolean extendTtl,
        boolean stream,
        boolean oneShot,
        boolean removable,
        String comments,
        String login,
        String password,
        List<DeclaredFile> files) {

    /**
     * Reads a body.
     *
     * @param json UTF-8, may be empty
     * @return what it asks for
     * @throws ApiError 400 if it is no JSON object or a value is of the wrong type
     */
    static CreateRequest parse(byte[] json) throws ApiError {
        JsonFields fields = JsonFields.parse(json);
        List<DeclaredFile> files = new ArrayList<>();
        for (JsonFields file : fields.objects("files")) {
            files.add(new DeclaredFile(
                    file.text("fileName"), file.integer("fileSize"), file.text("fileType"), file.text("reference")));
        }
        return new CreateRequest(
                fields.integer("ttl"),
                fields.flag("extend_ttl"),
                fields.flag("stream"),
                fields.flag("oneShot"),
                fields.flag("removable"),
                fields.text("comments"),
                fields.text("login"),
                fields.text("password"),
                files);
    }

    /** Leaves login and password out. */
    @Override
    public String toString() {
        return "CreateRequest[ttl=%d s, stream=%s, oneShot=%s, removable=%s, files=%d]"
                .formatted(ttlSeconds, stream, oneShot, removable, files.size());
    }
}
