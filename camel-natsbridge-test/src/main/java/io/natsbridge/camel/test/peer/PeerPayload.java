/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.peer;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A payload as a peer received it, or, without value and digest, as it sent it.
 *
 * @param id the payload's id, or null if it has none
 * @param dataname the payload's name
 * @param type the payload type on the wire
 * @param transport {@code direct} or {@code link}
 * @param encoding as the envelope has it, or null
 * @param metadata of the payload; empty if it has none
 * @param size bytes of the payload, before base64
 * @param sha256 of these bytes, hexadecimal; null for a payload sent
 * @param link where the bytes are on the file server; null unless the payload was sent by link
 * @param path of the file that the bytes were written to (option {@code download_dir}), else null
 * @param schema columns, empty unless an Arrow table
 * @param rowCount rows, 0 unless an Arrow table
 * @param value what the peer's language made of it, in Java values: {@code String}, {@code Boolean}, {@code Long},
 *     {@code BigInteger} beyond that, {@code Double}, {@code BigDecimal}, {@code byte[]}, {@code java.time} values,
 *     {@code List}, {@code Map}; a table is a list of rows. Null for a payload sent, and when the payload is larger
 *     than the option {@code max_value}, 4,000,000 bytes
 */
public record PeerPayload(
        String id,
        String dataname,
        String type,
        String transport,
        String encoding,
        Map<String, Object> metadata,
        long size,
        String sha256,
        String link,
        Path path,
        List<PeerColumn> schema,
        long rowCount,
        Object value) {

    /** Returns the value of a {@code text}. */
    public String text() {
        return (String) value;
    }

    /** Returns the value of an {@code image}, {@code audio}, {@code video} or {@code binary}. */
    public byte[] bytes() {
        return (byte[]) value;
    }

    /** Returns the value of a table. */
    @SuppressWarnings("unchecked")
    public List<Map<String, Object>> rows() {
        return (List<Map<String, Object>>) value;
    }

    @SuppressWarnings("unchecked")
    static PeerPayload of(JsonNode json) {
        List<PeerColumn> schema = new ArrayList<>();
        json.path("schema")
                .forEach(column -> schema.add(new PeerColumn(
                        column.path("name").textValue(), column.path("type").textValue())));
        Object metadata = PeerNotation.fromJson(json.path("metadata"));
        String path = json.path("path").textValue();
        return new PeerPayload(
                json.path("id").textValue(),
                json.path("dataname").textValue(),
                json.path("type").textValue(),
                json.path("transport").textValue(),
                json.path("encoding").textValue(),
                metadata instanceof Map ? (Map<String, Object>) metadata : Map.of(),
                json.path("size").longValue(),
                json.path("sha256").textValue(),
                json.path("link").textValue(),
                path == null ? null : Path.of(path),
                List.copyOf(schema),
                json.path("rowCount").longValue(),
                PeerNotation.fromJson(json.path("value")));
    }
}
