/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.natsbridge.camel.content.Content;
import io.natsbridge.camel.error.NatsBridgeException.FileserverException;
import io.natsbridge.camel.test.plik.EmbeddedPlikOptions;
import io.natsbridge.camel.test.plik.Fault;
import io.natsbridge.camel.test.plik.PlikExtension;
import io.natsbridge.camel.test.plik.PlikOperation;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The links of one message, which are uploaded and downloaded side by side. */
class SeveralLinksIT {

    private static final int COUNT = 16;
    private static final int LARGE = 1_000_000;
    private static final Duration SOON = Duration.ofSeconds(20);

    @RegisterExtension
    final PlikExtension plik = PlikExtension.embedded(EmbeddedPlikOptions.defaults());

    private StoreFixture store;

    @BeforeEach
    void openStore() {
        store = new StoreFixture(plik.url(), HttpTimeouts.DEFAULT);
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    void linksAndContentsKeepTheirOrder() {
        List<Uploader.Stored> stored = upload(COUNT);

        List<Content> contents = store.downloader().download(links(stored));

        assertThat(contents).hasSize(COUNT);
        for (int i = 0; i < COUNT; i++) {
            assertThat(contents.get(i).toByteArray()).isEqualTo(bytes(i));
            contents.get(i).close();
        }
    }

    @Test
    void aFailedUploadEndsThoseThatAreStuckAndLeavesNothing() {
        plik.embedded().faults().next(PlikOperation.UPLOAD, 3, Fault.hangAfterReading(LARGE / 2));
        plik.embedded().faults().next(PlikOperation.UPLOAD, Fault.status(403));
        long start = System.nanoTime();

        assertThatThrownBy(() -> upload(COUNT))
                .isInstanceOf(FileserverException.class)
                .hasMessageContaining("403");

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
        assertThat(plik.embedded().fileCount()).isZero();
    }

    @Test
    void aFailedUploadDeletesThoseBeforeIt() {
        List<Upload> uploads = new ArrayList<>(uploads(COUNT));
        uploads.set(COUNT - 1, store.request("late", new Shortened(), StoreFixture.KEPT));

        assertThatThrownBy(() -> new Uploader(store.client, StoreFixture.TWICE).upload(uploads, turn()))
                .isInstanceOf(FileserverException.class)
                .hasMessageContaining("cannot be read");

        assertThat(plik.embedded().fileCount()).isZero();
        assertThat(plik.embedded().faults().requests(PlikOperation.DELETE)).isEqualTo(COUNT);
    }

    @Test
    void aFailedDownloadEndsThoseThatAreStuckAndLeavesNothing() {
        List<Link> links = links(upload(COUNT));
        plik.embedded().faults().next(PlikOperation.DOWNLOAD, 3, Fault.stall(LARGE / 2));
        plik.embedded().faults().next(PlikOperation.DOWNLOAD, Fault.status(403));
        long start = System.nanoTime();

        assertThatThrownBy(() -> store.downloader().download(links))
                .isInstanceOf(FileserverException.class)
                .hasMessageContaining("403");

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
        assertThat(store.spooled()).isEmpty();
    }

    @Test
    void aFailureDoesNotWaitForThePausesOfOthers() {
        List<Link> links = links(upload(2));
        plik.embedded().faults().next(PlikOperation.DOWNLOAD, Fault.status(503).withHeader("Retry-After", "60"));
        plik.embedded().faults().next(PlikOperation.DOWNLOAD, Fault.status(403).after(Duration.ofMillis(500)));
        long start = System.nanoTime();

        assertThatThrownBy(() -> store.downloader().download(links))
                .isInstanceOf(FileserverException.class)
                .hasMessageContaining("403");

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
    }

    @Test
    void allAreAskedAboutBeforeTheFirstIsFetched() {
        List<Uploader.Stored> stored = upload(COUNT);
        new Uploader(store.client, StoreFixture.TWICE)
                .discard(stored.get(COUNT - 1).file());

        assertThatThrownBy(() -> store.downloader().check(links(stored))).hasMessageContaining("send it again");

        assertThat(plik.embedded().faults().requests(PlikOperation.DOWNLOAD)).isZero();
    }

    private List<Uploader.Stored> upload(int count) {
        return new Uploader(store.client, StoreFixture.TWICE).upload(uploads(count), turn());
    }

    private List<Upload> uploads(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> store.request("p" + i, Content.of(bytes(i)), StoreFixture.KEPT))
                .toList();
    }

    private Fileservers.Turn turn() {
        return Fileservers.of(store.url).next();
    }

    private static byte[] bytes(int number) {
        return StoreFixture.random(LARGE + number);
    }

    private static List<Link> links(List<Uploader.Stored> stored) {
        return stored.stream().map(StoreFixture::link).toList();
    }

    /** Content with less in it than it says. */
    private static final class Shortened implements Content {
        @Override
        public long size() {
            return LARGE;
        }

        @Override
        public InputStream openStream() {
            return new ByteArrayInputStream(new byte[LARGE / 2]);
        }
    }
}
