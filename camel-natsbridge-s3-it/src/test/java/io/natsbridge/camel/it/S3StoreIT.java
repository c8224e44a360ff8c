/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import io.natsbridge.camel.SmartSend;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.apache.camel.builder.RouteBuilder;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** S3 through camel-aws2-s3: a reader needs nothing but the pre-signed link and HTTP. */
class S3StoreIT extends StoreContract {

    @TempDir
    Path directory;

    private S3Server server;
    private SlowLink link;
    private String secretKey = S3Server.SECRET_KEY;
    private long lifetime = Duration.ofHours(24).toMillis();

    @BeforeEach
    void open() throws Exception {
        server = new S3Server(Files.createDirectory(directory.resolve("s3")));
        link = new SlowLink(server.port());
    }

    @AfterEach
    void close() throws Exception {
        camel.stop();
        link.close();
        server.close();
    }

    @Override
    void addRoutes(RouteBuilder routes) {
        new S3StoreRoutes().addTo(routes, argument(link.port()));
    }

    private String argument(int port) {
        return String.join(",", "http://127.0.0.1:" + port, S3Server.ACCESS_KEY, secretKey, Long.toString(lifetime));
    }

    private static String allow(int port) {
        return "allowedFileservers=http://127.0.0.1:" + port + "/" + S3StoreRoutes.BUCKET + "/*";
    }

    @Override
    String sender() {
        return "claimCheckUri=" + S3StoreRoutes.STORE;
    }

    @Override
    String receiver() {
        return allow(link.port());
    }

    @Override
    void configure(SmartSend send) {
        send.setClaimCheckUri(S3StoreRoutes.STORE);
    }

    @Override
    int fileCount() {
        return server.fileCount();
    }

    @Override
    void delete(String url) {
        String path = url.substring(0, url.indexOf('?'));
        server.delete(path.substring(path.lastIndexOf('/') + 1));
    }

    @Override
    void shortenLives() {
        lifetime = 1000;
    }

    @Override
    void awaitEndOfLife() {
        Instant end = Instant.now().plusSeconds(2);
        Awaitility.await().atMost(PATIENCE).until(() -> Instant.now().isAfter(end));
    }

    @Override
    void refuse() {
        secretKey = "another-secret";
    }

    @Override
    void fill() {
        server.setFull(true);
    }

    @Override
    void empty() {
        server.setFull(false);
    }

    @Override
    String elsewhere(String url) {
        return url.replace("/" + S3StoreRoutes.BUCKET + "/", "/secrets/");
    }

    @Override
    void limit(long bytesPerSecond) {
        link.limit(bytesPerSecond);
    }

    /** The link is signed for reading alone. */
    @Override
    boolean readersDelete() {
        return false;
    }

    @Override
    LargeStoreProgram.Use largeStore() {
        return new LargeStoreProgram.Use(
                sender(), allow(server.port()), S3StoreRoutes.class.getName(), argument(server.port()));
    }
}
