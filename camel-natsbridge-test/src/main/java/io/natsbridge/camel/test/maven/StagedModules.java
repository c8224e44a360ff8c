/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Modules of this build in a Maven repository, as if they were published.
 *
 * @param repository its folder
 */
public record StagedModules(Path repository) {

    private static final String GROUP = "io.natsbridge";
    private static final String VERSION = System.getProperty("natsbridge.version");
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    /**
     * Copies what is built; the tests' module is a folder beside those that it stages.
     *
     * @throws IOException if a module is not built
     */
    public static StagedModules in(Path repository, List<String> modules) throws IOException {
        StagedModules staged = new StagedModules(repository);
        staged.copy(ROOT.resolve("pom.xml"), "camel-natsbridge-parent", ".pom");
        for (String module : modules) {
            staged.copy(ROOT.resolve(module).resolve("pom.xml"), module, ".pom");
            staged.copy(ROOT.resolve(module).resolve("target/" + module + "-" + VERSION + ".jar"), module, ".jar");
        }
        return staged;
    }

    private void copy(Path file, String module, String ending) throws IOException {
        Path folder = Files.createDirectories(
                repository.resolve(GROUP.replace('.', '/')).resolve(module).resolve(VERSION));
        Files.copy(file, folder.resolve(module + "-" + VERSION + ending), StandardCopyOption.REPLACE_EXISTING);
    }

    /** Makes a local repository forget what it fetched of this group in an earlier build. */
    public static void forget(Path localRepository) throws IOException {
        Path folder = localRepository.resolve(GROUP.replace('.', '/'));
        if (Files.notExists(folder)) {
            return;
        }
        try (var paths = Files.walk(folder)) {
            for (Path path : paths.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(path);
            }
        }
    }
}
