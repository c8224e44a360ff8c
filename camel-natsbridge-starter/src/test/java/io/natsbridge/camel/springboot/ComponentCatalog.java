/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.springboot;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.camel.tooling.model.ComponentModel;
import org.apache.camel.tooling.model.ComponentModel.ComponentOptionModel;
import org.apache.camel.tooling.model.JsonMapper;

/** What the component's jar says about its options. */
final class ComponentCatalog {

    private static final String JSON = "META-INF/io/natsbridge/camel/natsbridge.json";

    private ComponentCatalog() {}

    /** The options that a property sets one by one. */
    static List<ComponentOptionModel> options() {
        try (InputStream json = ComponentCatalog.class.getClassLoader().getResourceAsStream(JSON)) {
            ComponentModel component =
                    JsonMapper.generateComponentModel(new String(json.readAllBytes(), StandardCharsets.UTF_8));
            return component.getComponentOptions().stream()
                    .filter(option -> !option.getName().equals("configuration"))
                    .map(ComponentOptionModel.class::cast)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
