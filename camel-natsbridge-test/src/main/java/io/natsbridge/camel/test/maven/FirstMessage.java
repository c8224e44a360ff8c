/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the README says about a first message: what to type for a runtime, which route that is, and what it logs. */
public final class FirstMessage {

    private static final Path README = Path.of("..", "README.md");

    private FirstMessage() {}

    /** The commands of a runtime's row, in their order. */
    public static List<String> commands(String runtime) throws IOException {
        return Pattern.compile("`([^`]+)`")
                .matcher(only("(?m)^\\| \\[" + runtime + "]\\(.*\\) \\| (.+) \\|$"))
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    /** The line that is logged. */
    public static String log() throws IOException {
        return only("it logs `(.+)`:");
    }

    /** The text of {@code first.camel.yaml}. */
    public static String route() throws IOException {
        return only("(?s)`first.camel.yaml`.*?```yaml\n(.*?)```");
    }

    private static String only(String pattern) throws IOException {
        Matcher matcher = Pattern.compile(pattern).matcher(Files.readString(README));
        if (!matcher.find()) {
            throw new IllegalStateException("There is no " + pattern + " in " + README);
        }
        return matcher.group(1);
    }
}
