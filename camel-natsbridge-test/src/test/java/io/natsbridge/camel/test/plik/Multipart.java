/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.plik;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/** Writes multipart documents by hand. */
final class Multipart {

    static final String BOUNDARY = "b0undary";
    static final String CONTENT_TYPE = "multipart/form-data; boundary=" + BOUNDARY;
    static final byte[] END = ("--" + BOUNDARY + "--\r\n").getBytes(ISO_8859_1);

    private Multipart() {}

    /** One part named {@code file}, and the end. */
    static byte[] file(String name, byte[] content) {
        return RawHttp.concat(part("file", name, content), END);
    }

    static byte[] part(String field, String fileName, byte[] content) {
        return part("form-data; name=\"" + field + "\"; filename=\"" + fileName + "\"", content);
    }

    static byte[] part(String disposition, byte[] content) {
        return part(disposition.getBytes(UTF_8), content);
    }

    static byte[] part(byte[] disposition, byte[] content) {
        return RawHttp.concat(
                ("--" + BOUNDARY + "\r\nContent-Disposition: ").getBytes(ISO_8859_1),
                disposition,
                "\r\nContent-Type: application/x-own\r\n\r\n".getBytes(ISO_8859_1),
                content,
                "\r\n".getBytes(ISO_8859_1));
    }

    /** Some bytes of a document as an HTTP chunk. */
    static byte[] chunk(byte[] body, int from, int to) {
        return RawHttp.concat(
                (Integer.toHexString(to - from) + "\r\n").getBytes(ISO_8859_1),
                Arrays.copyOfRange(body, from, to),
                "\r\n".getBytes(ISO_8859_1));
    }
}
