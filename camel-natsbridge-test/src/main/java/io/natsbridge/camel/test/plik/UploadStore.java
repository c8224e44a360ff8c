/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.plik;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** Holds uploads in memory and their bytes in a directory that only this user can read. Thread-safe. */
final class UploadStore implements AutoCloseable {

    private final Map<String, Upload> uploads = new ConcurrentHashMap<>();
    private final Map<String, StoredFile> files = new ConcurrentHashMap<>();
    private final AtomicLong used = new AtomicLong();
    private final long quota;
    private final Path directory;

    UploadStore(long quota) throws IOException {
        this.quota = quota;
        this.directory = Files.createTempDirectory("plik-", ownerOnly());
    }

    private static FileAttribute<?>[] ownerOnly() {
        boolean posix =
                Path.of("").getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }

    Path directory() {
        return directory;
    }

    void add(Upload upload) {
        uploads.put(upload.id(), upload);
        upload.files().forEach(file -> files.put(file.id(), file));
    }

    StoredFile addFile(Upload upload, DeclaredFile declared, Instant now) {
        StoredFile file = new StoredFile(upload.id(), declared, now);
        files.put(file.id(), file);
        upload.files().add(file);
        return file;
    }

    Optional<Upload> upload(String id) {
        return Optional.ofNullable(uploads.get(id));
    }

    Optional<StoredFile> file(String id) {
        return Optional.ofNullable(files.get(id));
    }

    /** Opens a new file's bytes for writing; a write beyond the quota fails as on a full disk. */
    WritableByteChannel write(StoredFile file) throws IOException {
        FileChannel channel = FileChannel.open(path(file), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        return new WritableByteChannel() {
            @Override
            public int write(ByteBuffer bytes) throws IOException {
                if (used.addAndGet(bytes.remaining()) > quota) {
                    used.addAndGet(-bytes.remaining());
                    throw new IOException("Cannot store more: " + used + " bytes of " + quota + " used");
                }
                int written = bytes.remaining();
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                return written;
            }

            @Override
            public boolean isOpen() {
                return channel.isOpen();
            }

            @Override
            public void close() throws IOException {
                channel.close();
            }
        };
    }

    FileChannel read(StoredFile file) throws IOException {
        return FileChannel.open(path(file), StandardOpenOption.READ);
    }

    /** Counts the files that are in service. */
    int count() {
        return (int) files.values().stream()
                .filter(file -> file.status().compareTo(FileStatus.REMOVED) < 0)
                .count();
    }

    /** Takes a file out of service and deletes its bytes. */
    void purge(StoredFile file) {
        if (!file.remove()) {
            return;
        }
        try {
            used.addAndGet(-Files.size(path(file)));
            Files.deleteIfExists(path(file));
        } catch (NoSuchFileException e) {
            // A streamed file has no bytes here, and another thread may have been faster.
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete the bytes of file " + file.id(), e);
        }
        file.change(FileStatus.REMOVED, FileStatus.DELETED);
    }

    /** Takes an upload out of service; its bytes stay until {@link #clean}. */
    void remove(Upload upload) {
        uploads.remove(upload.id());
        upload.files().forEach(StoredFile::remove);
    }

    /** Forgets what has expired and deletes the bytes of everything out of service. */
    void clean(Instant now) {
        uploads.values().stream().filter(upload -> upload.isExpired(now)).forEach(this::remove);
        files.values().stream()
                .filter(file -> file.status() == FileStatus.REMOVED)
                .forEach(this::purge);
        files.values().removeIf(file -> !uploads.containsKey(file.uploadId()));
    }

    /** Lets everybody go who waits for the other side of a stream. */
    void stop() {
        files.values().forEach(file -> file.handover().abandon(new IOException("the server stops")));
    }

    /** Deletes the directory. */
    @Override
    public void close() {
        uploads.clear();
        files.clear();
        try (Stream<Path> left = Files.list(directory)) {
            for (Path path : left.toList()) {
                Files.deleteIfExists(path);
            }
            Files.deleteIfExists(directory);
        } catch (NoSuchFileException e) {
            // Closed before.
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete the file server's directory " + directory, e);
        }
    }

    private Path path(StoredFile file) {
        return directory.resolve(file.id());
    }
}
