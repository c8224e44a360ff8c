/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.plik;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/**
 * An answer before it goes on the wire.
 *
 * @param status the HTTP status
 * @param headers everything but date, length and connection handling
 * @param body the bytes that follow
 */
record Reply(int status, HttpFields headers, Body body) {

    static final String PLAIN_TEXT = "text/plain; charset=utf-8";

    /** From here on the real server no longer knows the length of what it writes before it has begun to. */
    private static final int CHUNKED_FROM = 2048;

    static Reply ofText(int status, String text) {
        return of(status, PLAIN_TEXT, Body.of(text.getBytes(UTF_8)));
    }

    static Reply of(int status, String contentType, Body body) {
        return new Reply(status, HttpFields.build().add(HttpHeader.CONTENT_TYPE, contentType), body);
    }

    /** JSON that calls itself plain text, as the real server's does. */
    static Reply ofJson(JsonNode json) {
        byte[] bytes = PlikJson.bytes(json);
        Body body = Body.of(bytes);
        return of(200, PLAIN_TEXT, bytes.length > CHUNKED_FROM ? Body.of(Body.UNKNOWN, body::writeTo) : body);
    }

    static Reply ofError(ApiError error) {
        return ofText(error.status(), error.getMessage() + "\n").with("X-Content-Type-Options", "nosniff");
    }

    static Reply ofStatus(int status) {
        return new Reply(status, HttpFields.EMPTY, Body.none());
    }

    Reply with(String name, String value) {
        return new Reply(status, HttpFields.build(headers).put(new HttpField(name, value)), body);
    }

    Reply with(Body other) {
        return new Reply(status, headers, other);
    }

    /** What answers {@code HEAD}: the length of what {@code GET} would have sent, and nothing more. */
    Reply headOnly() {
        long length = body.length();
        Reply bare = with(length == Body.UNKNOWN ? Body.of(Body.UNKNOWN, out -> {}) : Body.none());
        return length > 0 ? bare.with("Content-Length", Long.toString(length)) : bare;
    }
}
