/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.dsl;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.camel.tooling.model.ComponentModel;
import org.apache.camel.tooling.model.JsonMapper;

/** What the component's jar says about itself. */
final class ComponentJson {

    static final String COMPONENT = "META-INF/io/natsbridge/camel/natsbridge.json";
    static final String DATA_FORMAT = "META-INF/io/natsbridge/camel/dataformat/natsbridge.json";
    static final String SERVICES = "META-INF/services/org/apache/camel/";

    private ComponentJson() {}

    static ComponentModel component() {
        return JsonMapper.generateComponentModel(text(COMPONENT));
    }

    /** A resource of the class path. */
    static InputStream open(String name) throws IOException {
        InputStream resource = ComponentJson.class.getClassLoader().getResourceAsStream(name);
        if (resource == null) {
            throw new IOException("Cannot find " + name + " on the class path");
        }
        return resource;
    }

    static String text(String name) {
        try (InputStream resource = open(name)) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
