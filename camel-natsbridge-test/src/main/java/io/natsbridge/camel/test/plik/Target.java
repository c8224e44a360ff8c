/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.plik;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import org.eclipse.jetty.server.Request;

/**
 * What a request is directed at.
 *
 * @param raw path and query as they were sent
 * @param path the decoded path, with the server's prefix
 * @param query the raw query, empty for none
 */
record Target(String raw, String path, String query) {

    /**
     * Reads a request's target.
     *
     * @throws ApiError 400 for a broken percent escape
     */
    static Target of(Request request) throws ApiError {
        String query = request.getHttpURI().getQuery();
        String path = request.getHttpURI().getPath();
        return new Target(request.getHttpURI().getPathQuery(), decode(path), query == null ? "" : query);
    }

    /** Cuts the server's prefix off; null if the path is not below it. */
    Target below(String prefix) {
        if (!path.startsWith(prefix)) {
            return null;
        }
        String rest = path.substring(prefix.length());
        return new Target(raw, rest.startsWith("/") ? rest : "/" + rest, query);
    }

    /** Tells the path without empty, {@code .} and {@code ..} elements. */
    String cleanPath() {
        Deque<String> kept = new ArrayDeque<>();
        for (String segment : path.split("/", -1)) {
            if (segment.equals("..")) {
                kept.pollLast();
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                kept.addLast(segment);
            }
        }
        String clean = "/" + String.join("/", kept);
        return path.endsWith("/") && !kept.isEmpty() ? clean + "/" : clean;
    }

    /** Tells the elements of a clean path; the last one is empty if the path ends with a slash. */
    List<String> segments() {
        return path.equals("/") ? List.of() : Arrays.asList(path.substring(1).split("/", -1));
    }

    boolean hasQueryParameter(String name) {
        return Arrays.stream(query.split("&"))
                .anyMatch(pair -> pair.startsWith(name + "=") && pair.length() > name.length() + 1);
    }

    /** Percent-encodes what may not stand in a path as it is. */
    static String encode(String path) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : path.getBytes(UTF_8)) {
            boolean plain = b > ' ' && b < 0x7f && "\"#%<>?[\\]^`{|}".indexOf(b) < 0;
            encoded.append(plain ? Character.toString(b) : "%%%02X".formatted(b));
        }
        return encoded.toString();
    }

    private static String decode(String path) throws ApiError {
        byte[] bytes = path.getBytes(UTF_8);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '%') {
                if (i + 2 >= bytes.length
                        || !HexFormat.isHexDigit(bytes[i + 1])
                        || !HexFormat.isHexDigit(bytes[i + 2])) {
                    throw ApiError.badRequest("400 Bad Request");
                }
                decoded.write(HexFormat.fromHexDigits(new String(bytes, i + 1, 2, UTF_8)));
                i += 2;
            } else {
                decoded.write(bytes[i]);
            }
        }
        return decoded.toString(UTF_8);
    }
}
