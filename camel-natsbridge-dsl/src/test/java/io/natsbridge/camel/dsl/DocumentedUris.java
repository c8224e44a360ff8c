/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.dsl;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The endpoints that the documents show, in Java and in YAML. */
final class DocumentedUris {

    private static final Path ROOT =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath().getParent();
    private static final Pattern ENDPOINT = Pattern.compile(
            "(?:from|to|toD|wireTap|enrich)\\((?:[\\w.]+, )?\"(natsbridge:[^\"]+)\"|uri: (natsbridge:\\S+)");

    private DocumentedUris() {}

    static List<String> all() {
        return Stream.of("README.md", "src/docs", "camel-natsbridge/src/main/docs")
                .map(ROOT::resolve)
                .flatMap(DocumentedUris::files)
                .flatMap(file -> ENDPOINT.matcher(text(file)).results())
                .map(DocumentedUris::uri)
                .distinct()
                .toList();
    }

    private static String uri(MatchResult match) {
        return match.group(1) != null ? match.group(1) : match.group(2);
    }

    private static Stream<Path> files(Path start) {
        try (Stream<Path> files = Files.walk(start)) {
            return files
                    .filter(file ->
                            file.toString().endsWith(".md") || file.toString().endsWith(".adoc"))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
