/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.envelope;

import io.natsbridge.camel.content.Content;
import io.natsbridge.camel.error.Names;
import io.natsbridge.camel.error.NatsBridgeException.InvalidEnvelopeException;
import io.natsbridge.camel.error.NatsBridgeException.PayloadIntegrityException;
import io.natsbridge.camel.error.NatsBridgeException.UnsupportedPayloadTypeException;
import io.natsbridge.camel.json.Json;
import io.natsbridge.camel.json.JsonLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The fields of one payload object as they were read, in whatever order, and what they mean together. */
final class PayloadFields {

    private static final Set<String> NAMES =
            Set.of("id", "dataname", "payload_type", "transport", "encoding", "size", "data", "metadata");

    String id = "";
    String dataname;
    String payloadType;
    String transport;
    String encoding = "";
    long size = -1;
    Map<String, Object> metadata = Map.of();
    final Map<String, Object> unknown = new LinkedHashMap<>();

    /** Where in the message the value of {@code data} begins. */
    long dataOffset;

    private final String path;
    private final long offset;
    private byte[] dataText;
    private int dataStart;
    private int dataLength;
    private String dataString;
    private byte[] rawJson;

    /**
     * @param path of the payload in the envelope, such as {@code payloads[2]}
     * @param offset where in the message the payload object begins
     */
    PayloadFields(String path, long offset) {
        this.path = path;
        this.offset = offset;
    }

    /** Whether the protocol has a field of that name. */
    static boolean isKnown(String name) {
        return NAMES.contains(name);
    }

    /** Takes {@code data} from a part of the message, ASCII without escapes. */
    void data(byte[] message, int start, int length) {
        dataText = message;
        dataStart = start;
        dataLength = length;
    }

    /** Takes {@code data} from a text. */
    void data(String text) {
        dataString = text;
        dataText = text.getBytes(StandardCharsets.UTF_8);
        dataStart = 0;
        dataLength = dataText.length;
    }

    /** Takes {@code data} that is no string but JSON itself. */
    void rawJson(byte[] json) {
        rawJson = json;
    }

    Payload toPayload() {
        require(payloadType, "payload_type");
        require(transport, "transport");
        require(dataname, "dataname");
        if (dataText == null && rawJson == null) {
            throw missing("data");
        }
        Payload.Builder payload = Payload.builder(dataname, PayloadType.forWireName(payloadType))
                .id(id)
                .transport(Transport.forWireName(transport))
                .metadata(metadata)
                .unknownFields(unknown);
        return transport.equals(Transport.LINK.wireName()) ? link(payload) : direct(payload);
    }

    private Payload link(Payload.Builder payload) {
        if (rawJson != null) {
            throw invalidData("expected the URL of a link as a string", null);
        }
        if (!encoding.isEmpty() && !encoding.equals("none")) {
            throw unknownEncoding("none");
        }
        return payload.size(size).link(linkText()).build();
    }

    private String linkText() {
        return dataString != null
                ? dataString
                : new String(dataText, dataStart, dataLength, StandardCharsets.ISO_8859_1);
    }

    private Payload direct(Payload.Builder payload) {
        byte[] bytes =
                switch (encoding) {
                    case "", "base64", "arrow-ipc" -> base64();
                    case "json" -> base64OrJson();
                    default -> throw unknownEncoding("base64, json and arrow-ipc");
                };
        if (size >= 0 && size != bytes.length && rawJson == null) {
            throw new PayloadIntegrityException(
                    dataname,
                    bytes.length + " bytes arrived, but its envelope says " + size + "; the message is incomplete");
        }
        return payload.size(bytes.length).content(Content.of(bytes)).build();
    }

    private byte[] base64() {
        if (rawJson != null) {
            throw invalidData("expected base64 text", null);
        }
        try {
            return StrictBase64.decode(dataText, dataStart, dataLength);
        } catch (IllegalArgumentException e) {
            throw invalidData("it is no base64: " + Names.printable(e.getMessage()), e);
        }
    }

    private byte[] base64OrJson() {
        if (rawJson != null) {
            return rawJson;
        }
        try {
            return base64();
        } catch (InvalidEnvelopeException notBase64) {
            byte[] text = Arrays.copyOfRange(dataText, dataStart, dataStart + dataLength);
            try {
                Json.read(text, JsonLimits.PAYLOAD);
                return text;
            } catch (IOException notJson) {
                notBase64.addSuppressed(notJson);
                throw notBase64;
            }
        }
    }

    private void require(String value, String field) {
        if (value == null) {
            throw missing(field);
        }
    }

    private UnsupportedPayloadTypeException unknownEncoding(String known) {
        return new UnsupportedPayloadTypeException("Payload '" + Names.printable(dataname) + "': unknown encoding '"
                + Names.printable(encoding) + "' for transport " + transport + "; known are " + known);
    }

    private InvalidEnvelopeException missing(String field) {
        return new InvalidEnvelopeException(path + "." + field, offset, "there is no such field", null);
    }

    private InvalidEnvelopeException invalidData(String what, Throwable cause) {
        return new InvalidEnvelopeException(path + ".data", dataOffset, what, cause);
    }
}
