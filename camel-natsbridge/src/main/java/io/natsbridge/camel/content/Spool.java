/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.content;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where streams of unknown or large size wait: up to a threshold in memory, above it in a file that only its owner can read. A file's name tells who made it, and a
 * lock whether that process lives ({@link SpoolOwner}), so that what a crashed process left behind is known and removed ({@link #sweep()}); nothing that comes from outside is ever part of a path.
 *
 * @param directory where spool files go
 * @param threshold bytes up to which content stays in memory, 0 or more
 */
public record Spool(Path directory, int threshold) {

    /** Bytes up to which content stays in memory where nothing else is said: 4 MiB. */
    public static final int DEFAULT_THRESHOLD = 4 * 1024 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(Spool.class);
    private static final String PREFIX = "natsbridge-";
    private static final String SUFFIX = ".spool";
    private static final Pattern OWNED =
            Pattern.compile(PREFIX + "(" + SpoolOwner.PATTERN + ")(-[0-9a-f-]+\\" + SUFFIX + "|\\.lock)");

    /** Spool in the JVM's temporary directory with the default threshold. */
    public static Spool inTemporaryDirectory() {
        return new Spool(Path.of(System.getProperty("java.io.tmpdir")), DEFAULT_THRESHOLD);
    }

    /** A stream to write content of unknown length to. Close it; what was not taken as content by then is removed. */
    public SpoolOutputStream newOutputStream() {
        return new SpoolOutputStream(this);
    }

    /**
     * Reads a stream to its end into content that the caller closes. The stream is not closed.
     *
     * @throws IOException when the stream cannot be read or the file cannot be written; nothing is left on disk then
     */
    public Content read(InputStream in) throws IOException {
        try (SpoolOutputStream out = newOutputStream()) {
            in.transferTo(out);
            return out.toContent();
        }
    }

    /** Removes spool files in the directory whose process no longer runs. The files of other processes stay, whichever machine or container they run in. */
    public void sweep() {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (Stream<Path> files = Files.list(directory)) {
            Map<String, List<Path>> byOwner =
                    files.filter(file -> owner(file) != null).collect(Collectors.groupingBy(Spool::owner));
            byOwner.forEach((owner, owned) -> SpoolOwner.ifGone(directory, owner, () -> remove(owned)));
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("Cannot look for abandoned spool files in {}: {}", directory, e.toString());
        }
    }

    /** Bytes on disk that wait in spool files of this process, in whatever directories. Looks at each of the files. */
    public static long bytesInUse() {
        return SpoolOwner.bytes();
    }

    Path newFile() throws IOException {
        Files.createDirectories(directory);
        return SpoolOwner.create(directory, owner -> PREFIX + owner + "-" + UUID.randomUUID() + SUFFIX);
    }

    static FileAttribute<?>[] ownerOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    /** Whose a file is, or null when it has nothing to do with spooling. */
    private static String owner(Path file) {
        Matcher name = OWNED.matcher(file.getFileName().toString());
        return name.matches() ? name.group(1) : null;
    }

    private static void remove(List<Path> files) {
        for (Path file : files) {
            try {
                if (file.toString().endsWith(SUFFIX) && Files.deleteIfExists(file)) {
                    LOG.info("Removed {}, which a process that no longer runs left behind", file);
                }
            } catch (IOException e) {
                LOG.warn("Cannot remove the abandoned spool file {}: {}", file, e.toString());
            }
        }
    }
}
