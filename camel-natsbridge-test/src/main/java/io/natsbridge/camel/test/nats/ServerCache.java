/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.nats;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one fetched nats-server for all JVMs of a user.
 *
 * @param folder where, made when needed
 * @param version which one
 * @param tools what can fetch it, the first one to be tried first
 */
record ServerCache(Path folder, NatsVersion version, List<FetchTool> tools) {

    private static final Logger LOG = LoggerFactory.getLogger(ServerCache.class);
    private static final Object ONE_OF_THIS_JVM = new Object();

    ServerCache {
        tools = List.copyOf(tools);
    }

    /** Returns the program if it was fetched before. */
    Optional<Path> kept() {
        Path program = folder.resolve(InstalledServer.PROGRAM + "-" + version).resolve(InstalledServer.PROGRAM);
        return Files.isExecutable(program) ? Optional.of(program) : Optional.empty();
    }

    /**
     * Returns the program, and fetches it before if need be. Of several JVMs one fetches, the others wait for it.
     *
     * @throws IOException if no tool could; each tool's failure is suppressed in it
     */
    Path get() throws IOException {
        Optional<Path> program = kept();
        if (program.isPresent()) {
            return program.get();
        }
        Files.createDirectories(folder);
        Path lockFile = folder.resolve(InstalledServer.PROGRAM + "-" + version + ".lock");
        synchronized (ONE_OF_THIS_JVM) {
            try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = lock(channel)) {
                LOG.debug("Holding {} as {}", lockFile, lock);
                program = kept();
                return program.isPresent() ? program.get() : fetch();
            }
        }
    }

    private FileLock lock(FileChannel channel) throws IOException {
        FileLock lock = channel.tryLock();
        if (lock != null) {
            return lock;
        }
        LOG.info("Waiting for another process that fetches nats-server {} into {}", version, folder);
        return channel.lock();
    }

    private Path fetch() throws IOException {
        IOException none = new IOException("Could not fetch nats-server " + version + " with any of " + tools);
        for (FetchTool tool : tools) {
            LOG.info("Fetching nats-server {} with {} into {}, once; this can take a minute", version, tool, folder);
            try {
                return fetchWith(tool);
            } catch (IOException e) {
                LOG.warn("Could not fetch nats-server {} with {}", version, tool, e);
                none.addSuppressed(e);
            }
        }
        throw none;
    }

    private Path fetchWith(FetchTool tool) throws IOException {
        Path work = Files.createTempDirectory(folder, "fetch-");
        try {
            Path fetched = tool.fetch(version, work);
            NatsVersion measured = InstalledServer.version(fetched);
            if (!measured.equals(version)) {
                throw new IOException("Could not use what " + tool + " fetched: it is version " + measured + ", not "
                        + version + "; look at the settings of " + tool);
            }
            Path program =
                    folder.resolve(InstalledServer.PROGRAM + "-" + version).resolve(InstalledServer.PROGRAM);
            Files.createDirectories(program.getParent());
            return Files.move(fetched, program, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            PrivateDirectory.deleteTree(work);
        }
    }
}
