/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the build writes about the component: its options and headers. */
record Metadata(Map<String, Entry> componentOptions, Map<String, Entry> endpointOptions, Map<String, Entry> headers) {

    /** One option or header; {@code standard} is its default, empty for none. */
    record Entry(String name, String group, String type, String standard, String constant, String description) {}

    static Metadata read(Path json) {
        try {
            return read(json.toUri().toURL());
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Metadata read(URL json) {
        try {
            JsonNode root = JsonMapper.builder().build().readTree(json);
            return new Metadata(
                    entries(root.path("componentProperties")),
                    entries(root.path("properties")),
                    entries(root.path("headers")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Entry> entries(JsonNode node) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        node.properties().forEach(property -> {
            JsonNode value = property.getValue();
            entries.put(
                    property.getKey(),
                    new Entry(
                            property.getKey(),
                            value.path("group").asText(),
                            type(value),
                            value.path("defaultValue").asText(),
                            value.path("constantName").asText().replaceAll(".*#", ""),
                            value.path("description").asText()));
        });
        return entries;
    }

    private static String type(JsonNode value) {
        if (value.has("enum")) {
            StringBuilder names = new StringBuilder();
            value.path("enum")
                    .forEach(name -> names.append(names.isEmpty() ? "" : ", ").append(name.asText()));
            return names.toString();
        }
        String type = value.path("type").asText(value.path("javaType").asText());
        return type.equals("object") ? value.path("javaType").asText().replaceAll(".*\\.", "") : type;
    }
}
