/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.tooling.model.ComponentModel.ComponentOptionModel;
import org.apache.camel.util.StringHelper;
import org.apache.camel.util.json.JsonArray;
import org.apache.camel.util.json.JsonObject;
import org.apache.camel.util.json.Jsoner;
import org.junit.jupiter.api.Test;

/** What an editor completes in an application's properties is made from the component's own metadata. */
class PropertyMetadataTest {

    private static final String UPDATE = "natsbridge.docs.update";
    private static final Path FILE = Path.of(System.getProperty("basedir", ""))
            .resolve("src/generated/resources/META-INF/spring-configuration-metadata.json");

    @Test
    void itTellsEveryOption() throws IOException {
        String text = Jsoner.prettyPrint(metadata().toJson(), 2) + "\n";
        if (Boolean.getBoolean(UPDATE)) {
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, text);
        }
        assertThat(FILE).as("make it anew with -D%s=true", UPDATE).content().isEqualTo(text);
    }

    private static JsonObject metadata() {
        JsonArray properties = new JsonArray();
        JsonArray hints = new JsonArray();
        properties.add(property("enabled", Boolean.class, "Whether these properties configure the component.", true));
        properties.add(property(
                "customizer.enabled", Boolean.class, "Whether the component is changed before its first use.", true));
        for (ComponentOptionModel option : ComponentCatalog.options()) {
            String name = StringHelper.camelCaseToDash(option.getName());
            properties.add(property(name, type(option), option.getDescription(), option.getDefaultValue()));
            if (option.getEnums() != null) {
                hints.add(hint(name, option));
            }
        }
        JsonObject metadata = new JsonObject();
        metadata.put("groups", new JsonArray());
        metadata.put("properties", properties);
        metadata.put("hints", hints);
        return metadata;
    }

    private static JsonObject property(String name, Class<?> type, String description, Object standard) {
        JsonObject property = new JsonObject();
        property.put("name", NatsBridgeComponentProperties.PREFIX + "." + name);
        property.put("type", type.getName());
        property.put("description", description);
        property.put("sourceType", NatsBridgeComponentAutoConfiguration.class.getName());
        if (standard != null) {
            property.put("defaultValue", standard);
        }
        return property;
    }

    private static JsonObject hint(String name, ComponentOptionModel option) {
        JsonArray values = new JsonArray();
        for (String text : option.getEnums()) {
            JsonObject value = new JsonObject();
            value.put("value", text);
            values.add(value);
        }
        JsonObject hint = new JsonObject();
        hint.put("name", NatsBridgeComponentProperties.PREFIX + "." + name);
        hint.put("values", values);
        return hint;
    }

    /** Durations and sizes are text, as they may have a unit; beans are text, as they are named. */
    private static Class<?> type(ComponentOptionModel option) {
        return switch (option.getType()) {
            case "boolean" -> Boolean.class;
            case "integer" -> option.getJavaType().equals("int") ? Integer.class : String.class;
            default -> String.class;
        };
    }
}
