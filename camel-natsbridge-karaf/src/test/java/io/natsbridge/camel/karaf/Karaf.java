/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.karaf;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A Karaf that the build has unpacked, run without a terminal. Settings and data are in a folder of its own, made anew at each start; it knows no
 * repositories but the two that it is started with.
 */
final class Karaf implements AutoCloseable {

    private static final int START_SECONDS = 120;

    private final Path home;
    private final Path work;
    private final Map<String, String> variables;
    private Process process;

    Karaf(Path home, Path work, Map<String, String> variables) {
        this.home = home;
        this.work = work;
        this.variables = variables;
    }

    /**
     * Starts it; {@link #run} waits until it answers.
     *
     * @param local repository, as of somebody who builds here
     * @param repository that the build has filled
     */
    void start(Path local, Path repository) throws IOException {
        delete(work);
        copy(home.resolve("etc"), etc());
        Files.createDirectories(work.resolve("data"));
        configure(local, repository);
        process = builder("karaf", "server")
                .redirectErrorStream(true)
                .redirectOutput(work.resolve("karaf.out").toFile())
                .start();
    }

    /** Runs commands in Karaf's shell and hands out what they print; the last one has ended then. */
    String run(String... commands) throws IOException, InterruptedException {
        Path output = work.resolve("client.out");
        Process client = builder("client", "-u", "karaf", "-p", "karaf", "-r", "" + START_SECONDS, "-d", "1", "-b")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try (var input = client.outputWriter(UTF_8)) {
            input.write(String.join("\n", commands) + "\n");
        }
        if (!client.waitFor(2 * START_SECONDS, TimeUnit.SECONDS)) {
            client.destroyForcibly();
            throw new IllegalStateException("Karaf's shell did not end within " + 2 * START_SECONDS + " s; it printed: "
                    + Files.readString(output));
        }
        return Files.readString(output);
    }

    /** Asks it to stop, and waits until it has. */
    int stop() throws IOException, InterruptedException {
        builder("stop")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("Karaf did not stop within 60 s; its log: " + log());
        }
        return process.exitValue();
    }

    String log() throws IOException {
        Path log = work.resolve("data/log/karaf.log");
        return Files.exists(log) ? Files.readString(log) : Files.readString(work.resolve("karaf.out"));
    }

    /** Ends what {@link #stop} did not. */
    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    private Path etc() {
        return work.resolve("etc");
    }

    private ProcessBuilder builder(String program, String... arguments) {
        ProcessBuilder builder = new ProcessBuilder(
                Stream.concat(Stream.of(home.resolve("bin").resolve(program).toString()), Stream.of(arguments))
                        .toList());
        Map<String, String> environment = builder.environment();
        environment.putAll(variables);
        environment.putAll(Map.of(
                "JAVA_HOME", System.getProperty("java.home"),
                "KARAF_HOME", home.toString(),
                "KARAF_DATA", work.resolve("data").toString(),
                "KARAF_ETC", etc().toString(),
                "KARAF_EXEC", "exec",
                "CHECK_ROOT_INSTANCE_RUNNING", "false"));
        return builder;
    }

    private void configure(Path local, Path repository) throws IOException {
        set("users.properties", "#karaf = ", "karaf = ");
        set("users.properties", "#_g_", "_g_");
        set("org.apache.karaf.shell.cfg", "sshPort = 8101", "sshPort = " + freePort());
        set("org.apache.karaf.shell.cfg", "sshHost = 0.0.0.0", "sshHost = 127.0.0.1");
        set("org.apache.karaf.management.cfg", "rmiRegistryPort = 1099", "rmiRegistryPort = " + freePort());
        set("org.apache.karaf.management.cfg", "rmiServerPort = 44444", "rmiServerPort = " + freePort());
        Files.write(
                etc().resolve("org.ops4j.pax.url.mvn.cfg"),
                List.of(
                        "org.ops4j.pax.url.mvn.localRepository = " + local,
                        "org.ops4j.pax.url.mvn.defaultRepositories = ${karaf.home.uri}${karaf.default.repository}"
                                + "@id=system.repository@snapshots, " + repository.toUri() + "@id=build@snapshots",
                        "org.ops4j.pax.url.mvn.repositories = ",
                        "org.ops4j.pax.url.mvn.useFallbackRepositories = false"));
    }

    private void set(String file, String from, String to) throws IOException {
        Path path = etc().resolve(file);
        String text = Files.readString(path);
        if (!text.contains(from)) {
            throw new IllegalStateException("Could not configure " + path + ": there is no '" + from + "' in it");
        }
        Files.writeString(path, text.replace(from, to));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
