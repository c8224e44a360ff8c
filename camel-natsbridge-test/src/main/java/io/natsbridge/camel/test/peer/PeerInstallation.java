/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.peer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A peer's folder on disk: its sources, copied out of the jar, and the packages they need, installed once for each
 * state of the manifest. Several threads and JVMs may install at the same time; one does it.
 *
 * @param name of the peer, and of its folder beside this class
 * @param home the folder to install into
 * @param sources files of the peer's folder
 * @param manifest those of the files that say which packages are needed
 * @param commands that install them, run in the folder
 */
record PeerInstallation(
        String name, Path home, List<String> sources, List<String> manifest, List<List<String>> commands) {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Lock IN_THIS_JVM = new ReentrantLock();
    private static final String STAMP = ".installed";

    /** Returns where a peer is installed: {@code natsbridge.peers.dir}, else {@code target/peers}, and its name. */
    static Path homeOf(String name) {
        return Path.of(System.getProperty("natsbridge.peers.dir", "target/peers"))
                .resolve(name)
                .toAbsolutePath();
    }

    /** Returns the commands that make a Python virtual environment {@code venv} of {@code requirements.txt}. */
    static List<List<String>> virtualEnvironment() {
        return List.of(
                List.of("python3", "-m", "venv", "--clear", "venv"),
                List.of("venv/bin/python", "-m", "pip", "install", "--no-input", "-r", "requirements.txt"));
    }

    /**
     * Makes sure that all is there.
     *
     * @throws PeerException if a package cannot be installed
     */
    void install() {
        IN_THIS_JVM.lock();
        try {
            Files.createDirectories(home);
            try (FileChannel channel = FileChannel.open(
                            home.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                installHolding(lock);
            }
        } catch (IOException e) {
            throw new PeerException("install", "Could not install peer " + name + " into " + home + ": " + e, e);
        } finally {
            IN_THIS_JVM.unlock();
        }
    }

    private void installHolding(FileLock lock) throws IOException {
        if (!lock.isValid()) {
            throw new IOException("the lock on " + home + " was lost");
        }
        for (String source : sources) {
            copy(source);
        }
        Path stamp = home.resolve(STAMP);
        String wanted = fingerprint();
        if (Files.exists(stamp) && Files.readString(stamp).equals(wanted)) {
            return;
        }
        Files.deleteIfExists(stamp);
        for (List<String> command : commands) {
            run(command);
        }
        Files.writeString(stamp, wanted);
    }

    private void copy(String source) throws IOException {
        byte[] content = read(source);
        Path target = home.resolve(source);
        if (!Files.exists(target) || !Arrays.equals(content, Files.readAllBytes(target))) {
            Path part = home.resolve(source + ".part");
            Files.write(part, content);
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private byte[] read(String source) throws IOException {
        try (InputStream in = PeerInstallation.class.getResourceAsStream(name + "/" + source)) {
            if (in == null) {
                throw new IOException("no resource " + name + "/" + source);
            }
            return in.readAllBytes();
        }
    }

    private String fingerprint() throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(commands.toString().getBytes(StandardCharsets.UTF_8));
            for (String file : manifest) {
                digest.update(read(file));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256", e);
        }
    }

    private void run(List<String> command) throws IOException {
        ProgramRun run = ProgramRun.of(command, home, PATIENCE);
        if (run.exitCode() != 0) {
            throw new PeerException(
                    "install",
                    "Could not install peer " + name + " into " + home + ": '" + String.join(" ", command)
                            + "' ended with code " + run.exitCode() + "; the end of its output:" + run.output());
        }
    }
}
