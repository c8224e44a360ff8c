/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import java.util.List;
import java.util.Map;

/** Values that come from the environment where no option is set. */
final class Defaults {

    private static final long SIZE_THRESHOLD = 1_000_000;

    private Defaults() {}

    static String servers(String option) {
        return firstOf(option, System.getenv(), "NATS_URL", "nats://localhost:4222");
    }

    static List<String> fileserverUrls(String option) {
        return OptionText.list(firstOf(option, System.getenv(), "FILESERVER_URL", "http://localhost:8080"));
    }

    static long sizeThreshold(Long option) {
        if (option != null) {
            return option;
        }
        String text = System.getenv("SIZE_THRESHOLD");
        return text == null || text.isBlank()
                ? SIZE_THRESHOLD
                : OptionText.bytes("the environment variable SIZE_THRESHOLD", text);
    }

    /** The option, else the environment's value, else the default. */
    static String firstOf(String option, Map<String, String> environment, String name, String otherwise) {
        if (option != null && !option.isBlank()) {
            return option;
        }
        String value = environment.get(name);
        return value != null && !value.isBlank() ? value : otherwise;
    }
}
