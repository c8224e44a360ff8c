/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.dsl;

import static org.assertj.core.api.Assertions.assertThat;

import io.natsbridge.camel.NatsBridgeComponent;
import io.natsbridge.camel.dataformat.NatsBridgeDataFormat;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.catalog.DefaultCamelCatalog;
import org.apache.camel.catalog.EndpointValidationResult;
import org.apache.camel.tooling.model.BaseOptionModel;
import org.apache.camel.tooling.model.ComponentModel;
import org.apache.camel.tooling.model.DataFormatModel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tools that read Camel's catalog, editors among them, know the component as they know Camel's own. */
class CatalogTest {

    private final CamelCatalog catalog = new DefaultCamelCatalog();

    @BeforeEach
    void addToTheCatalog() {
        catalog.addComponent(
                "natsbridge", NatsBridgeComponent.class.getName(), ComponentJson.text(ComponentJson.COMPONENT));
        catalog.addDataFormat(
                "natsbridge", NatsBridgeDataFormat.class.getName(), ComponentJson.text(ComponentJson.DATA_FORMAT));
    }

    @Test
    void theCatalogHasTheComponentAndTheDataFormat() {
        assertThat(catalog.findComponentNames()).contains("natsbridge");
        assertThat(catalog.findDataFormatNames()).contains("natsbridge");
        assertThat(catalog.componentModel("natsbridge").getJavaType()).isEqualTo(NatsBridgeComponent.class.getName());
    }

    @Test
    void everyDescriptionIsASentence() {
        ComponentModel component = catalog.componentModel("natsbridge");
        DataFormatModel dataFormat = catalog.dataFormatModel("natsbridge");
        List<BaseOptionModel> options = new ArrayList<>(component.getComponentOptions());
        options.addAll(component.getEndpointOptions());
        options.addAll(component.getEndpointHeaders());
        options.addAll(dataFormat.getOptions());
        options.removeIf(option -> option.getName().startsWith("healthCheck")); // Camel's own words
        assertThat(options).hasSizeGreaterThan(150).allSatisfy(option -> assertThat(option.getDescription())
                .as("description of the %s %s", option.getKind(), option.getName())
                .matches("(?s)\\p{Lu}.{10,}[.)]"));
        assertThat(Stream.of(component.getDescription(), dataFormat.getDescription()))
                .allSatisfy(description -> assertThat(description).matches("\\p{Lu}.{10,}\\."));
    }

    @Test
    void everySecretIsMarkedAsOne() {
        assertThat(catalog.componentModel("natsbridge").getEndpointOptions().stream()
                        .filter(BaseOptionModel::isSecret)
                        .map(BaseOptionModel::getName))
                .contains("password", "token", "username", "fileserverPassword", "fileserverToken", "fileserverUser");
    }

    @ParameterizedTest
    @MethodSource("io.natsbridge.camel.dsl.DocumentedUris#all")
    void aUriOfTheDocumentsIsValid(String uri) {
        EndpointValidationResult result = catalog.validateEndpointProperties(uri);
        assertThat(result.isSuccess())
                .as("%s: %s", uri, result.summaryErrorMessage(true))
                .isTrue();
    }

    @Test
    void aMisspeltOptionIsNamed() {
        EndpointValidationResult result = catalog.validateEndpointProperties("natsbridge:orders?sizeThresold=5");
        assertThat(result.getUnknown()).containsExactly("sizeThresold");
    }

    @Test
    void aBadIntegerIsNamed() {
        EndpointValidationResult result =
                catalog.validateEndpointProperties("natsbridge:orders?concurrentConsumers=many");
        assertThat(result.getInvalidInteger()).containsEntry("concurrentConsumers", "many");
    }

    @Test
    void aBadChoiceIsNamedWithWhatThereIs() {
        EndpointValidationResult result = catalog.validateEndpointProperties("natsbridge:orders?bodyMode=table");
        assertThat(result.getInvalidEnum()).containsEntry("bodyMode", "table");
        assertThat(result.getInvalidEnumChoices().get("bodyMode")).contains("auto", "list", "envelope");
    }

    @ParameterizedTest
    @ValueSource(strings = {"linkTtl=2h", "requestTimeout=5s", "sizeThreshold=500000"})
    void durationsAndNumbersAreValid(String option) {
        EndpointValidationResult result = catalog.validateEndpointProperties("natsbridge:orders?" + option);
        assertThat(result.isSuccess()).as(result.summaryErrorMessage(true)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "component.properties, components",
        "dataformat.properties, dataFormats",
        "transformer.properties, transformers"
    })
    void theJarTellsToolsWhatIsInIt(String file, String key) throws IOException {
        Properties properties = new Properties();
        try (InputStream stream = ComponentJson.open(ComponentJson.SERVICES + file)) {
            properties.load(stream);
        }
        ComponentModel component = ComponentJson.component();
        assertThat(properties)
                .containsEntry("groupId", component.getGroupId())
                .containsEntry("artifactId", component.getArtifactId())
                .containsEntry("version", component.getVersion());
        assertThat(properties.getProperty(key)).contains("natsbridge");
    }
}
