/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import io.natsbridge.camel.content.Content;
import io.natsbridge.camel.content.Sha256;
import io.natsbridge.camel.error.Names;
import io.natsbridge.camel.error.NatsBridgeException.FileserverException;
import io.natsbridge.camel.store.Fileservers;
import io.natsbridge.camel.store.ObjectUrl;
import io.natsbridge.camel.store.StoredFile;
import io.natsbridge.camel.store.Upload;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.security.DigestOutputStream;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** What passes between a payload that goes by link and the claim-check route that stores it. */
final class ClaimCheck {

    private ClaimCheck() {}

    /** Gives a payload to a route: its bytes as body, what is known of it as headers. */
    static void request(Exchange exchange, Upload upload) throws IOException {
        Message message = exchange.getMessage();
        message.setBody(new ContentStreamCache(upload.data()));
        message.setHeader(NatsBridgeConstants.DATANAME, upload.dataname());
        message.setHeader(NatsBridgeConstants.PAYLOAD_TYPE, upload.payloadType());
        message.setHeader(NatsBridgeConstants.PAYLOAD_SIZE, upload.data().size());
        message.setHeader(NatsBridgeConstants.CONTENT_TYPE, upload.contentType());
        message.setHeader(NatsBridgeConstants.SHA256, sha256(upload.data()));
        message.setHeader(NatsBridgeConstants.CORRELATION_ID, upload.correlationId());
        message.setHeader(NatsBridgeConstants.MSG_ID, upload.msgId());
    }

    /** Asks an endpoint to delete what a route stored. */
    static void deletion(Exchange exchange, StoredFile file) {
        exchange.getMessage().setBody(answer(file));
    }

    /**
     * The link that a route hands back.
     *
     * @param fileservers which of them has the file, where the route does not say
     * @throws FileserverException when there is none
     */
    static StoredFile answer(Message message, Upload upload, Fileservers fileservers) {
        Object body = message.getBody();
        if (body instanceof Map<?, ?> map) {
            String url = url(map.get("url"), upload);
            return new StoredFile(
                    url,
                    map.get("fileserverUrl") == null ? fileservers.holding(url) : text(map.get("fileserverUrl")),
                    text(map.get("uploadId")),
                    text(map.get("fileId")),
                    text(map.get("uploadToken")),
                    map.get("size") instanceof Number size ? size.longValue() : -1,
                    time(map.get("expiresAt"), upload),
                    false,
                    text(map.get("deleteUri")));
        }
        if (body instanceof InputStream || body instanceof byte[]) {
            body = message.getBody(String.class);
        }
        return StoredFile.at(url(body, upload));
    }

    /** The answer of a route that stored a file. */
    static Map<String, Object> answer(StoredFile file) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("url", file.url());
        map.put("fileserverUrl", file.fileserverUrl());
        map.put("uploadId", file.uploadId());
        map.put("fileId", file.fileId());
        map.put("uploadToken", file.uploadToken());
        map.put("size", file.size());
        if (file.expiresAt() != null) {
            map.put("expiresAt", file.expiresAt().toString());
        }
        return map;
    }

    private static String url(Object value, Upload upload) {
        boolean possible = value instanceof CharSequence || value instanceof URI || value instanceof URL;
        String text = possible ? value.toString().trim() : "";
        try {
            URI uri = new URI(text);
            if (uri.isAbsolute() && (uri.getHost() != null || ObjectUrl.isOne(text))) {
                return text;
            }
        } catch (URISyntaxException e) {
            throw noLink(upload, "its answer is no URL: " + Names.printable(e.getReason()), e);
        }
        throw noLink(
                upload,
                text.isEmpty()
                        ? "its answer holds no link but "
                                + (value == null
                                        ? "nothing"
                                        : "a " + value.getClass().getName())
                        : "its answer is no absolute URL",
                null);
    }

    private static FileserverException noLink(Upload upload, String why, Exception cause) {
        return new FileserverException(
                "The claim-check endpoint did not store payload '" + Names.printable(upload.dataname()) + "': " + why
                        + "; it must set the body to a URL, or to a Map with the key url",
                0,
                false,
                null,
                cause);
    }

    private static Instant time(Object value, Upload upload) {
        if (value == null || value instanceof Instant) {
            return (Instant) value;
        }
        try {
            return OffsetDateTime.parse(value.toString()).toInstant();
        } catch (DateTimeParseException e) {
            throw noLink(upload, "its expiresAt is no ISO-8601 time", e);
        }
    }

    private static String text(Object value) {
        return value == null ? null : value.toString();
    }

    private static String sha256(Content content) throws IOException {
        try (DigestOutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), Sha256.newDigest());
                InputStream in = content.openStream()) {
            in.transferTo(out);
            return HexFormat.of().formatHex(out.getMessageDigest().digest());
        }
    }
}
