/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import io.natsbridge.camel.arrow.ArrowTable;
import io.natsbridge.camel.content.Content;
import io.natsbridge.camel.envelope.Envelope;
import io.natsbridge.camel.envelope.Payload;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;

/**
 * A message as a route saw it; everything was read while the exchange lasted.
 *
 * @param headers of the message
 * @param envelope as the body
 * @param parts its payloads
 */
record PeerArrival(Map<String, Object> headers, Envelope envelope, List<Part> parts) {

    /**
     * A payload that arrived.
     *
     * @param payload what it is
     * @param value rows of a table, bytes of a stream, else the natural value
     * @param columns of an Arrow table, as Arrow writes them; empty for anything else
     * @param sha256 of its bytes as they travelled
     */
    record Part(Payload payload, Object value, List<String> columns, String sha256) {

        private static Part of(Payload payload) {
            String sha256 = digest(payload.content().orElseThrow());
            Object value = payload.value();
            if (value instanceof ArrowTable table) {
                List<String> columns =
                        table.schema().getFields().stream().map(Field::toString).toList();
                return new Part(payload, table.rows(), columns, sha256);
            }
            Object read = value instanceof StreamCache ? payload.as(byte[].class) : value;
            return new Part(payload, read, List.of(), sha256);
        }

        String dataname() {
            return payload.dataname();
        }

        String type() {
            return payload.type().wireName();
        }

        String transport() {
            return payload.transport().wireName();
        }
    }

    /** Reads the message of an exchange whose body is an {@link Envelope}. */
    static PeerArrival of(Exchange exchange) {
        Envelope envelope = exchange.getMessage().getBody(Envelope.class);
        List<Part> parts = envelope.payloads().stream().map(Part::of).toList();
        return new PeerArrival(new HashMap<>(exchange.getMessage().getHeaders()), envelope, parts);
    }

    /** The one payload. */
    Part part() {
        if (parts.size() != 1) {
            throw new AssertionError("The message has " + parts.size() + " payloads");
        }
        return parts.get(0);
    }

    static String digest(byte[] bytes) {
        return digest(Content.of(bytes));
    }

    private static String digest(Content content) {
        try (InputStream in = content.openStream();
                DigestInputStream digesting = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
            digesting.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digesting.getMessageDigest().digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256", e);
        }
    }
}
