/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** Sends a file that is sixteen times as large as the heap through a store to itself, in a JVM of its own. */
final class LargeStoreProgram {

    private static final long GIBIBYTE = 1L << 30;
    private static final long PATIENCE_SECONDS = 240;
    private static final String SAME = "the same bytes came back";

    private LargeStoreProgram() {}

    /**
     * How a store is used.
     *
     * @param sender options of the endpoint that sends
     * @param receiver options of the one that receives
     * @param routes a class that adds the routes it takes, given an argument, or empty
     * @param argument what it is given
     */
    record Use(String sender, String receiver, String routes, String argument) {

        static Use of(String sender, String receiver) {
            return new Use(sender, receiver, "", "");
        }
    }

    /** Adds routes to a context of another JVM. */
    interface Routes {
        void addTo(RouteBuilder builder, String argument) throws Exception;
    }

    /** Starts the JVM, and sees that it succeeds and leaves nothing in the directory. */
    static void run(Path directory, String nats, Use use) throws Exception {
        Path file = file(directory.resolve("gibibyte.bin"));
        Path spool = Files.createDirectory(directory.resolve("spool"));
        Path output = directory.resolve("output");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LargeStoreProgram.class.getName(),
                        Uri.of(nats, "gibibyte", "spoolDirectory=" + spool),
                        file.toString(),
                        use.sender(),
                        use.receiver(),
                        use.routes(),
                        use.argument())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(Files.readString(output)).contains(SAME);
        assertThat(process.exitValue()).isZero();
        try (Stream<Path> left = Files.list(spool)) {
            assertThat(left).isEmpty();
        }
        Files.delete(file);
    }

    /** @param arguments endpoint, file, and the parts of {@link Use} */
    public static void main(String[] arguments) throws Exception {
        List<String> given = List.of(arguments);
        Path file = Path.of(given.get(1));
        CompletableFuture<String> received = new CompletableFuture<>();
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            RouteBuilder builder = new RouteBuilder(context) {
                @Override
                public void configure() throws Exception {
                    if (!given.get(4).isEmpty()) {
                        ((Routes) Class.forName(given.get(4))
                                        .getDeclaredConstructor()
                                        .newInstance())
                                .addTo(this, given.get(5));
                    }
                    from(given.get(0) + "&" + given.get(3)).process(exchange -> received.complete(sha256(exchange)));
                }
            };
            context.addRoutes(builder);
            context.addTemplatedRoutes(builder);
            context.start();
            context.createProducerTemplate().sendBody(given.get(0) + "&" + given.get(2), file.toFile());
            String digest = received.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            System.out.println(digest.equals(sha256(Files.newInputStream(file))) ? SAME : "other bytes came back");
        }
    }

    private static String sha256(Exchange exchange) throws Exception {
        return sha256(exchange.getMessage().getBody(InputStream.class));
    }

    private static String sha256(InputStream bytes) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        try (InputStream in = new DigestInputStream(bytes, digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** A sparse file with something in it here and there. */
    private static Path file(Path path) throws IOException {
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
}
