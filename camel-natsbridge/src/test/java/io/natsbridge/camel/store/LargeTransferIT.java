/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.natsbridge.camel.content.Content;
import io.natsbridge.camel.content.Spool;
import io.natsbridge.camel.test.plik.PlikExtension;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A gibibyte goes up and down through a JVM that has a sixteenth of it. */
class LargeTransferIT {

    private static final long SIZE = 1L << 30;

    @RegisterExtension
    static final PlikExtension PLIK = new PlikExtension();

    @Test
    void gibibyteNeedsLittleMemory(@TempDir Path directory) throws Exception {
        Path output = directory.resolve("output");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        PLIK.url(),
                        directory.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }

        assertThat(Files.readString(output, StandardCharsets.UTF_8)).contains("stored and fetched " + SIZE);
        assertThat(process.exitValue()).isZero();
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left).containsExactly(output);
        }
    }

    /** Runs in a JVM of its own. */
    static final class Child {

        private Child() {}

        public static void main(String[] arguments) {
            String url = arguments[0];
            try (PlikClient client = new PlikClient(PlikAccess.anonymous(url))) {
                Uploader.Stored stored = new Uploader(client, RetryPolicy.DEFAULT)
                        .upload(new Upload(
                                url,
                                "large",
                                "binary",
                                null,
                                new Counting(),
                                new Upload.Life(false, Duration.ofMinutes(10)),
                                "c",
                                "m",
                                Deadline.in(Duration.ofMinutes(2))));
                Downloader downloader = new Downloader(
                        client,
                        new Downloader.Rules(
                                new LinkPolicy(List.of(url), Map.of()), RetryPolicy.DEFAULT, DownloadLimits.DEFAULT),
                        new Spool(Path.of(arguments[1]), Spool.DEFAULT_THRESHOLD));
                try (Content content =
                        downloader.download(new Link(stored.file().url(), "large", SIZE, stored.sha256(), null, "c"))) {
                    System.out.println("stored and fetched " + content.size());
                }
                new Uploader(client, RetryPolicy.DEFAULT).discard(stored.file());
            }
        }
    }

    /** A gibibyte that nobody has to keep. */
    private static final class Counting implements Content {

        @Override
        public long size() {
            return SIZE;
        }

        @Override
        public InputStream openStream() {
            return new InputStream() {
                private long position;

                @Override
                public int read() throws IOException {
                    byte[] one = new byte[1];
                    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
                }

                @Override
                public int read(byte[] bytes, int offset, int length) {
                    if (position == SIZE) {
                        return -1;
                    }
                    int n = (int) Math.min(length, SIZE - position);
                    for (int i = 0; i < n; i++) {
                        bytes[offset + i] = (byte) ((position + i) >>> 9);
                    }
                    position += n;
                    return n;
                }
            };
        }
    }
}
