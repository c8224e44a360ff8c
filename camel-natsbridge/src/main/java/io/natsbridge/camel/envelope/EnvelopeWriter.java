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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes one envelope: every field, in the order of the protocol, into one array of exactly the right size. Everything but the base64 texts is counted first, so that the
 * size is known before a byte of a payload is touched. For one thread.
 */
public final class EnvelopeWriter {

    private static final byte[] CORRELATION_ID = ascii("{\"correlation_id\":");
    private static final byte[] MSG_ID = ascii(",\"msg_id\":");
    private static final byte[] TIMESTAMP = ascii(",\"timestamp\":");
    private static final byte[] METADATA = ascii(",\"metadata\":");
    private static final byte[] PAYLOADS = ascii(",\"payloads\":[");
    private static final byte[] ID = ascii("{\"id\":");
    private static final byte[] DATANAME = ascii(",\"dataname\":");
    private static final byte[][] DIRECT = types(Transport.DIRECT, "base64");
    private static final byte[][] LINK = types(Transport.LINK, "none");
    private static final byte[] DATA = ascii(",\"data\":");
    private static final byte[] PAYLOAD_BYTES = ascii("{\"payload_bytes\":");
    private static final byte[] EMPTY = ascii("{}");

    /** The index that stands for the envelope itself. */
    private static final int NO_PAYLOAD = -1;

    private final Envelope envelope;
    private final JsonNumbers numbers;
    private final List<Payload> payloads;
    private final byte[] usual;

    /** Where each payload's base64 belongs, those before it left out. */
    private final int[] cuts;

    /** Metadata and unknown fields as JSON, in the order in which they are appended. */
    private final List<byte[]> values = new ArrayList<>(0);

    private int nextValue;
    private final JsonText counted = JsonText.counting();
    private final long size;

    /**
     * Lays out an envelope.
     *
     * @param envelope its payloads have a transport, and their content (direct) or link
     * @throws InvalidEnvelopeException when a field has no JSON form
     */
    public EnvelopeWriter(Envelope envelope) {
        this(envelope, JsonNumbers.STRICT, UsualFields.NONE);
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
        this.envelope = envelope;
        this.numbers = numbers;
        this.payloads = envelope.payloads();
        this.usual = usual.jsonFor(envelope);
        this.cuts = new int[payloads.size()];
        layOut(counted);
        this.size = counted.length() + base64Length();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** What stands between a payload's name and the number of its bytes, by type. */
    private static byte[][] types(Transport transport, String encoding) {
        return Arrays.stream(PayloadType.values())
                .map(type -> ascii(",\"payload_type\":\"" + type.wireName() + "\",\"transport\":\""
                        + transport.wireName() + "\",\"encoding\":\"" + encoding + "\",\"size\":"))
                .toArray(byte[][]::new);
    }

    /** What is written. */
    public Envelope envelope() {
        return envelope;
    }

    /** Bytes that the envelope has. */
    public long size() {
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
        if (size > Integer.MAX_VALUE - 8) {
            throw new PayloadTooLargeException(
                    "The envelope", size, Integer.MAX_VALUE - 8, "send large payloads by link");
        }
        byte[] out = new byte[(int) size];
        int before = (int) base64Length();
        for (int i = cuts.length - 1; i >= 0; i--) { // backwards, because encoding uses what is before its text
            before -= (int) textLength(payloads.get(i));
            if (payloads.get(i).transport() == Transport.DIRECT) {
                StrictBase64.encode(contentOf(payloads.get(i)).toByteArray(), out, cuts[i] + before);
            }
        }
        layOut(JsonText.into(out, counted));
        return out;
    }

    private long base64Length() {
        long length = 0;
        for (int i = 0; i < cuts.length; i++) {
            length += textLength(payloads.get(i));
        }
        return length;
    }

    private static long textLength(Payload payload) {
        return payload.transport() == Transport.DIRECT
                ? StrictBase64.encodedLength(contentOf(payload).size())
                : 0;
    }

    private static Content contentOf(Payload payload) {
        Content content = payload.bytes();
        if (content == null) {
            throw new IllegalStateException("a direct payload has no content: " + payload);
        }
        return content;
    }

    /** Appends everything but the base64 texts; where those are written, they are skipped. */
    private void layOut(JsonText text) {
        nextValue = 0;
        writeFields(text);
        for (int i = 0; i < cuts.length; i++) {
            if (i > 0) {
                text.raw(',');
            }
            writePayload(text, i);
        }
        text.raw(']');
        writeUnknown(text, NO_PAYLOAD, envelope.unknownFields());
        text.raw('}');
    }

    private void writeFields(JsonText text) {
        string(text.raw(CORRELATION_ID), NO_PAYLOAD, "correlation_id", envelope.correlationId());
        string(text.raw(MSG_ID), NO_PAYLOAD, "msg_id", envelope.msgId());
        string(text.raw(TIMESTAMP), NO_PAYLOAD, "timestamp", envelope.timestamp());
        if (usual != null) {
            text.raw(usual);
        } else {
            for (EnvelopeField field : EnvelopeField.inOrder()) {
                if (field.isUsual()) {
                    string(text.raw(',').raw(field.label()), NO_PAYLOAD, field.wireName(), field.of(envelope));
                }
            }
        }
        object(text.raw(METADATA), NO_PAYLOAD, envelope.metadata());
        text.raw(PAYLOADS);
    }

    private void writePayload(JsonText text, int index) {
        Payload payload = payloads.get(index);
        boolean direct = payload.transport() == Transport.DIRECT;
        string(text.raw(ID), index, "id", payload.id());
        string(text.raw(DATANAME), index, "dataname", payload.dataname());
        size(text.raw((direct ? DIRECT : LINK)[payload.type().ordinal()]), payload.size());
        text.raw(DATA);
        if (direct) {
            data(text.raw('"'), index);
            text.raw('"');
        } else {
            string(text, index, "data", payload.link().orElseThrow());
        }
        writeMetadata(text.raw(METADATA), index, direct);
        writeUnknown(text, index, payload.unknownFields());
        text.raw('}');
    }

    private void data(JsonText text, int index) {
        if (text.isCounting()) {
            cuts[index] = text.length();
        } else {
            text.skip((int) textLength(payloads.get(index)));
        }
    }

    private static void size(JsonText text, long bytes) {
        if (bytes < 0) {
            text.raw(ascii(Long.toString(bytes)));
        } else {
            text.number(bytes);
        }
    }

    private void writeMetadata(JsonText text, int index, boolean direct) {
        Payload payload = payloads.get(index);
        if (direct && payload.metadata().isEmpty()) {
            size(text.raw(PAYLOAD_BYTES), payload.size());
            text.raw('}');
        } else {
            object(text, index, direct ? withSize(payload) : payload.metadata());
        }
    }

    private static Map<String, Object> withSize(Payload payload) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("payload_bytes", payload.size());
        payload.metadata().forEach(metadata::putIfAbsent);
        return metadata;
    }

    private void writeUnknown(JsonText text, int payload, Map<String, Object> fields) {
        if (fields.isEmpty()) {
            return;
        }
        for (Map.Entry<String, Object> entry : fields.entrySet()) {
            String key = entry.getKey();
            String field = Names.printable(key);
            if (payload == NO_PAYLOAD ? EnvelopeField.isKnown(key) : PayloadFields.isKnown(key)) {
                throw InvalidEnvelopeException.unwritable(
                        path(payload, field), "it is among the unknown fields, but the protocol knows it", null);
            }
            string(text.raw(','), payload, field, key);
            json(text.raw(':'), payload, field, entry.getValue());
        }
    }

    private static String path(int payload, String field) {
        return payload == NO_PAYLOAD ? field : "payloads[" + payload + "]." + field;
    }

    private static void string(JsonText text, int payload, String field, String value) {
        if (!text.string(value == null ? "" : value)) {
            throw InvalidEnvelopeException.unwritable(
                    path(payload, field),
                    "the text '" + Names.printable(value) + "' has an unpaired surrogate at index "
                            + Utf8.loneSurrogate(value) + " and so no UTF-8 form",
                    null);
        }
    }

    private void object(JsonText text, int payload, Map<String, Object> metadata) {
        if (metadata.isEmpty()) {
            text.raw(EMPTY);
        } else {
            json(text, payload, "metadata", metadata);
        }
    }

    private void json(JsonText text, int payload, String field, Object value) {
        if (text.isCounting()) {
            values.add(toJson(payload, field, value));
        }
        text.raw(values.get(nextValue++));
    }

    private byte[] toJson(int payload, String field, Object value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            Json.write(value, out, numbers);
        } catch (IOException e) {
            throw InvalidEnvelopeException.unwritable(
                    path(payload, field), Names.printable(e.getMessage()) + numbers.adviceOn(e), e);
        }
        return out.toByteArray();
    }
}
