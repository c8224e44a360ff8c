/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.cli;

import io.natsbridge.camel.envelope.Payload;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A directory that payloads are saved in. What a payload is called chooses a file's name as far as that is harmless, and never a directory; a file that is there already stays as
 * it is, unless it is to be replaced.
 *
 * @param directory exists
 * @param tables how tables are written; null for as they came
 * @param force whether files are replaced
 */
record PayloadFolder(Path directory, TableFormat tables, boolean force) {

    private static final int LONGEST = 100;
    private static final int MOST_OF_ONE_NAME = 10_000;
    private static final Pattern UNSAFE = Pattern.compile("[^\\p{L}\\p{N}._ -]");
    private static final Pattern EXTENSION = Pattern.compile("(.+?)(\\.[A-Za-z0-9]{1,10})?");
    private static final Set<String> DEVICES = Set.of("con", "prn", "aux", "nul");
    private static final Pattern NUMBERED_DEVICE = Pattern.compile("(?i)(com|lpt)[0-9]");

    /**
     * Saves a payload.
     *
     * @return its file
     * @throws IOException when it cannot be written; nothing of it is left then
     */
    Path save(Payload payload) throws IOException {
        String name = name(payload);
        Path unfinished = Files.createTempFile(directory, ".natsbridge-", ".part");
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(
                    unfinished, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING))) {
                write(payload, out);
            }
            return force ? replace(unfinished, name) : add(unfinished, name);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private Path replace(Path unfinished, String name) throws IOException {
        return Files.move(unfinished, directory.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }

    /** A hard link is made only where nothing is, at once; where there are none, the bytes are copied into a file that is new. */
    private Path add(Path unfinished, String name) throws IOException {
        for (int i = 0; i < MOST_OF_ONE_NAME; i++) {
            Path file = directory.resolve(i == 0 ? name : numbered(name, i));
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                continue;
            }
            try {
                return link(unfinished, file);
            } catch (FileAlreadyExistsException e) {
                // somebody was faster: the next number
                continue;
            }
        }
        throw new IOException("Cannot save '" + name + "' in " + directory + ": there are " + MOST_OF_ONE_NAME
                + " of that name; choose another directory, or use --force");
    }

    private static Path link(Path unfinished, Path file) throws IOException {
        try {
            return Files.createLink(file, unfinished);
        } catch (UnsupportedOperationException e) {
            return Files.copy(unfinished, file);
        }
    }

    private static String numbered(String name, int number) {
        Matcher parts = EXTENSION.matcher(name);
        return parts.matches()
                ? parts.group(1) + "-" + number + (parts.group(2) == null ? "" : parts.group(2))
                : name + "-" + number;
    }

    private void write(Payload payload, OutputStream out) throws IOException {
        switch (payload.type()) {
            case ARROWTABLE, TABLE, JSONTABLE -> format(payload).write(payload, out);
            case TEXT -> out.write(payload.as(String.class).getBytes(StandardCharsets.UTF_8));
            default -> {
                try (InputStream in = bytes(payload)) {
                    in.transferTo(out);
                }
            }
        }
    }

    private static InputStream bytes(Payload payload) {
        return payload.content()
                .map(content -> {
                    try {
                        return content.openStream();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .orElseGet(() -> payload.as(InputStream.class));
    }

    private TableFormat format(Payload payload) {
        if (tables != null) {
            return tables;
        }
        return payload.type().isArrow() ? TableFormat.ARROW : TableFormat.JSON;
    }

    /** The name of the file: the payload's without what could lead elsewhere or means something to a system or a shell. */
    String name(Payload payload) {
        String safe = UNSAFE.matcher(payload.dataname())
                .replaceAll("_")
                .strip()
                .replaceFirst("^[. -]+", "")
                .replaceFirst("[. ]+$", "");
        if (safe.isEmpty() || safe.chars().allMatch(c -> c == '_')) {
            safe = payload.type().wireName();
        }
        String stem = safe.split("\\.", 2)[0].toLowerCase(Locale.ROOT);
        if (DEVICES.contains(stem) || NUMBERED_DEVICE.matcher(stem).matches()) {
            safe = "_" + safe;
        }
        return withExtension(payload, safe);
    }

    private String withExtension(Payload payload, String safe) {
        String extension =
                switch (payload.type()) {
                    case TEXT -> ".txt";
                    case DICTIONARY -> ".json";
                    case ARROWTABLE, TABLE, JSONTABLE ->
                        "." + format(payload).name().toLowerCase(Locale.ROOT);
                    default -> "";
                };
        Matcher parts = EXTENSION.matcher(safe);
        boolean isTable = payload.type().isArrow() || payload.type().wireName().equals("jsontable");
        String own = parts.matches() && parts.group(2) != null ? parts.group(2) : "";
        String stem = safe.substring(0, safe.length() - own.length());
        String end = own.isEmpty() || isTable ? extension : own;
        return stem.substring(0, stem.offsetByCodePoints(0, Math.min(LONGEST, stem.codePointCount(0, stem.length()))))
                + end;
    }
}
