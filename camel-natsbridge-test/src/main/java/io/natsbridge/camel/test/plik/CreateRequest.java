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
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the body of {@code POST /upload} asks for. Keys match whatever their case, of equal keys the last one counts, {@code null}
 * counts as not given, unknown keys are ignored; a value of the wrong type is refused.
 */
final class CreateRequest {

    private static final ObjectReader READER =
            new ObjectMapper().reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final Map<String, JsonNode> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    private CreateRequest(JsonNode object) {
        object.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
    }

    /**
     * Reads a body.
     *
     * @param json UTF-8, may be empty
     * @return what was asked for
     * @throws ApiError 400 if it is no JSON object
     */
    static CreateRequest parse(byte[] json) throws ApiError {
        JsonNode root = json.length == 0 ? READER.createObjectNode() : tree(json);
        if (root.isNull()) {
            root = READER.createObjectNode();
        }
        if (!root.isObject()) {
            throw refused("cannot unmarshal " + kind(root) + " into an upload");
        }
        return new CreateRequest(root);
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

    long ttl() throws ApiError {
        return integer("ttl");
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

    List<DeclaredFile> files() throws ApiError {
        JsonNode value = given("files");
        List<DeclaredFile> files = new ArrayList<>();
        if (value == null) {
            return files;
        }
        if (!value.isArray()) {
            throw mismatch(value, "files", "list");
        }
        for (JsonNode element : value) {
            if (!element.isObject()) {
                throw mismatch(element, "files", "file");
            }
            CreateRequest file = new CreateRequest(element);
            files.add(new DeclaredFile(
                    file.text("fileName"), file.integer("fileSize"), file.text("fileType"), file.text("reference")));
        }
        return files;
    }

    private long integer(String name) throws ApiError {
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
        JsonNode value = fields.get(name);
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
}
