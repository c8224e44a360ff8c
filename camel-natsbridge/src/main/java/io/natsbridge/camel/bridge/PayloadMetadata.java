/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.bridge;

import io.natsbridge.camel.envelope.Payload;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What this project writes into a payload's metadata; other peers ignore it. */
public final class PayloadMetadata {

    /** Bytes before base64, on direct payloads. */
    public static final String PAYLOAD_BYTES = "payload_bytes";

    /** Lower-case hex of the bytes before base64. */
    public static final String SHA256 = "sha256";

    /** Media type. */
    public static final String CONTENT_TYPE = "content_type";

    /** ISO-8601 time at which a link dies. */
    public static final String EXPIRES_AT = "expires_at";

    private static final Set<String> TRAVEL = Set.of(PAYLOAD_BYTES, EXPIRES_AT, SHA256);

    private static final Logger LOG = LoggerFactory.getLogger(PayloadMetadata.class);

    private PayloadMetadata() {}

    /** The payload's SHA-256 as it claims it, or null. */
    public static String sha256(Payload payload) {
        return text(payload, SHA256);
    }

    /** The payload's media type as it claims it, or null. */
    public static String contentType(Payload payload) {
        return text(payload, CONTENT_TYPE);
    }

    /** The payload's metadata without what described how it once travelled. */
    static Map<String, Object> own(Payload payload) {
        if (payload.metadata().isEmpty()) {
            return Map.of();
        }
        Map<String, Object> metadata = new LinkedHashMap<>(payload.metadata());
        metadata.keySet().removeAll(TRAVEL);
        return metadata;
    }

    /** When the payload's link dies as it claims, or null. */
    public static Instant expiresAt(Payload payload) {
        String text = text(payload, EXPIRES_AT);
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            LOG.debug("A payload's expires_at is no ISO-8601 time: {}", e.getMessage());
            return null;
        }
    }

    private static String text(Payload payload, String key) {
        return payload.metadata().get(key) instanceof String text ? text : null;
    }
}
