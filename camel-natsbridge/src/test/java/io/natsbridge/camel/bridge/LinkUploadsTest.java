/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.natsbridge.camel.content.Content;
import io.natsbridge.camel.content.Sha256;
import io.natsbridge.camel.envelope.Payload;
import io.natsbridge.camel.envelope.PayloadType;
import io.natsbridge.camel.envelope.Transport;
import io.natsbridge.camel.error.NatsBridgeException.FileserverException;
import io.natsbridge.camel.store.StoredFile;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinkUploadsTest {

    private static final byte[] BYTES = Messages.bytes(50);

    @TempDir
    private Path directory;

    private Messages messages;
    private MemoryStore store;

    @BeforeEach
    void prepare() {
        messages = new Messages(directory);
        store = messages.store;
    }

    @Test
    void putsLinksInTheirPlacesAndLeavesDirectPayloadsAlone() {
        List<Payload> payloads = payloads(Transport.LINK, Transport.DIRECT, Transport.LINK);
        Payload direct = payloads.get(1);
        LinkUploads uploads = uploads(HashMode.LINK);
        uploads.store(payloads);
        assertThat(payloads.get(1)).isSameAs(direct);
        assertThat(uploads.files())
                .extracting(StoredFile::url)
                .containsExactly(
                        payloads.get(0).link().orElseThrow(),
                        payloads.get(2).link().orElseThrow());
    }

    @Test
    void storesWhatIsStoredOnlyOnce() {
        List<Payload> payloads = payloads(Transport.LINK);
        LinkUploads uploads = uploads(HashMode.LINK);
        uploads.store(payloads);
        uploads.store(payloads);
        assertThat(store.calls).hasSize(1);
    }

    @Test
    void asksForNoServerWithoutLinks() {
        LinkUploads uploads = uploads(HashMode.LINK);
        uploads.store(payloads(Transport.DIRECT));
        assertThat(uploads.files()).isEmpty();
        assertThat(store.calls).isEmpty();
    }

    @Test
    void notesTheHashAndTheEndOfAFile() {
        store.expiresAt = Instant.parse("2030-01-01T00:00:00Z");
        List<Payload> payloads = payloads(Transport.LINK);
        uploads(HashMode.LINK).store(payloads);
        assertThat(payloads.get(0).metadata())
                .containsEntry(PayloadMetadata.SHA256, Sha256.hex(BYTES))
                .containsEntry(PayloadMetadata.EXPIRES_AT, "2030-01-01T00:00:00Z");
    }

    @Test
    void notesNeitherWhereNobodyAsksOrKnows() {
        List<Payload> payloads = payloads(Transport.LINK);
        uploads(HashMode.NONE).store(payloads);
        assertThat(payloads.get(0).metadata()).isEmpty();
    }

    @Test
    void deletesWhatAnEarlierCallStored() {
        LinkUploads uploads = uploads(HashMode.LINK);
        uploads.store(payloads(Transport.LINK));
        store.beforeUpload = upload -> {
            throw new FileserverException("full", 0, false, null, null);
        };
        assertThatThrownBy(() -> uploads.store(payloads(Transport.LINK))).isInstanceOf(FileserverException.class);
        assertThat(store.files).hasSize(1);
        uploads.discard();
        assertThat(store.files).isEmpty();
    }

    private LinkUploads uploads(HashMode hash) {
        return new LinkUploads(Messages.envelope(), messages.options(hash));
    }

    private static List<Payload> payloads(Transport... transports) {
        List<Payload> payloads = new ArrayList<>();
        Arrays.asList(transports)
                .forEach(transport -> payloads.add(Payload.builder("n" + payloads.size(), PayloadType.BINARY)
                        .transport(transport)
                        .content(Content.of(BYTES))
                        .size(BYTES.length)
                        .build()));
        return payloads;
    }
}
