/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.maven;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A command line that begins with {@code mvn}, typed in the folder of the whole project. It has a home and a local repository of its own, and
 * asks the modules of this build and the user's local repository before others.
 */
public final class MavenCommand implements AutoCloseable {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final int GRACE_SECONDS = 30;
    private static final String SETTINGS = """
            <settings>
              <profiles>
                <profile>
                  <id>build</id>
                  <repositories>
                    <repository><id>staged</id><url>%1$s</url></repository>
                    <repository><id>user</id><url>%2$s</url></repository>
                  </repositories>
                  <pluginRepositories>
                    <pluginRepository><id>user</id><url>%2$s</url></pluginRepository>
                  </pluginRepositories>
                </profile>
              </profiles>
              <activeProfiles><activeProfile>build</activeProfile></activeProfiles>
            </settings>
            """;

    private final Path output;
    private final Process process;

    private MavenCommand(Path output, Process process) {
        this.output = output;
        this.process = process;
    }

    /**
     * Starts it. The system properties {@code maven.home}, {@code natsbridge.version} and {@code natsbridge.local.repository} are the build's.
     *
     * @param command as it is typed
     * @param work folder for its home, its local repository and what it prints
     * @param modules of this build that it may find
     * @param variables of its environment, beside those of this process
     */
    public static MavenCommand start(String command, Path work, List<String> modules, Map<String, String> variables)
            throws IOException {
        StagedModules staged = StagedModules.in(work.resolve("staged"), modules);
        StagedModules.forget(localRepository(work));
        Path settings = work.resolve("home/.m2/settings.xml");
        Files.createDirectories(settings.getParent());
        Files.writeString(
                settings,
                SETTINGS.formatted(
                        staged.repository().toUri(),
                        Path.of(System.getProperty("natsbridge.local.repository"))
                                .toUri()));
        Path output = work.resolve("mvn.log");
        ProcessBuilder builder = new ProcessBuilder(command.split(" "))
                .directory(ROOT.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        Map<String, String> environment = builder.environment();
        environment.putAll(variables);
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put(
                "MAVEN_OPTS",
                "-Duser.home=" + work.resolve("home").toAbsolutePath() + " -Dmaven.repo.local="
                        + localRepository(work).toAbsolutePath());
        builder.command()
                .set(0, Path.of(System.getProperty("maven.home"), "bin", "mvn").toString());
        return new MavenCommand(output, builder.start());
    }

    /** Where it installs. */
    public static Path localRepository(Path work) {
        return work.resolve("repository");
    }

    /** What it printed up to now. */
    public String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether it has not ended. */
    public boolean isRunning() {
        return process.isAlive();
    }

    /**
     * Waits for its end.
     *
     * @throws IOException if it fails, or takes too long
     */
    public void await(int seconds) throws IOException, InterruptedException {
        if (!process.waitFor(seconds, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException("Maven did not succeed within " + seconds + " s; it printed: " + output());
        }
    }

    /** Ends it and what it has started. */
    @Override
    public void close() {
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroy);
        try {
            if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
                all.forEach(ProcessHandle::destroyForcibly);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            all.forEach(ProcessHandle::destroyForcibly);
        }
    }
}
