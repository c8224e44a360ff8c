/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.springboot;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.spring.boot.util.CamelPropertiesHelper;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/** An application's properties for the component: options by their names in the catalog, in any of the spellings that Spring Boot allows, values as text, which Camel converts as it does in a URI. */
final class NatsBridgeComponentProperties {

    static final String SCHEME = "natsbridge";
    static final String PREFIX = "camel.component." + SCHEME;

    private final Map<String, String> options;

    private NatsBridgeComponentProperties(Map<String, String> options) {
        this.options = options;
    }

    static NatsBridgeComponentProperties of(Environment environment) {
        Map<String, String> options = new TreeMap<>();
        Binder.get(environment)
                .bind(PREFIX, Bindable.mapOf(String.class, String.class))
                .ifBound(options::putAll);
        options.remove("enabled");
        options.remove("customizer.enabled");
        return new NatsBridgeComponentProperties(options);
    }

    /** @throws IllegalArgumentException when the component lacks an option; values are not told */
    void setOn(Component component, CamelContext camel) {
        Set<String> unknown = new TreeSet<>();
        options.forEach((name, value) -> {
            if (!isSet(component, camel, name, value)) {
                unknown.add(PREFIX + "." + name);
            }
        });
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("Cannot configure the component " + SCHEME + " by " + unknown
                    + ": it has no such option; correct the name or remove the property");
        }
    }

    /** Camel takes what it has set out of the map. */
    private static boolean isSet(Component component, CamelContext camel, String name, String value) {
        Map<String, Object> option = new HashMap<>();
        option.put(name.replaceAll("[-_]", ""), value);
        CamelPropertiesHelper.copyProperties(camel, option, component);
        return option.isEmpty();
    }
}
