/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.kamelets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.v1.Kamelet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The Kamelets keep the rules of their custom resource, of the YAML DSL and of the catalog of Kamelets. */
class KameletFilesTest {

    private static final Path FOLDER =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolve("src/main/resources/kamelets");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\??(\\w+)}}");
    private static final Pattern TITLE = Pattern.compile("(?!(The|A|An) )\\p{Lu}\\w*( (\\p{Lu}\\w*|To))*");

    static List<Path> kamelets() {
        return Yaml.files(FOLDER, ".kamelet.yaml");
    }

    @Test
    void thereIsASourceASinkAndAnAction() {
        assertThat(kamelets())
                .extracting(file -> file.getFileName().toString())
                .containsExactly(
                        "natsbridge-claim-check-action.kamelet.yaml",
                        "natsbridge-sink.kamelet.yaml",
                        "natsbridge-source.kamelet.yaml");
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    void itObeysTheSchemaOfItsResource(Path file) {
        JsonNode definition = Yaml.resource("camel.apache.org_kamelets.yaml");
        JsonNode version = Yaml.first(definition.path("spec").path("versions"), "name", "v1");
        assertThat(Yaml.wrong(version.path("schema").path("openAPIV3Schema"), Yaml.read(file)))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    void itHasNoFieldThatItsResourceDoesNotHave(Path file) {
        ObjectNode kamelet = Yaml.read(file).deepCopy();
        ((ObjectNode) kamelet.path("spec")).remove("template"); // free as to the type; see the schema of the YAML DSL
        assertThat(Yaml.strictly(kamelet, Kamelet.class).getMetadata().getName() + ".kamelet.yaml")
                .isEqualTo(file.getFileName().toString());
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    void itsTemplateObeysTheSchemaOfTheYamlDsl(Path file) {
        ObjectNode template = Yaml.read(file).path("spec").path("template").deepCopy();
        template.put("id", "template");
        ArrayNode routes = Yaml.MAPPER.createArrayNode();
        routes.addObject().set("routeTemplate", template);
        assertThat(Yaml.wrongInRoutes(routes)).isEmpty();
    }

    @Test
    void aMisspeltFieldAndAMisspeltStepAreFound() {
        ObjectNode kamelet = Yaml.read(kamelets().get(0)).deepCopy();
        ((ObjectNode) kamelet.path("spec")).remove("template");
        ((ObjectNode) kamelet.at("/spec/definition")).put("titel", "NATS");
        assertThatThrownBy(() -> Yaml.strictly(kamelet, Kamelet.class)).hasMessageContaining("titel");
        ArrayNode routes = Yaml.MAPPER.createArrayNode();
        routes.addObject()
                .putObject("route")
                .putObject("from")
                .put("uri", "direct:x")
                .putArray("stepz");
        assertThat(Yaml.wrongInRoutes(routes)).anyMatch(error -> error.contains("stepz"));
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    void itUsesWhatItDeclaresAndDeclaresWhatItUses(Path file) {
        JsonNode spec = Yaml.read(file).path("spec");
        Set<String> used = PLACEHOLDER
                .matcher(spec.path("template").toString())
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        spec.path("template")
                .path("beans")
                .forEach(bean -> used.remove(bean.path("name").asText()));
        assertThat(used).isEqualTo(names(spec.path("definition").path("properties")));
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    void whatIsNeitherRequiredNorHasADefaultIsOptionalWhereItIsUsed(Path file) {
        JsonNode spec = Yaml.read(file).path("spec");
        JsonNode definition = spec.path("definition");
        String template = spec.path("template").toString();
        definition.path("properties").properties().forEach(property -> {
            boolean given = property.getValue().has("default")
                    || definition.path("required").toString().contains('"' + property.getKey() + '"');
            assertThat(template).contains((given ? "{{" : "{{?") + property.getKey() + "}}");
        });
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    void itsTitlesAndDescriptionsKeepTheCatalogsRules(Path file) {
        JsonNode kamelet = Yaml.read(file);
        JsonNode definition = kamelet.path("spec").path("definition");
        String type = kamelet.at("/metadata/labels")
                .path("camel.apache.org/kamelet.type")
                .asText();
        assertThat(kamelet.at("/metadata/name").asText()).endsWith("-" + type);
        assertThat(definition.path("title").asText().toLowerCase(Locale.ROOT)).endsWith(" " + type);
        assertThat(definition.path("type").asText()).isEqualTo("object");
        List<JsonNode> properties = new ArrayList<>();
        definition.path("properties").forEach(properties::add);
        assertThat(properties).allSatisfy(property -> {
            assertThat(property.path("title").asText()).matches(TITLE);
            assertThat(property.path("description").asText()).matches("\\p{Lu}.*\\.");
            assertThat(property.path("type").asText()).isIn("string", "integer", "boolean");
        });
        assertThat(properties)
                .extracting(property -> property.path("title").asText())
                .doesNotHaveDuplicates();
        assertThat(properties)
                .extracting(property -> property.path("description").asText())
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    void whatIsSecretIsDeclaredAsACredential(Path file) {
        Yaml.read(file)
                .path("spec")
                .path("definition")
                .path("properties")
                .properties()
                .forEach(property -> {
                    boolean credential = property.getValue()
                            .path("x-descriptors")
                            .toString()
                            .contains("urn:camel:group:credentials");
                    boolean secret = property.getKey().toLowerCase(Locale.ROOT).matches(".*(password|token)");
                    assertThat(property.getValue().path("format").asText().equals("password"))
                            .as(property.getKey())
                            .isEqualTo(secret);
                    assertThat(credential)
                            .as(property.getKey())
                            .isEqualTo(secret || property.getKey().equals("username"));
                });
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    void itNamesThisVersionOfTheComponent(Path file) {
        JsonNode kamelet = Yaml.read(file);
        JsonNode component =
                Yaml.resource("META-INF/io/natsbridge/camel/natsbridge.json").path("component");
        String version = component.path("version").asText();
        assertThat(kamelet.at("/metadata/annotations")
                        .path("camel.apache.org/catalog.version")
                        .asText())
                .isEqualTo(version);
        assertThat(texts(kamelet.path("spec").path("dependencies")))
                .contains("camel:kamelet", "mvn:io.natsbridge:camel-natsbridge:" + version);
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    void itHasTheAnnotationsThatToolsShow(Path file) {
        JsonNode annotations = Yaml.read(file).at("/metadata/annotations");
        assertThat(names(annotations))
                .isEqualTo(Stream.of(
                                "catalog.version",
                                "kamelet.group",
                                "kamelet.icon",
                                "kamelet.namespace",
                                "kamelet.support.level",
                                "provider")
                        .map("camel.apache.org/"::concat)
                        .collect(Collectors.toCollection(TreeSet::new)));
        assertThat(annotations.path("camel.apache.org/kamelet.icon").asText()).startsWith("data:image/svg+xml;base64,");
    }

    private static Set<String> names(JsonNode object) {
        TreeSet<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
