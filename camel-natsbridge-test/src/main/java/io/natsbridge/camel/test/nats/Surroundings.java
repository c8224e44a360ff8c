/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.nats;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What this machine and this JVM were told: system properties, environment variables, the programs on the PATH.
 *
 * @param properties gives a system property, null if there is none
 * @param variables gives an environment variable, null if there is none
 */
record Surroundings(UnaryOperator<String> properties, UnaryOperator<String> variables) {

    private static final List<String> ENDINGS = List.of("", ".exe");

    static Surroundings ofThisJvm() {
        return new Surroundings(System::getProperty, System::getenv);
    }

    /** Returns the property if it has a value, else the variable if it has one. */
    Optional<String> setting(String property, String variable) {
        return Stream.of(properties.apply(property), variables.apply(variable))
                .filter(value -> value != null && !value.isBlank())
                .map(String::strip)
                .findFirst();
    }

    /** Returns the variable if it has a value. */
    Optional<String> variable(String name) {
        return Optional.ofNullable(variables.apply(name)).filter(value -> !value.isBlank());
    }

    /** Returns the first executable file of this name on the PATH. */
    Optional<Path> program(String name) {
        return variable("PATH").stream()
                .flatMap(path -> Arrays.stream(path.split(File.pathSeparator)))
                .filter(folder -> !folder.isEmpty())
                .flatMap(folder -> ENDINGS.stream().map(ending -> Path.of(folder, name + ending)))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    /** Returns the folder for what can be fetched again. */
    Path cache() {
        return variable("XDG_CACHE_HOME")
                .map(Path::of)
                .filter(Path::isAbsolute)
                .orElseGet(() -> home().resolve(".cache"))
                .resolve("camel-natsbridge");
    }

    Path home() {
        return Path.of(properties.apply("user.home"));
    }
}
