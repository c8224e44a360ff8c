/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.content;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Content in a file, which it deletes when closed if it owns it. */
final class FileContent implements Content {

    private final Path file;
    private final long size;
    private final boolean owned;

    private FileContent(Path file, long size, boolean owned) {
        this.file = file;
        this.size = size;
        this.owned = owned;
    }

    static FileContent borrowed(Path file) {
        try {
            return new FileContent(file, Files.size(file), false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static FileContent owned(Path file, long size) {
        return new FileContent(file, size, true);
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public InputStream openStream() throws IOException {
        return Files.newInputStream(file);
    }

    @Override
    public Optional<Path> file() {
        return Optional.of(file);
    }

    @Override
    public void close() {
        if (owned) {
            try {
                SpoolOwner.delete(file);
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot delete the spool file " + file, e);
            }
        }
    }

    @Override
    public String toString() {
        return "Content[" + size + " bytes in " + (owned ? "a spool file" : file) + "]";
    }
}
