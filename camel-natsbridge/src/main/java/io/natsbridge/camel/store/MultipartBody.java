/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.store;

import io.natsbridge.camel.content.Content;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;

/**
 * A multipart form with one part {@code file}, streamed from content, and the MD5 of what was sent. When the server stops taking it, writing ends without an error: the
 * server's answer, which is then looked for, says why.
 */
final class MultipartBody extends AbstractHttpEntity {

    private static final int CHUNK_SIZE = 128 * 1024;

    private final Content content;
    private final byte[] head;
    private final byte[] tail;
    private Watch watch;
    private String md5;
    private IOException sourceFailure;
    private IOException writeFailure;

    private MultipartBody(String boundary, String fileName, Content content) {
        super(ContentType.parse("multipart/form-data; boundary=" + boundary), null);
        this.content = content;
        this.head = ascii("--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + fileName
                + "\"\r\nContent-Type: application/octet-stream\r\n\r\n");
        this.tail = ascii("\r\n--" + boundary + "--\r\n");
    }

    /**
     * @param fileName plain ASCII without quotes and control characters
     */
    static MultipartBody of(String fileName, Content content) {
        return new MultipartBody("natsbridge-" + UUID.randomUUID(), fileName, content);
    }

    void watchedBy(Watch newWatch) {
        this.watch = newWatch;
    }

    /** MD5 of the content in lower-case hexadecimal, or null when it was not sent whole. */
    String md5() {
        return md5;
    }

    /** Why the content could not be read, or null. */
    IOException sourceFailure() {
        return sourceFailure;
    }

    /** Why the server did not take the body, or null. */
    IOException writeFailure() {
        return writeFailure;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        watch.watchBody();
        if (write(out, head, head.length) && copyContent(out) && write(out, tail, tail.length)) {
            watch.waitForAnswer();
        } else {
            md5 = null;
            watch.bodyCut();
            watch.waitForAnswer();
        }
    }

    private boolean copyContent(OutputStream out) throws IOException {
        try (BackgroundDigest digest = new BackgroundDigest("MD5");
                InputStream in = open()) {
            byte[] chunk = new byte[CHUNK_SIZE];
            long sent = 0;
            for (int n = read(in, chunk); n > 0; n = read(in, chunk)) {
                sent += n;
                if (sent > content.size() || !write(out, chunk, n)) {
                    break;
                }
                digest.update(chunk, 0, n);
            }
            if (writeFailure == null && sent != content.size()) {
                throw unreadable(new IOException("the content has " + (sent < content.size() ? sent : "more")
                        + " bytes where it announced " + content.size()));
            }
            md5 = digest.toHex();
            return writeFailure == null;
        }
    }

    private boolean write(OutputStream out, byte[] bytes, int length) {
        try {
            out.write(bytes, 0, length);
            watch.moved(length);
            return true;
        } catch (IOException e) {
            writeFailure = e;
            return false;
        }
    }

    private InputStream open() throws IOException {
        try {
            return content.openStream();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private int read(InputStream in, byte[] chunk) throws IOException {
        try {
            return in.readNBytes(chunk, 0, chunk.length);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private IOException unreadable(IOException e) {
        sourceFailure = e;
        return e;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public long getContentLength() {
        return head.length + content.size() + tail.length;
    }

    @Override
    public boolean isRepeatable() {
        return false;
    }

    @Override
    public boolean isStreaming() {
        return true;
    }

    @Override
    public InputStream getContent() {
        throw new UnsupportedOperationException("a multipart body is written, not read");
    }

    @Override
    public void close() {}
}
