/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.bridge;

import io.natsbridge.camel.envelope.Envelope;
import io.natsbridge.camel.envelope.Payload;
import io.natsbridge.camel.envelope.Transport;
import io.natsbridge.camel.store.Deadline;
import io.natsbridge.camel.store.Fileservers;
import io.natsbridge.camel.store.StoredFile;
import io.natsbridge.camel.store.Upload;
import io.natsbridge.camel.store.Uploader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Stores the payloads of one message that travel by link, all of them in one turn of the file servers. For one thread. */
final class LinkUploads {

    /** Bytes a second below which an upload counts as stuck. */
    private static final long SLOWEST_UPLOAD = 16 * 1024;

    private final Envelope request;
    private final SendOptions options;
    private final List<StoredFile> files = new ArrayList<>();
    private Fileservers.Turn turn;

    /**
     * @param request the message
     * @param options how it is sent
     */
    LinkUploads(Envelope request, SendOptions options) {
        this.request = request;
        this.options = options;
    }

    /**
     * Stores the payloads that travel by link and have none yet, and puts them with their links in their places.
     *
     * @param payloads those of the message, encoded; their contents stay open
     * @throws io.natsbridge.camel.error.NatsBridgeException when one cannot be stored; those that were stored by the same call are deleted
     */
    void store(List<Payload> payloads) {
        int[] waiting = IntStream.range(0, payloads.size())
                .filter(i -> payloads.get(i).transport() == Transport.LINK
                        && payloads.get(i).link().isEmpty())
                .toArray();
        if (waiting.length == 0) {
            return;
        }
        SendOptions.LinkOptions links = options.links();
        turn = turn == null ? links.fileservers().next() : turn;
        long bytes =
                IntStream.of(waiting).mapToLong(i -> payloads.get(i).size()).sum();
        Deadline deadline = Deadline.in(links.timeout().plusSeconds(bytes / SLOWEST_UPLOAD));
        List<Upload> uploads = IntStream.of(waiting)
                .mapToObj(i -> upload(payloads.get(i), deadline))
                .toList();
        List<Uploader.Stored> stored = links.uploader().upload(uploads, turn);
        for (int i = 0; i < waiting.length; i++) {
            files.add(stored.get(i).file());
            payloads.set(waiting[i], linked(payloads.get(waiting[i]), stored.get(i)));
        }
    }

    /** What was stored so far. */
    List<StoredFile> files() {
        return files;
    }

    /** Deletes what was stored, because the message is not made; best effort. */
    void discard() {
        files.forEach(options.links().uploader()::discard);
    }

    private Upload upload(Payload payload, Deadline deadline) {
        return new Upload(
                turn.server(),
                payload.dataname(),
                payload.type().wireName(),
                PayloadMetadata.contentType(payload),
                payload.content().orElseThrow(),
                options.links().life(),
                request.correlationId(),
                request.msgId(),
                deadline);
    }

    private Payload linked(Payload payload, Uploader.Stored stored) {
        Map<String, Object> metadata = new LinkedHashMap<>(payload.metadata());
        if (options.hash().covers(Transport.LINK)) {
            metadata.put(PayloadMetadata.SHA256, stored.sha256());
        }
        if (stored.file().expiresAt() != null) {
            metadata.put(PayloadMetadata.EXPIRES_AT, stored.file().expiresAt().toString());
        }
        return payload.toBuilder().link(stored.file().url()).metadata(metadata).build();
    }
}
