/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.plik;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class UploadStoreTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private static Upload upload(long ttl) {
        return new Upload(new UploadTerms(ttl, false, false, false, false, "", "", ""), NOW);
    }

    private static StoredFile fill(UploadStore store, Upload upload, int size) throws IOException {
        StoredFile file = store.addFile(upload, DeclaredFile.named("a"), NOW);
        file.change(FileStatus.MISSING, FileStatus.UPLOADING);
        try (WritableByteChannel out = store.write(file)) {
            out.write(ByteBuffer.allocate(size));
        }
        file.received(new StoredFile.Content(size, "", ""), FileStatus.UPLOADED);
        return file;
    }

    @Test
    void letsNobodyElseIntoItsDirectory() throws IOException {
        assumeThat(Path.of("").getFileSystem().supportedFileAttributeViews()).contains("posix");
        try (UploadStore store = new UploadStore(1000)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(store.directory())))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void leavesNothingBehind() throws IOException {
        UploadStore store = new UploadStore(1000);
        Upload upload = upload(60);
        store.add(upload);
        fill(store, upload, 10);

        store.close();
        store.close();

        assertThat(store.directory()).doesNotExist();
    }

    @Test
    void isFullAtItsQuota() throws IOException {
        try (UploadStore store = new UploadStore(1000)) {
            Upload upload = upload(60);
            store.add(upload);
            fill(store, upload, 1000);

            assertThatThrownBy(() -> fill(store, upload, 1))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("1000 bytes");
        }
    }

    @Test
    void hasRoomAgainAfterAPurge() throws IOException {
        try (UploadStore store = new UploadStore(1000)) {
            Upload upload = upload(60);
            store.add(upload);
            StoredFile file = fill(store, upload, 1000);

            store.purge(file);

            assertThat(file.status()).isEqualTo(FileStatus.DELETED);
            assertThat(fill(store, upload, 1000).status()).isEqualTo(FileStatus.UPLOADED);
        }
    }

    @Test
    void keepsTheBytesOfARemovedUploadUntilItCleans() throws IOException {
        try (UploadStore store = new UploadStore(1000)) {
            Upload upload = upload(60);
            store.add(upload);
            StoredFile file = fill(store, upload, 10);

            store.remove(upload);
            assertThat(store.upload(upload.id())).isEmpty();
            assertThat(file.status()).isEqualTo(FileStatus.REMOVED);
            assertThat(store.directory().resolve(file.id())).exists();

            store.clean(NOW);
            assertThat(store.directory().resolve(file.id())).doesNotExist();
            assertThat(store.file(file.id())).isEmpty();
        }
    }

    @Test
    void cleansWhatHasExpiredOnly() throws IOException {
        try (UploadStore store = new UploadStore(1000)) {
            Upload brief = upload(60);
            Upload lasting = upload(6000);
            store.add(brief);
            store.add(lasting);

            store.clean(NOW.plusSeconds(61));

            assertThat(store.upload(brief.id())).isEmpty();
            assertThat(store.upload(lasting.id())).contains(lasting);
        }
    }
}
