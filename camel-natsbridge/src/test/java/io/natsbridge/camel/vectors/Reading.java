/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.vectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.natsbridge.camel.arrow.ArrowTable;
import io.natsbridge.camel.content.Content;
import io.natsbridge.camel.envelope.Envelope;
import io.natsbridge.camel.envelope.Payload;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.camel.StreamCache;

/** What Java read in a message, in the words of the manifest. */
final class Reading {

    private static final ObjectNode NOTHING = Draft.JSON.createObjectNode();

    private Reading() {}

    static ObjectNode of(Envelope envelope) {
        ObjectNode json = NOTHING.objectNode();
        ObjectNode fields = json.putObject("envelope");
        fields.put("correlation_id", envelope.correlationId())
                .put("msg_id", envelope.msgId())
                .put("timestamp", envelope.timestamp())
                .put("send_to", envelope.sendTo())
                .put("msg_purpose", envelope.msgPurpose())
                .put("sender_name", envelope.senderName())
                .put("sender_id", envelope.senderId())
                .put("receiver_name", envelope.receiverName())
                .put("receiver_id", envelope.receiverId())
                .put("reply_to", envelope.replyTo())
                .put("reply_to_msg_id", envelope.replyToMsgId())
                .put("broker_url", envelope.brokerUrl())
                .set("metadata", Notation.of(envelope.metadata()));
        envelope.unknownFields().forEach((name, value) -> fields.set(name, Notation.of(value)));
        ArrayNode payloads = json.putArray("payloads");
        envelope.payloads().forEach(payload -> payloads.add(of(payload)));
        return json;
    }

    private static ObjectNode of(Payload payload) {
        ObjectNode json = NOTHING.objectNode();
        Content content = payload.content().orElseThrow();
        json.put("id", payload.id())
                .put("dataname", payload.dataname())
                .put("payload_type", payload.type().wireName())
                .put("transport", payload.transport().wireName())
                .put("size", payload.size())
                .put("sha256", Digests.sha256(content.toByteArray()))
                .set("metadata", Notation.of(payload.metadata()));
        if (payload.value() instanceof ArrowTable table) {
            json.put("rows", table.rowCount()).set("columns", columns(table));
        } else {
            Object value = payload.value() instanceof StreamCache ? payload.as(byte[].class) : payload.value();
            json.set("value", Notation.of(value));
        }
        return json;
    }

    private static ArrayNode columns(ArrowTable table) {
        List<Map<String, Object>> rows = table.rows();
        ArrayNode columns = NOTHING.arrayNode();
        for (Field field : table.schema().getFields()) {
            String type = ColumnType.of(field);
            ObjectNode column = columns.addObject().put("name", field.getName()).put("type", type);
            ArrayNode values = column.putArray("values");
            for (Map<String, Object> row : rows) {
                Object value = row.get(field.getName());
                values.add(type.startsWith("map<") ? map(value) : Notation.of(value));
            }
        }
        return columns;
    }

    /** A map by texts is a Java map, and any other the list of its entries. */
    private static JsonNode map(Object value) {
        if (value == null) {
            return NOTHING.nullNode();
        }
        ArrayNode pairs = NOTHING.arrayNode();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, item) -> pairs.addArray().add(Notation.of(key)).add(Notation.of(item)));
        } else {
            for (Object entry : (List<?>) value) {
                ArrayNode pair = pairs.addArray();
                ((Map<?, ?>) entry).values().forEach(part -> pair.add(Notation.of(part)));
            }
        }
        return NOTHING.objectNode().set("$map", pairs);
    }

    /** Where what was read is not what is expected. */
    static ObjectNode differences(JsonNode expected, JsonNode read) {
        ObjectNode differences = NOTHING.objectNode();
        compare("envelope", expected.path("envelope"), read.path("envelope"), differences);
        if (!expected.has("payloads")) {
            return differences;
        }
        int count = expected.path("payloads").size();
        if (count != read.path("payloads").size()) {
            differences.put("payloads", read.path("payloads").size() + ", not " + count);
            return differences;
        }
        for (int i = 0; i < count; i++) {
            JsonNode payload = expected.path("payloads").path(i);
            compare("payloads[" + i + "]", payload, read.path("payloads").path(i), differences);
        }
        return differences;
    }

    private static void compare(String where, JsonNode expected, JsonNode read, ObjectNode differences) {
        for (Map.Entry<String, JsonNode> field : expected.properties()) {
            JsonNode value = read.path(field.getKey());
            boolean same = field.getKey().equals("columns")
                    ? sameColumns(field.getValue(), value)
                    : Comparison.same(field.getValue(), value);
            if (!same) {
                differences.set(
                        where + "." + field.getKey(), value.isMissingNode() ? NOTHING.textNode("missing") : value);
            }
        }
    }

    private static boolean sameColumns(JsonNode expected, JsonNode read) {
        boolean same = expected.size() == read.size();
        for (int i = 0; same && i < expected.size(); i++) {
            for (Map.Entry<String, JsonNode> field : expected.path(i).properties()) {
                same &= Comparison.same(field.getValue(), read.path(i).path(field.getKey()));
            }
        }
        return same;
    }
}
