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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Writes one envelope: every field, in the order of the protocol, into one array of exactly the right size. Everything but the base64 texts is laid out first, so that the
 * size is known before a byte of a payload is touched. For one thread.
 */
public final class EnvelopeWriter {

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
        this.numbers = numbers;
        this.payloads = envelope.payloads();
        this.cuts = new int[payloads.size()];
        this.parts = new JsonText(512 + 384 * payloads.size());
        writeFields(envelope);
        for (int i = 0; i < cuts.length; i++) {
            parts.raw(i == 0 ? "" : ",");
            writePayload(i);
        }
        parts.raw("]");
        writeUnknown("", envelope.unknownFields(), EnvelopeField::isKnown);
        parts.raw("}");
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

    private void writeFields(Envelope envelope) {
        String before = "{\"";
        for (EnvelopeField field : EnvelopeField.values()) {
            parts.raw(before).raw(field.wireName()).raw("\":");
            string(field.wireName(), field.of(envelope));
            before = ",\"";
        }
        parts.raw(",\"metadata\":");
        object("metadata", envelope.metadata());
        parts.raw(",\"payloads\":[");
    }

    private void writePayload(int index) {
        Payload payload = payloads.get(index);
        String path = "payloads[" + index + "].";
        boolean direct = payload.transport() == Transport.DIRECT;
        parts.raw("{\"id\":");
        string(path + "id", payload.id());
        parts.raw(",\"dataname\":");
        string(path + "dataname", payload.dataname());
        parts.raw(",\"payload_type\":\"").raw(payload.type().wireName());
        parts.raw("\",\"transport\":\"").raw(payload.transport().wireName());
        parts.raw(direct ? "\",\"encoding\":\"base64\",\"size\":" : "\",\"encoding\":\"none\",\"size\":");
        parts.raw(Long.toString(payload.size())).raw(",\"data\":");
        if (direct) {
            parts.raw("\"");
            cuts[index] = parts.length();
            parts.raw("\"");
        } else {
            cuts[index] = parts.length();
            string(path + "data", payload.link().orElseThrow());
        }
        parts.raw(",\"metadata\":");
        object(path + "metadata", metadataOf(payload, direct));
        writeUnknown(path, payload.unknownFields(), PayloadFields::isKnown);
        parts.raw("}");
    }

    private static Map<String, Object> metadataOf(Payload payload, boolean direct) {
        if (!direct) {
            return payload.metadata();
        }
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("payload_bytes", payload.size());
        payload.metadata().forEach(metadata::putIfAbsent);
        return metadata;
    }

    private void writeUnknown(String path, Map<String, Object> fields, Predicate<String> known) {
        fields.forEach((name, value) -> {
            String field = path + Names.printable(name);
            if (known.test(name)) {
                throw InvalidEnvelopeException.unwritable(
                        field, "it is among the unknown fields, but the protocol knows it", null);
            }
            parts.raw(",");
            string(field, name);
            parts.raw(":");
            json(field, value);
        });
    }

    private void string(String field, String text) {
        if (!parts.string(text == null ? "" : text)) {
            throw InvalidEnvelopeException.unwritable(
                    field,
                    "the text '" + Names.printable(text) + "' has an unpaired surrogate at index "
                            + Utf8.loneSurrogate(text) + " and so no UTF-8 form",
                    null);
        }
    }

    private void object(String field, Map<String, Object> value) {
        if (value.isEmpty()) {
            parts.raw("{}");
        } else {
            json(field, value);
        }
    }

    private void json(String field, Object value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            Json.write(value, out, numbers);
        } catch (IOException e) {
            throw InvalidEnvelopeException.unwritable(field, Names.printable(e.getMessage()) + numbers.adviceOn(e), e);
        }
        parts.raw(out.toByteArray());
    }
}
