/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.envelope;

import io.natsbridge.camel.content.Content;
import io.natsbridge.camel.error.Names;
import io.natsbridge.camel.error.NatsBridgeException.InvalidEnvelopeException;
import io.natsbridge.camel.error.NatsBridgeException.PayloadTooLargeException;
import io.natsbridge.camel.json.Json;
import io.natsbridge.camel.json.JsonNumbers;
import io.natsbridge.camel.json.Utf8;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Writes one envelope: every field, in the order of the protocol, into one array of exactly the right size. Everything but the base64 texts is laid out first, so that the
 * size is known before a byte of a payload is touched. For one thread.
 */
public final class EnvelopeWriter {

    private static final byte[] DIRECT = encodedAs(Transport.DIRECT, "base64");
    private static final byte[] LINK = encodedAs(Transport.LINK, "none");

    /** The index that stands for the envelope itself. */
    private static final int NO_PAYLOAD = -1;

    private final JsonText parts;
    private final JsonNumbers numbers;
    private final List<Payload> payloads;
    private final int[] cuts;

    /**
     * Lays out an envelope.
     *
     * @param envelope its payloads have a transport, and their content (direct) or link
     * @throws InvalidEnvelopeException when a field has no JSON form
     */
    public EnvelopeWriter(Envelope envelope) {
        this(envelope, JsonNumbers.STRICT);
    }

    /**
     * Lays out an envelope.
     *
     * @param envelope its payloads have a transport, and their content (direct) or link
     * @param numbers what becomes of numbers in metadata that the receiver does not take as they are
     * @throws InvalidEnvelopeException when a field has no JSON form
     */
    public EnvelopeWriter(Envelope envelope, JsonNumbers numbers) {
        this(envelope, numbers, UsualFields.NONE);
    }

    /**
     * Lays out an envelope.
     *
     * @param envelope its payloads have a transport, and their content (direct) or link
     * @param numbers what becomes of numbers in metadata that the receiver does not take as they are
     * @param usual what most envelopes have in common
     * @throws InvalidEnvelopeException when a field has no JSON form
     */
    public EnvelopeWriter(Envelope envelope, JsonNumbers numbers, UsualFields usual) {
        this.numbers = numbers;
        this.payloads = envelope.payloads();
        this.cuts = new int[payloads.size()];
        this.parts = new JsonText(512 + 384 * payloads.size());
        writeFields(envelope, usual);
        for (int i = 0; i < cuts.length; i++) {
            parts.raw(i == 0 ? "" : ",");
            writePayload(i);
        }
        parts.raw("]");
        writeUnknown(NO_PAYLOAD, envelope.unknownFields(), EnvelopeField::isKnown);
        parts.raw("}");
    }

    /** What stands between a payload's type and the number of its bytes. */
    private static byte[] encodedAs(Transport transport, String encoding) {
        return ("\",\"transport\":\"" + transport.wireName() + "\",\"encoding\":\"" + encoding + "\",\"size\":")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Bytes that the envelope has. */
    public long size() {
        long size = parts.length();
        for (Payload payload : payloads) {
            size += textLength(payload);
        }
        return size;
    }

    /** Bytes that a payload of that many bytes takes in an envelope beyond its fixed fields. */
    public static long textLength(long payloadBytes) {
        return StrictBase64.encodedLength(payloadBytes);
    }

    /**
     * The envelope, UTF-8 JSON.
     *
     * @throws PayloadTooLargeException when it does not fit into an array
     */
    public byte[] toByteArray() {
        long size = size();
        if (size > Integer.MAX_VALUE - 8) {
            throw new PayloadTooLargeException(
                    "The envelope", size, Integer.MAX_VALUE - 8, "send large payloads by link");
        }
        byte[] out = new byte[(int) size];
        int from = 0;
        int at = 0;
        for (int i = 0; i < cuts.length; i++) {
            parts.copy(from, cuts[i], out, at);
            at += cuts[i] - from;
            from = cuts[i];
            if (payloads.get(i).transport() == Transport.DIRECT) {
                at = StrictBase64.encode(contentOf(payloads.get(i)).toByteArray(), out, at);
            }
        }
        parts.copy(from, parts.length(), out, at);
        return out;
    }

    private static long textLength(Payload payload) {
        return payload.transport() == Transport.DIRECT
                ? StrictBase64.encodedLength(contentOf(payload).size())
                : 0;
    }

    private static Content contentOf(Payload payload) {
        return payload.content()
                .orElseThrow(() -> new IllegalStateException("a direct payload has no content: " + payload));
    }

    private void writeFields(Envelope envelope, UsualFields usual) {
        parts.raw("{");
        write(EnvelopeField.CORRELATION_ID, envelope.correlationId());
        parts.raw(",");
        write(EnvelopeField.MSG_ID, envelope.msgId());
        parts.raw(",");
        write(EnvelopeField.TIMESTAMP, envelope.timestamp());
        if (!usual.appendTo(parts, envelope)) {
            for (EnvelopeField field : EnvelopeField.inOrder()) {
                if (field.isUsual()) {
                    parts.raw(",");
                    write(field, field.of(envelope));
                }
            }
        }
        parts.raw(",\"metadata\":");
        object(NO_PAYLOAD, envelope.metadata());
        parts.raw(",\"payloads\":[");
    }

    private void write(EnvelopeField field, String text) {
        parts.raw(field.label());
        string(NO_PAYLOAD, field.wireName(), text);
    }

    private void writePayload(int index) {
        Payload payload = payloads.get(index);
        boolean direct = payload.transport() == Transport.DIRECT;
        parts.raw("{\"id\":");
        string(index, "id", payload.id());
        parts.raw(",\"dataname\":");
        string(index, "dataname", payload.dataname());
        parts.raw(",\"payload_type\":\"").raw(payload.type().wireName()).raw(direct ? DIRECT : LINK);
        size(payload.size());
        parts.raw(",\"data\":");
        if (direct) {
            parts.raw("\"");
            cuts[index] = parts.length();
            parts.raw("\"");
        } else {
            cuts[index] = parts.length();
            string(index, "data", payload.link().orElseThrow());
        }
        parts.raw(",\"metadata\":");
        writeMetadata(index, direct);
        writeUnknown(index, payload.unknownFields(), PayloadFields::isKnown);
        parts.raw("}");
    }

    private void size(long bytes) {
        if (bytes < 0) {
            parts.raw(Long.toString(bytes));
        } else {
            parts.number(bytes);
        }
    }

    private void writeMetadata(int index, boolean direct) {
        Payload payload = payloads.get(index);
        if (direct && payload.metadata().isEmpty()) {
            parts.raw("{\"payload_bytes\":");
            size(payload.size());
            parts.raw("}");
        } else {
            object(index, direct ? withSize(payload) : payload.metadata());
        }
    }

    private static Map<String, Object> withSize(Payload payload) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("payload_bytes", payload.size());
        payload.metadata().forEach(metadata::putIfAbsent);
        return metadata;
    }

    private void writeUnknown(int payload, Map<String, Object> fields, Predicate<String> known) {
        for (Map.Entry<String, Object> entry : fields.entrySet()) {
            String field = Names.printable(entry.getKey());
            if (known.test(entry.getKey())) {
                throw InvalidEnvelopeException.unwritable(
                        path(payload, field), "it is among the unknown fields, but the protocol knows it", null);
            }
            parts.raw(",");
            string(payload, field, entry.getKey());
            parts.raw(":");
            json(payload, field, entry.getValue());
        }
    }

    private static String path(int payload, String field) {
        return payload == NO_PAYLOAD ? field : "payloads[" + payload + "]." + field;
    }

    private void string(int payload, String field, String text) {
        if (!parts.string(text == null ? "" : text)) {
            throw InvalidEnvelopeException.unwritable(
                    path(payload, field),
                    "the text '" + Names.printable(text) + "' has an unpaired surrogate at index "
                            + Utf8.loneSurrogate(text) + " and so no UTF-8 form",
                    null);
        }
    }

    private void object(int payload, Map<String, Object> metadata) {
        if (metadata.isEmpty()) {
            parts.raw("{}");
        } else {
            json(payload, "metadata", metadata);
        }
    }

    private void json(int payload, String field, Object value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            Json.write(value, out, numbers);
        } catch (IOException e) {
            throw InvalidEnvelopeException.unwritable(
                    path(payload, field), Names.printable(e.getMessage()) + numbers.adviceOn(e), e);
        }
        parts.raw(out.toByteArray());
    }
}
