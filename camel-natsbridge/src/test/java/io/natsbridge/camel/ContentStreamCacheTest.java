/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.natsbridge.camel.content.Content;
import io.natsbridge.camel.content.Spool;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.file.Path;
import org.apache.camel.StreamCache;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentStreamCacheTest {

    @TempDir
    private Path directory;

    @Test
    void canBeReadFromTheStartAgain() throws Exception {
        ContentStreamCache cache = new ContentStreamCache(Content.of(new byte[] {1, 2, 3, 4}));
        assertThat(cache.read()).isEqualTo(1);
        assertThat(cache.position()).isEqualTo(1);
        assertThat(cache.available()).isEqualTo(3);
        assertThat(cache.skip(1)).isEqualTo(1);
        assertThat(cache.readAllBytes()).containsExactly(3, 4);
        assertThat(cache.position()).isEqualTo(4);
        assertThat(cache.read()).isEqualTo(-1);
        assertThat(cache.position()).isEqualTo(4);
        cache.reset();
        assertThat(cache.position()).isZero();
        assertThat(cache.readAllBytes()).containsExactly(1, 2, 3, 4);
        cache.close();
        cache.reset();
        assertThat(cache.readAllBytes()).hasSize(4);
        assertThat(cache.markSupported()).isFalse();
        assertThat(cache.length()).isEqualTo(4);
    }

    @Test
    void writesAllOfItselfWhereverItStands() throws Exception {
        ContentStreamCache cache = new ContentStreamCache(Content.of(new byte[] {1, 2, 3}));
        assertThat(cache.read()).isEqualTo(1);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        cache.writeTo(out);
        cache.writeTo(out);
        assertThat(out.toByteArray()).containsExactly(1, 2, 3, 1, 2, 3);
        assertThat(cache.read()).isEqualTo(2);
    }

    @Test
    void isReadByAnotherThreadThroughACopy() throws Exception {
        ContentStreamCache cache = new ContentStreamCache(Content.of(new byte[] {1, 2, 3}));
        assertThat(cache.read()).isEqualTo(1);
        StreamCache copy = cache.copy(null);
        assertThat(((InputStream) copy).readAllBytes()).containsExactly(1, 2, 3);
        assertThat(cache.readAllBytes()).containsExactly(2, 3);
    }

    @Test
    void tellsWhetherItIsInMemory() throws Exception {
        assertThat(new ContentStreamCache(Content.of(new byte[1])).inMemory()).isTrue();
        try (Content spooled = new Spool(directory, 0).read(new ByteArrayInputStream(new byte[1]))) {
            assertThat(new ContentStreamCache(spooled).inMemory()).isFalse();
        }
    }

    @Test
    void closesWithoutHavingBeenRead() throws Exception {
        ContentStreamCache cache = new ContentStreamCache(Content.of(new byte[1]));
        cache.close();
        assertThat(cache.content().size()).isEqualTo(1);
    }
}
