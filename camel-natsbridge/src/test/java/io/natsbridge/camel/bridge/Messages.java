/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.bridge;

import io.natsbridge.camel.arrow.ArrowCompression;
import io.natsbridge.camel.codec.ArrowTableCodec;
import io.natsbridge.camel.codec.PayloadCodecs;
import io.natsbridge.camel.content.Spool;
import io.natsbridge.camel.envelope.Envelope;
import io.natsbridge.camel.envelope.EnvelopeReader;
import io.natsbridge.camel.envelope.Payload;
import io.natsbridge.camel.envelope.PayloadType;
import io.natsbridge.camel.envelope.UsualFields;
import io.natsbridge.camel.json.JsonNumbers;
import io.natsbridge.camel.store.DownloadLimits;
import io.natsbridge.camel.store.Downloader;
import io.natsbridge.camel.store.Fileservers;
import io.natsbridge.camel.store.LinkPolicy;
import io.natsbridge.camel.store.RetryPolicy;
import io.natsbridge.camel.store.Upload;
import io.natsbridge.camel.store.Uploader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Sends and receives through a file server in memory, with a small spool whose leftovers are seen. */
final class Messages {

    static final PayloadCodecs CODECS = codecs(JsonNumbers.STRICT);
    static final int SPOOL_THRESHOLD = 10;
    static final int SIZE_THRESHOLD = 1000;

    private static final RetryPolicy ONCE = new RetryPolicy(1, Duration.ZERO, Duration.ZERO);

    final MemoryStore store = new MemoryStore();
    private final AtomicInteger ids = new AtomicInteger();
    private final Path directory;

    Messages(Path directory) {
        this.directory = directory;
    }

    private static PayloadCodecs codecs(JsonNumbers numbers) {
        return new PayloadCodecs(new ArrowTableCodec(ArrowCompression.NONE), numbers);
    }

    EnvelopeSender sender() {
        return sender(JsonNumbers.STRICT);
    }

    EnvelopeSender sender(JsonNumbers numbers) {
        return new EnvelopeSender(codecs(numbers), numbers, () -> "p" + ids.getAndIncrement(), UsualFields.NONE);
    }

    EnvelopeReceiver receiver(FetchMode fetch, boolean requireHash) {
        Downloader downloader = new Downloader(
                store,
                new Downloader.Rules(new LinkPolicy(List.of(MemoryStore.URL), Map.of()), ONCE, DownloadLimits.DEFAULT),
                spool());
        return new EnvelopeReceiver(CODECS, new ReceiveOptions(64, requireHash, fetch, downloader), () -> "made");
    }

    SendOptions options() {
        return new SendOptions(
                SIZE_THRESHOLD,
                TargetPlatform.ANY,
                HashMode.LINK,
                spool(),
                new SendOptions.LinkOptions(
                        new Uploader(store, ONCE),
                        Fileservers.of(MemoryStore.URL),
                        new Upload.Life(false, Duration.ofHours(1)),
                        Duration.ofSeconds(10)));
    }

    SendOptions options(TargetPlatform platform) {
        SendOptions o = options();
        return new SendOptions(o.sizeThreshold(), platform, o.hash(), o.spool(), o.links());
    }

    SendOptions options(HashMode hash) {
        SendOptions o = options();
        return new SendOptions(o.sizeThreshold(), o.platform(), hash, o.spool(), o.links());
    }

    SendOptions options(long sizeThreshold) {
        SendOptions o = options();
        return new SendOptions(sizeThreshold, o.platform(), o.hash(), o.spool(), o.links());
    }

    OutgoingMessage send(SendOptions options, Payload... payloads) {
        return sender().prepare(envelope(payloads), options, Long.MAX_VALUE).finish();
    }

    Envelope sent(SendOptions options, Payload... payloads) {
        return read(send(options, payloads));
    }

    static Envelope read(OutgoingMessage message) {
        return new EnvelopeReader(64, () -> "made").read(message.bytes());
    }

    /** Files that are in the spool. */
    long spooled() {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> !file.toString().endsWith(".lock")).count();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    void emptySpool() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }

    static Envelope envelope(Payload... payloads) {
        return new Envelope(
                "corr",
                "msg",
                "2026-01-01T00:00:00.000Z",
                "demo.subject",
                "chat",
                "NATSBridge",
                "sender",
                "",
                "",
                "",
                "",
                "nats://localhost:4222",
                Map.of(),
                List.of(payloads),
                Map.of());
    }

    static Payload binary(String name, int size) {
        return Payload.of(name, bytes(size), PayloadType.BINARY);
    }

    static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private Spool spool() {
        return new Spool(directory, SPOOL_THRESHOLD);
    }
}
