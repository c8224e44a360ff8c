/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.natsbridge.camel.test.nats.NatsExtension;
import io.natsbridge.camel.test.plik.EmbeddedPlikOptions;
import io.natsbridge.camel.test.plik.PlikExtension;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A file that is sixteen times as large as either JVM's heap. */
class LargeFileIT {

    private static final long GIBIBYTE = 1L << 30;

    @RegisterExtension
    static final NatsExtension NATS = NatsExtension.create();

    @RegisterExtension
    static final PlikExtension PLIK = PlikExtension.embedded(EmbeddedPlikOptions.defaults());

    @TempDir
    Path directory;

    @Test
    void aGibibyteGoesFromOneSmallJvmToAnother() throws Exception {
        Path file = file();
        Path spool = Files.createDirectory(directory.resolve("spool"));
        String uri = Uri.of(
                NATS, "gibibyte", "fileserverUrl=" + PLIK.url(), "deleteAfterAck=true", "spoolDirectory=" + spool);
        try (Program receiver = program("receiver", uri)) {
            receiver.awaitLine(LargeFileProgram.READY);
            try (Program sender = program("sender", uri, file.toString())) {
                sender.awaitLine(LargeFileProgram.READY);
                assertThat(receiver.awaitLine(LargeFileProgram.DIGEST))
                        .isEqualTo(LargeFileProgram.DIGEST + sha256(file));
                assertThat(sender.awaitEnd()).isZero();
                assertThat(receiver.awaitEnd()).isZero();
            }
        }
        assertThat(PLIK.embedded().fileCount()).isZero();
        try (Stream<Path> left = Files.list(spool)) {
            assertThat(left).isEmpty();
        }
    }

    private Program program(String name, String... arguments) {
        return Program.of(LargeFileProgram.class, directory.resolve(name + ".log"))
                .jvmOptions("-Xmx64m")
                .start(arguments);
    }

    /** A sparse file with something in it here and there. */
    private Path file() throws IOException {
        Path path = directory.resolve("gibibyte.bin");
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            byte[] block = Samples.bytes(100_000);
            for (long at = 0; at < GIBIBYTE; at += GIBIBYTE / 64) {
                file.seek(at);
                file.write(block);
            }
            file.setLength(GIBIBYTE);
        }
        return path;
    }

    private static String sha256(Path file) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
