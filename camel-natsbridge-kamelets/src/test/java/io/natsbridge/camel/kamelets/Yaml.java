/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.kamelets;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Files in YAML, and the schemas that they obey. */
final class Yaml {

    static final ObjectMapper MAPPER = new ObjectMapper(new YAMLFactory());
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectMapper STRICT = new ObjectMapper(new YAMLFactory())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .setAnnotationIntrospector(new NothingElse());
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(VersionFlag.V4);

    private Yaml() {}

    /** Files in a folder whose names end so. */
    static List<Path> files(Path folder, String ending) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode read(Path file) {
        try {
            return MAPPER.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode resource(String name) {
        try (InputStream resource = Yaml.class.getClassLoader().getResourceAsStream(name)) {
            return (name.endsWith(".json") ? JSON : MAPPER).readTree(resource);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first object of an array whose field has this text. */
    static JsonNode first(JsonNode array, String field, String text) {
        for (JsonNode element : array) {
            if (element.path(field).asText().equals(text)) {
                return element;
            }
        }
        throw new IllegalArgumentException("No " + field + " '" + text + "' in " + array);
    }

    /** Reads a Kubernetes object; a field that its type does not have fails. */
    static <T> T strictly(JsonNode node, Class<T> type) {
        try {
            return STRICT.treeToValue(node, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is wrong with routes by the schema of Camel's YAML DSL. */
    static List<String> wrongInRoutes(JsonNode routes) {
        return Routes.SCHEMA.validate(routes).stream().map(Object::toString).toList();
    }

    static List<String> wrong(JsonNode schema, JsonNode node) {
        return SCHEMAS.getSchema(schema).validate(node).stream()
                .map(Object::toString)
                .toList();
    }

    /** The schema of the YAML DSL is large: read once, and only where it is needed. */
    private static final class Routes {
        static final JsonSchema SCHEMA = SCHEMAS.getSchema(resource("schema/camelYamlDsl.json"));
    }

    /** Takes the types' bags for unknown fields away. */
    private static final class NothingElse extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1L;

        @Override
        public Boolean hasAnySetter(Annotated annotated) {
            return false;
        }
    }
}
