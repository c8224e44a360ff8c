/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The component in a process of its own that sends and receives files by link, and the file that it sends. What it has stored is deleted when it is told, or closed. */
final class LinkClient implements AutoCloseable {

    private final Path file;
    private final ChildJvm program;

    LinkClient(Stage stage, LinkWork work) throws IOException {
        file = work.newFile();
        program = ChildJvm.start(
                LinkProgram.class,
                List.of("-Xmx" + work.heap()),
                stage.natsUrl(),
                stage.fileserverUrl(),
                String.valueOf(work.size()),
                String.valueOf(work.messages()),
                String.valueOf(work.links()),
                String.valueOf(work.atOnce()),
                work.heap());
    }

    /** Sends all messages; in seconds. */
    double upload() throws IOException {
        return Double.parseDouble(program.ask("upload " + file)) / 1e9;
    }

    /** Receives all messages that were sent; in seconds. */
    double download() throws IOException {
        return Double.parseDouble(program.ask("download")) / 1e9;
    }

    /** Sends all messages, perhaps several times; the most bytes that lived in the heap meanwhile. */
    long liveWhileSending() throws IOException {
        return Long.parseLong(program.ask("live-upload " + file));
    }

    /** Receives all messages that were sent, perhaps several times; the most bytes that lived in the heap meanwhile. */
    long liveWhileReceiving() throws IOException {
        return Long.parseLong(program.ask("live-download"));
    }

    /** Deletes what was sent. */
    void forget() throws IOException {
        program.ask("forget");
    }

    @Override
    public void close() throws IOException {
        Files.delete(file);
        try {
            forget();
        } finally {
            program.close();
        }
    }
}
