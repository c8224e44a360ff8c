/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.benchmark;

import io.nats.client.Connection;
import io.nats.client.Nats;
import io.natsbridge.camel.envelope.EnvelopeReader;
import io.natsbridge.camel.envelope.Payload;
import io.natsbridge.camel.envelope.PayloadType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;

/**
 * The component in a process of its own, which sends files by link and receives them: {@code upload FILE} sends, waits for the last message to be out, and answers with the
 * nanoseconds; {@code download} receives what was sent; {@code forget} deletes what was sent. With {@code live-} before them the first two answer with the most bytes that lived in
 * the heap meanwhile.
 */
final class LinkProgram implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int BUFFER = 64 * 1024;

    private final LinkWork work;
    private final Connection nats;
    private final Camel camel;
    private final Camel.Entry entry;
    private final String received = "links." + UUID.randomUUID();
    private final BlockingQueue<byte[]> arrived = new LinkedBlockingQueue<>();
    private final List<byte[]> messages = new ArrayList<>();
    private final BlockingQueue<Long> read = new LinkedBlockingQueue<>();

    private LinkProgram(String natsUrl, String fileserverUrl, LinkWork work) throws Exception {
        this.work = work;
        nats = Nats.connect(natsUrl);
        String sent = "links." + UUID.randomUUID();
        nats.createDispatcher(message -> arrived.add(message.getData())).subscribe(sent);
        nats.flush(PATIENCE);
        String options = "?sizeThreshold=0&servers=" + natsUrl + "&fileserverUrl=" + fileserverUrl;
        camel = Camel.start(routes -> {
            routes.from("direct:in").to("natsbridge:" + sent + options);
            routes.from("natsbridge:" + received + options + "&bodyMode=LIST&concurrentConsumers=" + work.atOnce())
                    .process(this::read);
        });
        entry = camel.entry("direct:in");
    }

    /** Arguments: URL of the broker, of the file server, then the numbers of {@link LinkWork}. */
    public static void main(String[] arguments) throws Exception {
        LinkWork work = new LinkWork(
                Long.parseLong(arguments[2]),
                Integer.parseInt(arguments[3]),
                Integer.parseInt(arguments[4]),
                Integer.parseInt(arguments[5]),
                arguments[6]);
        try (LinkProgram program = new LinkProgram(arguments[0], arguments[1], work);
                BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                System.out.println(ChildJvm.ANSWER + program.answer(line.split(" ", 2)));
            }
        }
    }

    private long answer(String[] line) throws Exception {
        return switch (line[0]) {
            case "upload" -> upload(Path.of(line[1]));
            case "download" -> download();
            case "forget" -> forget();
            case "live-upload" ->
                LivePeak.whileDoing(() -> {
                    forget();
                    upload(Path.of(line[1]));
                });
            case "live-download" -> LivePeak.whileDoing(this::download);
            default -> throw new IllegalArgumentException(line[0]);
        };
    }

    private long upload(Path file) throws Exception {
        List<Payload> body = Collections.nCopies(work.links(), Payload.of("file.bin", file, PayloadType.BINARY));
        ExecutorService threads = Executors.newFixedThreadPool(work.atOnce());
        try {
            List<Future<Void>> sendings = new ArrayList<>();
            long start = System.nanoTime();
            for (int i = 0; i < work.messages(); i++) {
                sendings.add(threads.submit(() -> {
                    entry.send(body);
                    return null;
                }));
            }
            for (Future<Void> sending : sendings) {
                sending.get();
            }
            long took = System.nanoTime() - start;
            for (int i = 0; i < work.messages(); i++) {
                messages.add(next(arrived));
            }
            return took;
        } finally {
            threads.shutdownNow();
        }
    }

    private long download() throws Exception {
        long start = System.nanoTime();
        for (byte[] message : messages) {
            nats.publish(received, message);
        }
        long bytes = 0;
        for (int i = 0; i < messages.size(); i++) {
            bytes += next(read);
        }
        if (bytes != work.size() * work.files()) {
            throw new IOException(bytes + " bytes came of " + work.size() * work.files());
        }
        return System.nanoTime() - start;
    }

    private static <T> T next(BlockingQueue<T> queue) throws Exception {
        T next = queue.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        if (next == null) {
            throw new IOException("A message did not come");
        }
        return next;
    }

    private void read(Exchange exchange) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long length = 0;
        for (Object payload : exchange.getMessage().getBody(List.class)) {
            try (InputStream in = ((Payload) payload).as(InputStream.class)) {
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    length += n;
                }
            }
        }
        read.add(length);
    }

    private long forget() throws Exception {
        EnvelopeReader reader =
                new EnvelopeReader(work.links(), () -> UUID.randomUUID().toString());
        for (byte[] message : messages) {
            for (Payload payload : reader.read(message).payloads()) {
                delete(payload.link().orElseThrow());
            }
        }
        messages.clear();
        return 0;
    }

    private static void delete(String link) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(link).toURL().openConnection();
        connection.setRequestMethod("DELETE");
        if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
            throw new IOException("A file was not deleted: status " + connection.getResponseCode());
        }
        connection.disconnect();
    }

    @Override
    public void close() throws InterruptedException {
        camel.close();
        nats.close();
    }
}
