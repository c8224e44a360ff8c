/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import io.natsbridge.camel.SmartSend;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.test.AvailablePortFinder;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Any Camel endpoint as store: here a folder, behind an HTTP route. */
class FileStoreIT extends StoreContract {

    @TempDir
    Path directory;

    private Path folder;
    private SlowLink link;
    private int port;
    private int seconds;
    private boolean full;

    @BeforeEach
    void open() throws IOException {
        folder = Files.createDirectory(directory.resolve("files"));
        port = AvailablePortFinder.getNextAvailable();
        link = new SlowLink(port);
    }

    @AfterEach
    void close() {
        camel.stop();
        link.close();
    }

    @Override
    void addRoutes(RouteBuilder routes) {
        routes.interceptSendToEndpoint("file:*").process(exchange -> {
            if (full) {
                throw new FileSystemException(folder.toString(), null, "No space left on device");
            }
        });
        new FileStoreRoutes().addTo(routes, String.join(",", argument(link.port())));
    }

    private List<String> argument(int portInLinks) {
        return List.of(
                folder.toString(), Integer.toString(port), Integer.toString(portInLinks), Integer.toString(seconds));
    }

    @Override
    String sender() {
        return "claimCheckUri=" + FileStoreRoutes.STORE;
    }

    @Override
    String receiver() {
        return "allowedFileservers=http://localhost:" + link.port() + "/files/*";
    }

    @Override
    void configure(SmartSend send) {
        send.setClaimCheckUri(FileStoreRoutes.STORE);
    }

    @Override
    int fileCount() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return (int) files.count();
        }
    }

    @Override
    void delete(String url) throws IOException {
        Files.delete(folder.resolve(url.substring(url.lastIndexOf('/') + 1)));
    }

    @Override
    void shortenLives() {
        seconds = 1;
    }

    @Override
    void awaitEndOfLife() throws IOException {
        Instant end = Instant.now().plusSeconds(1);
        Awaitility.await().atMost(PATIENCE).until(() -> Instant.now().isAfter(end));
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }

    @Override
    void refuse() throws IOException {
        Files.delete(folder);
        Files.createFile(folder);
    }

    @Override
    void fill() {
        full = true;
    }

    @Override
    void empty() {
        full = false;
    }

    @Override
    String elsewhere(String url) {
        return url.replace("/files/", "/private/");
    }

    @Override
    void limit(long bytesPerSecond) {
        link.limit(bytesPerSecond);
    }

    @Override
    LargeStoreProgram.Use largeStore() {
        return new LargeStoreProgram.Use(
                sender(),
                "deleteAfterAck=true&allowedFileservers=http://localhost:" + port + "/files/*",
                FileStoreRoutes.class.getName(),
                String.join(",", argument(port)));
    }
}
