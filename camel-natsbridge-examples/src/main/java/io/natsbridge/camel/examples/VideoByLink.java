/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.examples;

import io.natsbridge.camel.NatsBridgeConstants;
import io.natsbridge.camel.content.Content;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.Exchange;

/** A film of any size goes from file to file: uploaded and downloaded as a stream, with a bar that says how far it is, in a heap that is much smaller than the film. */
public final class VideoByLink extends Example {

    private static final int EDGE = 1024; // a frame has a MiB
    private static final String FILM = "walk.y4m";
    private static final String COPY = "copy.y4m";
    private static final Duration TRANSFER = Duration.ofMinutes(5);

    private final int frames;
    private final Arrivals<Seen> arrived = new Arrivals<>();

    /** @param frames of the film, each of which has a MiB */
    VideoByLink(int frames) {
        this.frames = frames;
    }

    /** Runs the example with a film of 256 MiB. */
    public static void main(String... arguments) {
        runAndExit(new VideoByLink(256));
    }

    @Override
    public void configure() {
        // tag::example-video[]
        from("direct:upload").to("natsbridge:films?payloadType=video&dataname=walk.y4m"); // the body is a File

        from("natsbridge:films?deleteAfterAck=true") // the body is a stream over what waits on disk
                .toF("file:%s?fileName=%s", stage().scratch(), COPY)
                .process(exchange -> arrived.add(copied(exchange)));
        // end::example-video[]
    }

    private Seen copied(Exchange exchange) throws IOException {
        Map<String, Object> headers = exchange.getMessage().getHeaders();
        Content copy = Content.ofFile(stage().scratch().resolve(COPY));
        return new Seen(
                (String) headers.get(NatsBridgeConstants.DATANAME),
                (String) headers.get(NatsBridgeConstants.PAYLOAD_TYPE),
                (String) headers.get(NatsBridgeConstants.TRANSPORT),
                copy.size(),
                Digests.sha256(copy));
    }

    @Override
    void play() throws IOException {
        Path film = stage().scratch().resolve(FILM);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(film))) {
            Samples.writeFilm(out, EDGE, frames);
        }
        Report report = new Report(stage().console());
        say(
                "%nA film of %,d bytes, in a heap of %,d",
                Files.size(film), Runtime.getRuntime().maxMemory());
        String id = UUID.randomUUID().toString();
        long start = System.nanoTime();
        List<Seen> sent = new Sender(getContext()).send("direct:upload", id, film.toFile(), Map.of());
        Seen copy = arrived.next(TRANSFER);
        report.heading("From file to file");
        report.add(sent, List.of(copy), "Camel -> Camel", Console.since(start));
        check(report.isAllEqual(), "the copy is the film, SHA-256 equal");
    }
}
