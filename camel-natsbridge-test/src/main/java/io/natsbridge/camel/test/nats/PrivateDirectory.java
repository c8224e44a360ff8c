/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.nats;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** A temporary folder that only its owner can enter, removed with all in it. */
record PrivateDirectory(Path path) implements AutoCloseable {

    /** Makes one; the JDK gives temporary folders to their owner alone. */
    static PrivateDirectory create(String prefix) {
        try {
            return new PrivateDirectory(Files.createTempDirectory(prefix));
        } catch (IOException e) {
            throw new UncheckedIOException("Could not make a temporary folder", e);
        }
    }

    Path resolve(String name) {
        return path.resolve(name);
    }

    void write(String name, String text) {
        try {
            Files.writeString(resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not write " + resolve(name), e);
        }
    }

    @Override
    public void close() {
        try {
            deleteTree(path);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not remove the temporary folder " + path, e);
        }
    }

    /** Deletes a folder with all in it, and no file that a link in it leads to. */
    static void deleteTree(Path root) throws IOException {
        if (Files.notExists(root)) {
            return;
        }
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
