/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.jbang;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The modules of this build in a Maven repository, as if they were published. */
record StagedModules(Path repository) {

    private static final String VERSION = System.getProperty("natsbridge.version");
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    /** Copies what is built. */
    static StagedModules in(Path repository) throws IOException {
        StagedModules staged = new StagedModules(repository);
        staged.copy(ROOT.resolve("pom.xml"), "camel-natsbridge-parent", ".pom");
        for (String module : List.of("camel-natsbridge", "camel-natsbridge-kamelets")) {
            staged.copy(ROOT.resolve(module).resolve("pom.xml"), module, ".pom");
            staged.copy(ROOT.resolve(module).resolve("target/" + module + "-" + VERSION + ".jar"), module, ".jar");
        }
        return staged;
    }

    /** The coordinates of a module, as {@code --dep} takes them. */
    static String coordinates(String module) {
        return "mvn:io.natsbridge:" + module + ":" + VERSION;
    }

    private void copy(Path file, String module, String ending) throws IOException {
        Path folder = Files.createDirectories(
                repository.resolve("io/natsbridge").resolve(module).resolve(VERSION));
        Files.copy(file, folder.resolve(module + "-" + VERSION + ending), StandardCopyOption.REPLACE_EXISTING);
    }
}
