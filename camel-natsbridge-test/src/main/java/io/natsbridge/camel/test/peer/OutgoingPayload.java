/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.peer;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** A payload that a peer is told to send. Immutable. */
public final class OutgoingPayload {

    private final ObjectNode json;

    private OutgoingPayload(String dataname, String type) {
        json = JsonNodeFactory.instance.objectNode().put("dataname", dataname).put("type", type);
    }

    /**
     * A value that the peer serialises itself.
     *
     * @param type the payload type's name on the wire: {@code text}, {@code dictionary}, {@code arrowtable}, …
     * @param value null, text, booleans, numbers, {@code byte[]}, {@code java.time} values, lists and maps of them; for
     *     a table a list of rows, whose column types then follow from the peer's habits: strings are dictionary-encoded
     *     by JavaScript, and pass through pandas in Python
     */
    public static OutgoingPayload of(String dataname, String type, Object value) {
        OutgoingPayload payload = new OutgoingPayload(dataname, type);
        payload.json.set("value", PeerNotation.toJson(value));
        return payload;
    }

    /** A payload of type {@code text}. */
    public static OutgoingPayload text(String dataname, String text) {
        return of(dataname, "text", text);
    }

    /** An Arrow table with just these columns. Values are missing or null where a row has none. */
    public static OutgoingPayload table(
            String dataname, String type, List<PeerColumn> columns, List<? extends Map<String, ?>> rows) {
        OutgoingPayload payload = new OutgoingPayload(dataname, type);
        ObjectNode table = payload.json.putObject("value");
        columns.forEach(column -> table.withArray("columns")
                .addObject()
                .put("name", column.name())
                .put("type", column.type()));
        table.set("rows", PeerNotation.toJson(rows));
        return payload;
    }

    /** Bytes that are sent as they are, whatever the type says. */
    public static OutgoingPayload bytes(String dataname, String type, byte[] bytes) {
        OutgoingPayload payload = new OutgoingPayload(dataname, type);
        payload.json.put("base64", Base64.getEncoder().encodeToString(bytes));
        return payload;
    }

    /** The bytes of a file, which are sent as they are and streamed when they go to the file server. */
    public static OutgoingPayload file(String dataname, String type, Path file) {
        OutgoingPayload payload = new OutgoingPayload(dataname, type);
        payload.json.put("path", file.toAbsolutePath().toString());
        return payload;
    }

    ObjectNode toJson() {
        return json.deepCopy();
    }

    @Override
    public String toString() {
        return json.path("dataname") + " (" + json.path("type").asText() + ")";
    }
}
