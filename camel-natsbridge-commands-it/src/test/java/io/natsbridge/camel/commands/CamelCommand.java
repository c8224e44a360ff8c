/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.commands;

import io.natsbridge.camel.test.maven.StagedModules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@code camel} in a JVM, a home and a local repository of its own, so that it finds only what it is told to fetch. */
final class CamelCommand implements AutoCloseable {

    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static final Path LOCAL_REPOSITORY = TARGET.resolve("jbang/repository");

    private final Path output;
    private final Process process;

    private CamelCommand(Path output, Process process) {
        this.output = output;
        this.process = process;
    }

    /** Runs it in a folder, with what is to be added to the environment. */
    static CamelCommand run(Path folder, Map<String, String> variables, String... arguments) throws IOException {
        StagedModules staged = StagedModules.in(
                TARGET.resolve("jbang/staged"), List.of("camel-natsbridge", "camel-natsbridge-kamelets"));
        StagedModules.forget(LOCAL_REPOSITORY);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-Duser.home=" + home(),
                "-Dmaven.repo.local=" + LOCAL_REPOSITORY,
                "-cp",
                System.getProperty("java.class.path"),
                CamelRun.class.getName(),
                "run"));
        command.addAll(List.of(arguments));
        command.add("--logging-color=false");
        command.add("--repos=" + staged.repository().toUri() + ","
                + Path.of(System.getProperty("natsbridge.local.repository")).toUri());
        Path output = folder.resolve("camel.log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(variables);
        return new CamelCommand(output, builder.start());
    }

    /** What it printed up to now. */
    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isRunning() {
        return process.isAlive();
    }

    /** Only the settings of Maven are the user's. */
    private static Path home() throws IOException {
        Path home = TARGET.resolve("jbang/home");
        Path settings = home.resolve(".m2/settings.xml");
        Path own = Path.of(System.getProperty("user.home"), ".m2/settings.xml");
        Files.createDirectories(settings.getParent());
        if (Files.exists(own) && Files.notExists(settings)) {
            Files.createSymbolicLink(settings, own);
        }
        return home;
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
