/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.envelope;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.natsbridge.camel.error.Names;
import io.natsbridge.camel.error.NatsBridgeException.InvalidEnvelopeException;
import io.natsbridge.camel.json.EscapedPairs;
import io.natsbridge.camel.json.Json;
import io.natsbridge.camel.json.JsonLimits;
import io.natsbridge.camel.json.JsonValues;
import io.natsbridge.camel.json.Utf8;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Reads an envelope: lenient about what peers leave out or add, strict about everything that could mean lost or changed data. Payloads come out with the bytes of their
 * {@code data} decoded, or with their link; nothing is fetched. Thread-safe.
 */
public final class EnvelopeReader {

    private final int maxPayloads;
    private final Supplier<String> ids;

    /**
     * @param maxPayloads how many payloads an envelope may hold
     * @param ids makes the correlation id where a message has none
     */
    public EnvelopeReader(int maxPayloads, Supplier<String> ids) {
        this.maxPayloads = maxPayloads;
        this.ids = ids;
    }

    /**
     * Reads one message.
     *
     * @param message UTF-8 JSON object; kept by nobody after the call
     * @throws InvalidEnvelopeException when it is no envelope
     * @throws io.natsbridge.camel.error.NatsBridgeException.UnsupportedPayloadTypeException when a payload's type or transport is unknown
     * @throws io.natsbridge.camel.error.NatsBridgeException.PayloadIntegrityException when a payload's length is not what its {@code size} says
     */
    public Envelope read(byte[] message) {
        int start = Json.startAfterByteOrderMark(message, 0, message.length);
        Envelope envelope = EnvelopeScan.read(message, start, maxPayloads, ids);
        return envelope != null ? envelope : readBySpans(message, start);
    }

    /** Reads one message as {@link #read} does, all but the long texts by the parser. */
    Envelope readBySpans(byte[] message, int start) {
        Envelope envelope = read(DataSpans.find(message, start), message);
        return envelope != null ? envelope : readPlainly(message);
    }

    /** Reads one message as {@link #read} does, every byte of it by the parser. */
    Envelope readPlainly(byte[] message) {
        return read(DataSpans.none(message, Json.startAfterByteOrderMark(message, 0, message.length)), message);
    }

    /** The envelope, or null when a span was no payload's data after all. */
    private Envelope read(DataSpans spans, byte[] message) {
        byte[] text = wellFormed(spans);
        if (text == null) {
            return read(EscapedPairs.join(Utf8.joinSurrogatePairs(message, 0, message.length)));
        }
        try (JsonParser parser = Json.newParser(text, 0, text.length, JsonLimits.ENVELOPE)) {
            try {
                Document document = new Document(parser, spans, message, text);
                Envelope envelope = document.read();
                return document.spansUsed == spans.count() ? envelope : null;
            } catch (NotPlain e) {
                return null;
            } catch (JsonProcessingException e) {
                throw noJson(parser, spans, e);
            }
        } catch (IOException e) {
            throw new InvalidEnvelopeException("", -1, Names.printable(e.getMessage()), e);
        }
    }

    /** The skeleton, or null when it holds surrogate pairs that have to be joined first. */
    private static byte[] wellFormed(DataSpans spans) {
        byte[] text = spans.skeleton();
        int found = Utf8.check(text, 0, text.length);
        if (found >= 0) {
            throw new InvalidEnvelopeException(
                    "",
                    spans.toMessageOffset(found),
                    String.format("ill-formed UTF-8 (0x%02X)", text[found] & 0xFF),
                    null);
        }
        return found == Utf8.HAS_SURROGATE_PAIRS || EscapedPairs.areIn(text) ? null : text;
    }

    /** No JSON, as far as the parser came. */
    private static InvalidEnvelopeException noJson(JsonParser parser, DataSpans spans, JsonProcessingException e) {
        long offset = spans.toMessageOffset(parser.currentLocation().getByteOffset());
        return new InvalidEnvelopeException(
                FieldPath.of(parser.getParsingContext()), offset, Names.printable(e.getOriginalMessage()), e);
    }

    /** One reading of one message. */
    private final class Document {
        private final JsonParser parser;
        private final DataSpans spans;
        private final byte[] message;
        private final byte[] text;
        private int spansUsed;

        Document(JsonParser parser, DataSpans spans, byte[] message, byte[] text) {
            this.parser = parser;
            this.spans = spans;
            this.message = message;
            this.text = text;
        }

        Envelope read() throws IOException {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw invalid("it is no JSON object");
            }
            String[] texts = new String[EnvelopeField.values().length];
            Map<String, Object> unknown = new LinkedHashMap<>();
            Map<String, Object> metadata = Map.of();
            List<Payload> payloads = null;
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = JsonValues.text(parser);
                parser.nextToken();
                EnvelopeField field = EnvelopeField.forWireName(name);
                if (field != null) {
                    texts[field.ordinal()] = string();
                } else if (name.equals("metadata")) {
                    metadata = object();
                } else if (name.equals("payloads")) {
                    payloads = payloads();
                } else {
                    unknown.put(name, value());
                }
            }
            if (payloads == null) {
                throw new InvalidEnvelopeException("payloads", offset(), "there is no such array", null);
            }
            if (parser.nextToken() != null) {
                throw invalid("there is more after the envelope");
            }
            return EnvelopeField.envelope(texts, metadata, payloads, unknown, ids);
        }

        private List<Payload> payloads() throws IOException {
            if (parser.currentToken() != JsonToken.START_ARRAY) {
                throw invalid("expected an array of payloads, found " + found());
            }
            List<Payload> payloads = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (payloads.size() == maxPayloads) {
                    throw invalid("there are more payloads than the limit of " + maxPayloads + "; raise maxPayloads");
                }
                if (parser.currentToken() != JsonToken.START_OBJECT) {
                    throw invalid("expected a payload object, found " + found());
                }
                payloads.add(payload());
            }
            return payloads;
        }

        private Payload payload() throws IOException {
            PayloadFields fields = new PayloadFields(FieldPath.of(parser), offset());
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = JsonValues.text(parser);
                parser.nextToken();
                switch (name) {
                    case "id" -> fields.id = string();
                    case "dataname" -> fields.dataname = string();
                    case "payload_type" -> fields.payloadType = string();
                    case "transport" -> fields.transport = string();
                    case "encoding" -> fields.encoding = string();
                    case "size" -> fields.size = size();
                    case "metadata" -> fields.metadata = object();
                    case "data" -> data(fields);
                    default -> fields.unknown.put(name, value());
                }
            }
            return fields.toPayload();
        }

        private void data(PayloadFields fields) throws IOException {
            long at = parser.currentTokenLocation().getByteOffset();
            fields.dataOffset = offset();
            if (parser.currentToken() == JsonToken.VALUE_STRING) {
                int span = spans.indexOf(at);
                if (span >= 0) {
                    spansUsed++;
                    fields.data(message, spans.start(span), spans.length(span));
                } else {
                    fields.data(JsonValues.text(parser));
                }
            } else if (spans.count() > 0) {
                throw new NotPlain();
            } else {
                JsonValues.read(parser);
                long end = parser.currentLocation().getByteOffset();
                fields.rawJson(Arrays.copyOfRange(text, (int) at, (int) end));
            }
        }

        private String string() throws IOException {
            return switch (parser.currentToken()) {
                case VALUE_STRING -> JsonValues.text(parser);
                case VALUE_NULL -> "";
                default -> throw invalid("expected a string, found " + found());
            };
        }

        @SuppressWarnings("unchecked")
        private Map<String, Object> object() throws IOException {
            return switch (parser.currentToken()) {
                case START_OBJECT -> (Map<String, Object>) JsonValues.read(parser);
                case VALUE_NULL -> Map.of();
                default -> throw invalid("expected an object, found " + found());
            };
        }

        private Object value() throws IOException {
            return JsonValues.read(parser);
        }

        private long size() throws IOException {
            JsonToken token = parser.currentToken();
            if (token == JsonToken.VALUE_NULL) {
                return -1;
            }
            if (token != JsonToken.VALUE_NUMBER_INT && token != JsonToken.VALUE_NUMBER_FLOAT) {
                throw invalid("expected a number of bytes, found " + found());
            }
            long size = FieldPath.wholeNumber(parser);
            if (size < 0) {
                throw invalid("the number of bytes is negative, has a fraction, or is beyond 2^63");
            }
            return size;
        }

        private String found() {
            return switch (parser.currentToken()) {
                case START_OBJECT -> "an object";
                case START_ARRAY -> "an array";
                case VALUE_STRING -> "a string";
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
                case VALUE_TRUE, VALUE_FALSE -> "a boolean";
                case VALUE_NULL -> "null";
                default -> "nothing";
            };
        }

        /** Where in the message the current token begins; its end when there are no more. */
        private long offset() {
            JsonLocation place = parser.hasCurrentToken() ? parser.currentTokenLocation() : parser.currentLocation();
            return spans.toMessageOffset(place.getByteOffset());
        }

        private InvalidEnvelopeException invalid(String what) {
            return new InvalidEnvelopeException(FieldPath.of(parser), offset(), what, null);
        }
    }
}
