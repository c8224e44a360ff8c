/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.nats;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A program that tells a version and can do nothing else. */
final class FakeServer {

    private FakeServer() {}

    static Path write(Path file, String version) throws IOException {
        Files.writeString(file, "#!/bin/sh\necho 'nats-server: v" + version + "'\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }
}
