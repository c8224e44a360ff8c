/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.plik;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.io.Content;

/**
 * The first part named {@code file} of a multipart body, read while it arrives. Parts before it are skipped, what follows it is
 * never looked at.
 */
final class FilePart implements AutoCloseable {

    private final RequestBody body;
    private final MultiPart.Parser parser;
    private final Deque<ByteBuffer> content = new ArrayDeque<>();
    private Map<String, String> disposition = Map.of();
    private Content.Chunk chunk;
    private Throwable failure;
    private boolean begun;
    private boolean ended;
    private boolean complete;

    private FilePart(RequestBody body, String boundary) {
        this.body = body;
        this.parser = new MultiPart.Parser(boundary, new Events());
        this.parser.setMaxParts(-1);
    }

    /**
     * Reads up to the first byte of the file.
     *
     * @param body holds the multipart document
     * @param contentType the request's, may be null
     * @return the part; the caller closes it
     * @throws ApiError 400 if there is no such part or it has no file name
     */
    static FilePart open(RequestBody body, String contentType) throws ApiError {
        FilePart part = new FilePart(body, boundary(contentType));
        try {
            while (!part.begun && !part.complete) {
                part.advance();
            }
        } catch (IOException e) {
            part.close();
            throw ApiError.badRequest("invalid multipart form : " + e.getMessage())
                    .because(e);
        }
        if (!part.begun || part.name().isEmpty()) {
            part.close();
            throw ApiError.badRequest("missing file " + (part.begun ? "name " : "") + "from multipart form");
        }
        return part;
    }

    private static String boundary(String contentType) throws ApiError {
        String type = contentType == null ? "" : contentType.strip();
        boolean multipart = type.regionMatches(true, 0, "multipart/form-data", 0, 19)
                || type.regionMatches(true, 0, "multipart/mixed", 0, 15);
        if (!multipart) {
            throw ApiError.badRequest("invalid multipart form : request Content-Type isn't multipart/form-data");
        }
        String boundary = MultiPart.extractBoundary(type);
        if (boundary == null || boundary.isEmpty()) {
            throw ApiError.badRequest("invalid multipart form : no multipart boundary param in Content-Type");
        }
        return boundary;
    }

    /** Tells the file's name, of a path its last element. */
    String name() {
        return ContentDisposition.baseName(disposition.getOrDefault("filename", ""));
    }

    /**
     * Waits for the file's next bytes.
     *
     * @return bytes that stay valid until the next call, or null at the end
     * @throws IOException if the body is cut or malformed before the file's end
     */
    ByteBuffer read() throws IOException {
        while (content.isEmpty() && !ended) {
            advance();
        }
        return content.poll();
    }

    private void advance() throws IOException {
        close();
        chunk = body.next();
        parser.parse(chunk);
        if (failure != null && !ended) {
            throw new IOException(failure.getMessage(), failure);
        }
    }

    /** Gives the bytes read last back. */
    @Override
    public void close() {
        if (chunk != null) {
            chunk.release();
            chunk = null;
        }
    }

    private final class Events implements MultiPart.Parser.Listener {

        @Override
        public void onPartHeader(String name, String value) {
            if (!begun && name.equalsIgnoreCase("Content-Disposition")) {
                disposition = ContentDisposition.parse(value);
            }
        }

        @Override
        public void onPartHeaders() {
            begun = begun || "file".equals(disposition.get("name"));
            if (!begun) {
                disposition = Map.of();
            }
        }

        @Override
        public void onPartContent(Content.Chunk bytes) {
            if (begun && !ended && bytes.hasRemaining()) {
                content.add(bytes.getByteBuffer());
            }
        }

        @Override
        public void onPartEnd() {
            ended = begun;
        }

        @Override
        public void onComplete() {
            complete = true;
        }

        @Override
        public void onFailure(Throwable cause) {
            failure = cause;
        }
    }
}
