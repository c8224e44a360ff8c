/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.natsbridge.camel.content.Content;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HashingContentTest {

    private static final byte[] BYTES = "some bytes".repeat(50_000).getBytes(StandardCharsets.UTF_8);

    private final AtomicInteger opened = new AtomicInteger();
    private final HashingContent content = new HashingContent(counted(BYTES, BYTES.length));

    @Test
    void learnsItsHashWhileItIsRead() throws Exception {
        try (InputStream in = content.openStream()) {
            assertThat(in.readAllBytes()).isEqualTo(BYTES);
        }

        assertThat(content.sha256()).isEqualTo(sha256(BYTES));
        assertThat(opened).hasValue(1);
    }

    @Test
    void readsByItselfWhatNobodyRead() throws Exception {
        assertThat(content.sha256()).isEqualTo(sha256(BYTES));
        assertThat(content.sha256()).isEqualTo(sha256(BYTES));
        assertThat(opened).hasValue(1);
    }

    @Test
    void halfAReadingDoesNotCount() throws Exception {
        try (InputStream in = content.openStream()) {
            assertThat(in.readNBytes(1000)).hasSize(1000);
        }

        assertThat(content.sha256()).isEqualTo(sha256(BYTES));
        assertThat(opened).hasValue(2);
    }

    @Test
    void skippingDoesNotCount() throws Exception {
        try (InputStream in = content.openStream()) {
            assertThat(in.skip(10)).isEqualTo(10);
            assertThat(in.readAllBytes()).hasSize(BYTES.length - 10);
        }

        assertThat(content.sha256()).isEqualTo(sha256(BYTES));
        assertThat(opened).hasValue(2);
    }

    @Test
    void singleBytesCount() throws Exception {
        try (InputStream in = content.openStream()) {
            int count = 0;
            while (in.read() >= 0) {
                count++;
            }
            assertThat(count).isEqualTo(BYTES.length);
        }

        assertThat(content.sha256()).isEqualTo(sha256(BYTES));
        assertThat(opened).hasValue(1);
    }

    @Test
    void emptyContentHasTheHashOfNothing() throws Exception {
        assertThat(new HashingContent(Content.of(new byte[0])).sha256()).isEqualTo(sha256(new byte[0]));
    }

    @Test
    void contentThatEndsEarlyHasNoHash() {
        HashingContent lying = new HashingContent(counted(BYTES, BYTES.length + 1));

        assertThatThrownBy(lying::sha256)
                .isInstanceOf(IOException.class)
                .hasMessageContaining(String.valueOf(BYTES.length + 1));
    }

    @Test
    void handsOutTheFileOfTheWrappedContent(@TempDir Path directory) throws Exception {
        Path file = Files.write(directory.resolve("x"), BYTES);
        HashingContent wrapped = new HashingContent(Content.ofFile(file));

        assertThat(wrapped.file()).contains(file);
        assertThat(wrapped.toByteArray()).isEqualTo(BYTES);
        assertThat(wrapped.sha256()).isEqualTo(sha256(BYTES));
    }

    @Test
    void closingLeavesTheWrappedContentToItsOwner(@TempDir Path directory) throws Exception {
        Path file = Files.write(directory.resolve("x"), BYTES);
        try (HashingContent wrapped = new HashingContent(Content.ofFile(file))) {
            assertThat(wrapped.size()).isEqualTo(BYTES.length);
        }

        assertThat(file).exists();
    }

    private Content counted(byte[] bytes, long size) {
        return new Content() {
            @Override
            public long size() {
                return size;
            }

            @Override
            public InputStream openStream() {
                opened.incrementAndGet();
                return new ByteArrayInputStream(bytes);
            }
        };
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
