/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import java.util.Locale;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.GeneratedPropertyConfigurer;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.camel.spi.PropertyConfigurerGetter;

/**
 * Reads the text of numbers, flags and choices strictly before the generated configurer binds it: Camel alone would take {@code abc} for 0, and {@code 5x} as well. Numbers of bytes may have units;
 * other long numbers are durations.
 *
 * @param generated what the component's build generated
 */
record StrictConfigurer(GeneratedPropertyConfigurer generated)
        implements GeneratedPropertyConfigurer, PropertyConfigurerGetter {

    private static final Set<String> BYTES = Set.of("sizethreshold", "maxdownloadbytes", "spoolthreshold");

    static PropertyConfigurer around(PropertyConfigurer configurer) {
        return configurer instanceof GeneratedPropertyConfigurer generated
                ? new StrictConfigurer(generated)
                : configurer;
    }

    @Override
    public boolean configure(CamelContext context, Object target, String name, Object value, boolean ignoreCase) {
        return generated.configure(context, target, name, strict(name, value), ignoreCase);
    }

    private Object strict(String name, Object value) {
        if (!(value instanceof String text) || text.startsWith("#")) {
            return value;
        }
        Class<?> type = getOptionType(name, true);
        if (BYTES.contains(name.toLowerCase(Locale.ROOT).replace("-", ""))) {
            return bytes(name, text, type);
        }
        if (type == int.class) {
            return OptionText.integer(name, text);
        }
        if (type == long.class) {
            return OptionText.duration(name, text);
        }
        if (type == boolean.class && !text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
            throw OptionText.invalid(name, text, "true or false");
        }
        return type != null && type.isEnum() ? OptionText.constant(name, text, type) : value;
    }

    private static Object bytes(String name, String text, Class<?> type) {
        long bytes = OptionText.bytes(name, text);
        if (type != int.class) {
            return bytes;
        }
        if (bytes > Integer.MAX_VALUE) {
            throw OptionText.invalid(name, text, "at most " + Integer.MAX_VALUE + " bytes");
        }
        return (int) bytes;
    }

    private PropertyConfigurerGetter getter() {
        return (PropertyConfigurerGetter) generated;
    }

    @Override
    public Class<?> getOptionType(String name, boolean ignoreCase) {
        return getter().getOptionType(name, ignoreCase);
    }

    @Override
    public Object getOptionValue(Object target, String name, boolean ignoreCase) {
        return getter().getOptionValue(target, name, ignoreCase);
    }

    @Override
    public Object getCollectionValueType(Object target, String name, boolean ignoreCase) {
        return getter().getCollectionValueType(target, name, ignoreCase);
    }

    @Override
    public String[] getAutowiredNames() {
        return getter().getAutowiredNames();
    }
}
