/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.docs;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.natsbridge.camel.dataformat.NatsBridgeDataFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.camel.model.dataformat.CustomDataFormat;

/** The data format as Camel's catalog describes one; Camel's own plugin does so for its own data formats alone. */
record DataFormatPage(JsonNode component) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** @param file the metadata of the component */
    static DataFormatPage of(Path file) {
        try {
            return new DataFormatPage(JSON.readTree(file.toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The options: what there is a setter for. */
    static List<String> options() {
        return Arrays.stream(NatsBridgeDataFormat.class.getMethods())
                .map(Method::getName)
                .filter(name -> name.startsWith("set") && !name.equals("setCamelContext"))
                .map(name -> name.substring(3, 4).toLowerCase(Locale.ROOT) + name.substring(4))
                .sorted()
                .toList();
    }

    /** The catalog's JSON. */
    String json() {
        ObjectNode page = JSON.createObjectNode();
        page.set("dataformat", head());
        ObjectNode properties = page.putObject("properties");
        int index = 0;
        for (String option : options()) {
            properties.set(option, property(option, index++));
        }
        try {
            DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
            printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
            return JSON.writer(printer).writeValueAsString(page) + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ObjectNode head() {
        JsonNode told = component.get("component");
        ObjectNode head = JSON.createObjectNode()
                .put("kind", "dataformat")
                .put("name", "natsbridge")
                .put("title", "NATS Bridge")
                .put("description", "Marshal bodies to the envelopes of NATSBridge and unmarshal them.")
                .put("deprecated", false)
                .put("label", "dataformat,transformation")
                .put("javaType", NatsBridgeDataFormat.class.getName());
        for (String same : List.of("firstVersion", "supportLevel", "groupId", "artifactId", "version")) {
            head.set(same, told.get(same));
        }
        return head.put("modelName", "custom").put("modelJavaType", CustomDataFormat.class.getName());
    }

    private ObjectNode property(String option, int index) {
        ObjectNode property = JSON.createObjectNode().put("index", index).put("kind", "attribute");
        JsonNode told = component.get("properties").get(option);
        for (String same : List.of(
                "displayName",
                "label",
                "required",
                "type",
                "javaType",
                "enum",
                "deprecated",
                "autowired",
                "secret",
                "defaultValue",
                "description")) {
            if (told.has(same)) {
                property.set(same, told.get(same));
            }
        }
        return property.put("required", false);
    }
}
