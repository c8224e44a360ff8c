/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.plik;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/**
 * The fields of a JSON object as the real server reads them: keys match whatever their case, of equal keys the last one counts,
 * {@code null} counts as not given, and a value of the wrong type is refused with 400.
 */
final class JsonFields {

    private static final ObjectReader READER = new ObjectMapper()
            .reader()
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .with(new CaseInsensitiveNodes());

    private final JsonNode object;

    private JsonFields(JsonNode object) {
        this.object = object;
    }

    /**
     * Reads a body.
     *
     * @param json UTF-8, may be empty
     * @return its fields, none for an empty body
     * @throws ApiError 400 if it is no JSON object
     */
    static JsonFields parse(byte[] json) throws ApiError {
        JsonNode root = json.length == 0 ? READER.createObjectNode() : tree(json);
        if (root.isNull()) {
            root = READER.createObjectNode();
        }
        if (!root.isObject()) {
            throw refused("cannot unmarshal " + kind(root) + " into an upload");
        }
        return new JsonFields(root);
    }

    private static JsonNode tree(byte[] json) throws ApiError {
        try {
            JsonNode root = READER.readTree(json);
            if (root.isMissingNode()) {
                throw refused("unexpected end of JSON input");
            }
            return root;
        } catch (JsonProcessingException e) {
            throw refused(e.getOriginalMessage()).because(e);
        } catch (IOException e) {
            throw refused(e.getMessage()).because(e);
        }
    }

    boolean flag(String name) throws ApiError {
        JsonNode value = given(name);
        if (value != null && !value.isBoolean()) {
            throw mismatch(value, name, "bool");
        }
        return value != null && value.booleanValue();
    }

    String text(String name) throws ApiError {
        JsonNode value = given(name);
        if (value != null && !value.isTextual()) {
            throw mismatch(value, name, "string");
        }
        return value == null ? "" : value.textValue();
    }

    /** Gives the objects in a list. */
    List<JsonFields> objects(String name) throws ApiError {
        JsonNode value = given(name);
        List<JsonFields> objects = new ArrayList<>();
        if (value == null) {
            return objects;
        }
        if (!value.isArray()) {
            throw mismatch(value, name, "list");
        }
        for (JsonNode element : value) {
            if (!element.isObject()) {
                throw mismatch(element, name, "object");
            }
            objects.add(new JsonFields(element));
        }
        return objects;
    }

    long integer(String name) throws ApiError {
        JsonNode value = given(name);
        if (value == null) {
            return 0;
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw mismatch(value, name, "int");
        }
        return value.longValue();
    }

    private JsonNode given(String name) {
        JsonNode value = object.get(name);
        return value == null || value.isNull() ? null : value;
    }

    private static ApiError mismatch(JsonNode value, String name, String wanted) {
        return refused("json: cannot unmarshal %s into Go struct field Upload.%s of type %s"
                .formatted(kind(value), name, wanted));
    }

    private static String kind(JsonNode value) {
        return value.getNodeType().name().toLowerCase(Locale.ROOT);
    }

    private static ApiError refused(String why) {
        return new ApiError(400, "unable to deserialize request body : " + why);
    }

    /** Makes objects whose keys are equal whatever their case. */
    private static final class CaseInsensitiveNodes extends JsonNodeFactory {
        @Override
        public ObjectNode objectNode() {
            return new ObjectNode(this, new TreeMap<>(String.CASE_INSENSITIVE_ORDER));
        }
    }
}
