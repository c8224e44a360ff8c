/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What stands between {@code tag::name[]} and {@code end::name[]} comments in the files of a folder, without its indentation. */
final class Snippets {

    private static final Pattern TAGGED =
            Pattern.compile("(?ms)^ *(?://|#|<!--) tag::([\\w-]+)\\[][^\\n]*\\n(.*?)^ *(?://|#|<!--) end::\\1\\[]");

    private Snippets() {}

    /** Snippets by name, in files whose name ends so. */
    static Map<String, String> in(Path folder, String ending) {
        Map<String, String> snippets = new LinkedHashMap<>();
        for (Path file : files(folder, ending)) {
            Matcher matcher = TAGGED.matcher(read(file));
            while (matcher.find()) {
                snippets.put(matcher.group(1), matcher.group(2).stripTrailing().stripIndent());
            }
        }
        return snippets;
    }

    static List<Path> files(Path folder, String ending) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
