/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.kamelets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.util.StringHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the documents show of Kubernetes has the fields that there are, and names options that there are. */
class KubernetesFilesTest {

    private static final Path FOLDER = Path.of(System.getProperty("basedir", ""))
            .toAbsolutePath()
            .resolve("../camel-natsbridge-examples/src/main/kubernetes");
    private static final Path KAMELETS =
            FOLDER.resolve("../../../../camel-natsbridge-kamelets/src/main/resources/kamelets");
    private static final JsonNode COMPONENT = Yaml.resource("META-INF/io/natsbridge/camel/natsbridge.json");

    @Test
    void theDeploymentHasNoFieldThatThereIsNot() {
        Deployment deployment = Yaml.strictly(Yaml.read(FOLDER.resolve("deployment.yaml")), Deployment.class);
        assertThat(deployment.getSpec().getTemplate().getSpec().getContainers())
                .singleElement()
                .satisfies(container -> assertThat(container.getVolumeMounts()).hasSize(2));
    }

    @Test
    void aMisspeltFieldOfADeploymentIsFound() {
        ObjectNode deployment = Yaml.read(FOLDER.resolve("deployment.yaml")).deepCopy();
        ((ObjectNode) deployment.at("/spec/template/spec")).put("terminationGracePeriod", 60);
        assertThatThrownBy(() -> Yaml.strictly(deployment, Deployment.class))
                .hasMessageContaining("terminationGracePeriod");
    }

    @ParameterizedTest
    @ValueSource(strings = {"integration.yaml", "pipe.yaml"})
    void theFileHasTheFieldsOfCamelK(String file) {
        assertThat(Yaml.wrong(Yaml.resource("camel-k.json"), Yaml.read(FOLDER.resolve(file))))
                .isEmpty();
    }

    @Test
    void theFlowsOfTheIntegrationObeyTheSchemaOfTheYamlDsl() {
        assertThat(Yaml.wrongInRoutes(integration().path("flows"))).isEmpty();
    }

    @Test
    void theIntegrationSetsOptionsThatThereAre() {
        List<String> options = texts(integration().at("/traits/camel/properties")).stream()
                .filter(property -> property.startsWith("camel.component.natsbridge."))
                .map(property -> StringHelper.between(property, "camel.component.natsbridge.", "="))
                .toList();
        assertThat(options).hasSize(4).allSatisfy(option -> assertThat(
                        COMPONENT.path("componentProperties").has(option))
                .as(option)
                .isTrue());
    }

    @Test
    void theIntegrationDependsOnThisVersion() {
        assertThat(texts(integration().path("dependencies")))
                .containsExactly("mvn:io.natsbridge:camel-natsbridge:"
                        + COMPONENT.at("/component/version").asText());
    }

    @ParameterizedTest
    @MethodSource("ends")
    void aPipeSetsPropertiesThatItsKameletHas(JsonNode end) {
        JsonNode definition = Yaml.read(KAMELETS.resolve(end.at("/ref/name").asText() + ".kamelet.yaml"))
                .at("/spec/definition");
        assertThat(end.path("properties").properties())
                .allSatisfy(property -> assertThat(definition.path("properties").has(property.getKey()))
                        .as(property.getKey())
                        .isTrue());
        assertThat(texts(definition.path("required")))
                .allSatisfy(name -> assertThat(end.path("properties").has(name)).isTrue());
    }

    static Stream<JsonNode> ends() {
        JsonNode spec = Yaml.read(FOLDER.resolve("pipe.yaml")).path("spec");
        return Stream.of(spec.path("source"), spec.path("sink"));
    }

    private static JsonNode integration() {
        return Yaml.read(FOLDER.resolve("integration.yaml")).path("spec");
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
