/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.natsbridge.camel.test.nats.NatsExtension;
import io.natsbridge.camel.test.plik.EmbeddedPlikOptions;
import io.natsbridge.camel.test.plik.PlikExtension;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A file that is sixteen times as large as either JVM's heap. */
class LargeFileIT {

    private static final long GIBIBYTE = 1L << 30;
    private static final Duration PATIENCE = Duration.ofMinutes(4);

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
        try (Program receiver = new Program("receiver", uri)) {
            receiver.awaitLine(LargeFileProgram.READY);
            try (Program sender = new Program("sender", uri, file.toString())) {
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

    /** A JVM with a heap of 64 MiB. */
    private final class Program implements AutoCloseable {
        private final Path output;
        private final Process process;

        Program(String name, String... arguments) throws IOException {
            this.output = directory.resolve(name + ".log");
            List<String> command = Stream.concat(
                            Stream.of(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "-Xmx64m",
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    LargeFileProgram.class.getName()),
                            Stream.of(arguments))
                    .toList();
            this.process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
        }

        String awaitLine(String start) {
            await().atMost(PATIENCE).until(() -> line(start) != null || !process.isAlive());
            assertThat(line(start))
                    .as(() -> "a line '" + start + "' in\n" + log())
                    .isNotNull();
            return line(start);
        }

        int awaitEnd() {
            await().atMost(PATIENCE).until(() -> !process.isAlive());
            return process.exitValue();
        }

        private String line(String start) {
            return log().lines()
                    .filter(line -> line.startsWith(start))
                    .findFirst()
                    .orElse(null);
        }

        private String log() {
            try {
                return Files.readString(output);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }
}
