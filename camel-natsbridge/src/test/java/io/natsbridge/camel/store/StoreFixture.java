/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.natsbridge.camel.content.Content;
import io.natsbridge.camel.content.Spool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;

/** A client of one file server with time-outs that suit a test, and what it needs to send and receive. */
final class StoreFixture implements AutoCloseable {

    static final HttpTimeouts QUICK =
            new HttpTimeouts(Duration.ofSeconds(1), Duration.ofSeconds(1), 16 * 1024, Duration.ofSeconds(1));
    static final RetryPolicy TWICE = new RetryPolicy(2, Duration.ZERO, Duration.ZERO);
    static final Upload.Life KEPT = new Upload.Life(false, Duration.ofHours(1));
    static final Upload.Life ONE_SHOT = new Upload.Life(true, Duration.ofHours(1));

    private static final int SPOOL_THRESHOLD = 100_000;

    final String url;
    final PlikClient client;
    private final Path spool;

    StoreFixture(String url) {
        this(PlikAccess.anonymous(url), null);
    }

    StoreFixture(String url, HttpTimeouts timeouts) {
        this(new PlikClient(PlikAccess.anonymous(url), timeouts, null), url);
    }

    StoreFixture(PlikAccess access, SSLContext tls) {
        this(new PlikClient(access, QUICK, tls), access.fileserverUrls().get(0));
    }

    private StoreFixture(PlikClient client, String url) {
        this.url = url;
        this.client = client;
        try {
            this.spool = Files.createTempDirectory("store-it-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    Uploader.Stored upload(byte[] bytes) {
        return upload(bytes, TWICE);
    }

    Uploader.Stored upload(byte[] bytes, RetryPolicy retries) {
        return new Uploader(client, retries).upload(request("payload.bin", Content.of(bytes), KEPT));
    }

    Uploader.Stored upload(String dataname, Content content, Upload.Life life) {
        return new Uploader(client, TWICE).upload(request(dataname, content, life));
    }

    Upload request(String dataname, Content content, Upload.Life life) {
        return new Upload(url, dataname, "binary", null, content, life, "c", "m", Deadline.in(Duration.ofSeconds(60)));
    }

    byte[] download(Link link) {
        return download(link, TWICE, DownloadLimits.DEFAULT);
    }

    byte[] download(Link link, RetryPolicy retries, DownloadLimits limits) {
        try (Content content = downloader(retries, limits).download(link)) {
            return content.toByteArray();
        } finally {
            assertThat(spooled()).isEmpty();
        }
    }

    Downloader downloader(RetryPolicy retries, DownloadLimits limits) {
        return new Downloader(
                client,
                new Downloader.Rules(new LinkPolicy(List.of(url), Map.of()), retries, limits),
                new Spool(spool, SPOOL_THRESHOLD));
    }

    Downloader downloader() {
        return downloader(TWICE, DownloadLimits.DEFAULT);
    }

    static Link link(Uploader.Stored stored) {
        return new Link(
                stored.file().url(),
                "p",
                stored.file().size(),
                stored.sha256(),
                stored.file().expiresAt(),
                "c");
    }

    /** The link of a sender that says neither size nor hash. */
    static Link bareLink(Uploader.Stored stored) {
        return new Link(stored.file().url(), "p", -1, null, null, "c");
    }

    List<Path> spooled() {
        try (Stream<Path> files = Files.list(spool)) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        client.close();
        assertThat(spooled()).isEmpty();
        try {
            Files.delete(spool);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
