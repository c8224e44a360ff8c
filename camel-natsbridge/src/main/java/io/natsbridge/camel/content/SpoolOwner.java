/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.content;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whose the spool files of a directory are, and whether that process still lives. As long as a process has files in a directory it holds a lock on a file of its own there; the
 * system takes the lock away from a process that ended, however it ended. That holds between containers too, where numbers of processes mean nothing.
 *
 * <p>A lock file's name is used once. A process never opens its own lock file a second time, not even for a copy of this class that another class loader made: on POSIX systems,
 * closing it would end the lock.
 */
final class SpoolOwner {

    /** What an owner's name looks like. */
    static final String PATTERN = "[0-9a-f]{16}-[0-9a-f]{16}";

    private static final Logger LOG = LoggerFactory.getLogger(SpoolOwner.class);
    private static final int TRIES = 5;

    /** The same for all class loaders of this process. */
    private static final String PROCESS = System.getProperties()
            .computeIfAbsent("io.natsbridge.camel.spool.process", key -> random())
            .toString();

    private static final Map<Path, SpoolOwner> BY_DIRECTORY = new HashMap<>();

    private final Path directory;
    private final String name = PROCESS + "-" + random();
    private FileChannel channel;
    private final Set<Path> files = new HashSet<>();

    private SpoolOwner(Path directory) {
        this.directory = directory;
    }

    private static String random() {
        return UUID.randomUUID().toString().replace("-", "").substring(0, 16);
    }

    private static Path lockOf(Path directory, String owner) {
        return directory.resolve("natsbridge-" + owner + ".lock");
    }

    /**
     * Makes a file in a directory, once others can see that its owner lives.
     *
     * @param file the file's name, by that of its owner
     * @throws IOException when the file or the lock file cannot be made
     */
    static synchronized Path create(Path directory, UnaryOperator<String> file) throws IOException {
        Path key = directory.toAbsolutePath();
        SpoolOwner owner = BY_DIRECTORY.containsKey(key) ? BY_DIRECTORY.get(key) : new SpoolOwner(key);
        if (owner.channel == null || Files.notExists(lockOf(key, owner.name))) {
            owner.lock();
            BY_DIRECTORY.put(key, owner);
        }
        Path made = directory.resolve(file.apply(owner.name));
        owner.files.add(made);
        try {
            return Files.createFile(made, Spool.ownerOnly());
        } catch (IOException e) {
            owner.forget(made);
            throw e;
        }
    }

    /** Deletes a file that was made here, and with the last one the lock file. */
    static synchronized void delete(Path file) throws IOException {
        SpoolOwner owner = BY_DIRECTORY.get(file.toAbsolutePath().getParent());
        Files.deleteIfExists(file);
        if (owner != null) {
            owner.forget(file);
        }
    }

    /** Bytes that the files have which were made here and are not deleted yet. */
    static long bytes() {
        return files().stream().mapToLong(file -> file.toFile().length()).sum();
    }

    private static synchronized List<Path> files() {
        return BY_DIRECTORY.values().stream()
                .flatMap(owner -> owner.files.stream())
                .toList();
    }

    private void forget(Path file) throws IOException {
        if (files.remove(file) && files.isEmpty()) {
            BY_DIRECTORY.remove(directory);
            Files.deleteIfExists(lockOf(directory, name));
            channel.close();
        }
    }

    private void lock() throws IOException {
        Path lock = lockOf(directory, name);
        for (int tries = 0; tries < TRIES; tries++) {
            FileChannel opened = FileChannel.open(
                    lock, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), Spool.ownerOnly());
            if (isLocked(opened, lock) && Files.exists(lock)) {
                if (channel != null) {
                    channel.close();
                }
                channel = opened;
                return;
            }
            opened.close();
        }
        throw new IOException("cannot keep the lock file " + lock + ": somebody removed it " + TRIES + " times");
    }

    /** Whether the lock is this process's now, or nobody can have one, so that nobody takes the files for abandoned. */
    private static boolean isLocked(FileChannel channel, Path lock) {
        try {
            return channel.tryLock() != null;
        } catch (IOException e) {
            LOG.warn(
                    "{} cannot be locked ({}): what a crashed process leaves there is not removed", lock, e.toString());
            return true;
        }
    }

    /**
     * Does something if an owner is known to live no more, and removes its lock file.
     *
     * @param tidyUp runs while no other process can do the same
     */
    static void ifGone(Path directory, String owner, Runnable tidyUp) {
        if (owner.startsWith(PROCESS)) {
            return;
        }
        Path lock = lockOf(directory, owner);
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
            if (channel.tryLock() != null) {
                tidyUp.run();
                Files.deleteIfExists(lock);
            }
        } catch (NoSuchFileException e) {
            LOG.debug("{} is gone, and so is its owner", lock);
            tidyUp.run();
        } catch (IOException | OverlappingFileLockException e) {
            LOG.debug("Nobody knows whether the owner of {} lives", lock, e);
        }
    }
}
