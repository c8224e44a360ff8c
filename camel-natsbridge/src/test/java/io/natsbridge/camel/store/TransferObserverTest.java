/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.natsbridge.camel.content.Content;
import io.natsbridge.camel.content.Spool;
import io.natsbridge.camel.error.NatsBridgeException.FileserverException;
import io.natsbridge.camel.store.TransferObserver.Kind;
import io.natsbridge.camel.store.TransferObserver.Progress;
import io.natsbridge.camel.store.TransferObserver.Transfer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransferObserverTest {

    private static final RetryPolicy TWICE = new RetryPolicy(2, Duration.ZERO, Duration.ZERO);
    private static final String SERVER = "http://host";

    private final List<String> seen = new ArrayList<>();

    @TempDir
    Path directory;

    /** Writes down what it learns, each line with its name. */
    private record Scribe(String name, List<String> seen) implements TransferObserver, Progress {
        @Override
        public Progress begin(Transfer transfer) {
            seen.add(name + " " + transfer.kind() + " " + transfer.payloadType() + " " + transfer.size());
            return this;
        }

        @Override
        public void tries(String server) {
            seen.add(name + " tries " + server);
        }

        @Override
        public void succeeded() {
            seen.add(name + " succeeded");
        }

        @Override
        public void failed(Throwable failure) {
            seen.add(name + " failed " + failure.getClass().getSimpleName());
        }
    }

    @Test
    void learnsOfEachTryOfAnUpload() {
        List<StoredFile> answers = new ArrayList<>();
        uploader(upload -> {
                    answers.add(StoredFile.at("http://host/a"));
                    if (answers.size() == 1) {
                        throw new IOException("broken");
                    }
                    return answers.get(0);
                })
                .upload(upload());
        assertThat(seen).containsExactly("a UPLOAD image 3", "a tries " + SERVER, "a tries " + SERVER, "a succeeded");
    }

    @Test
    void learnsOfTheFailureOfAnUploadOnce() {
        Uploader uploader = uploader(upload -> {
            throw new IOException("broken");
        });
        assertThatThrownBy(() -> uploader.upload(upload())).isInstanceOf(FileserverException.class);
        assertThat(seen)
                .containsExactly(
                        "a UPLOAD image 3", "a tries " + SERVER, "a tries " + SERVER, "a failed FileserverException");
    }

    @Test
    void learnsOfADownload() {
        Link link = new Link("http://host/a", "p", 3, null, null, "c", "video");
        try (Content content = downloader().observedBy(new Scribe("a", seen)).download(link)) {
            assertThat(content.size()).isEqualTo(3);
        }
        assertThat(seen).containsExactly("a DOWNLOAD video 3", "a tries " + SERVER, "a succeeded");
    }

    @Test
    void aLinkThatIsRefusedIsNoDownload() {
        Link elsewhere = new Link("http://evil/a", "p", 3, null, null, "c", "video");
        Downloader downloader = downloader().observedBy(new Scribe("a", seen));
        assertThatThrownBy(() -> downloader.download(elsewhere)).hasMessageStartingWith("NB-107");
        assertThat(seen).isEmpty();
    }

    @Test
    void severalObserversAllLearn() {
        uploader(upload -> StoredFile.at("http://host/a"))
                .observedBy(new Scribe("b", seen))
                .upload(upload());
        assertThat(seen)
                .containsExactly(
                        "a UPLOAD image 3",
                        "b UPLOAD image 3",
                        "a tries " + SERVER,
                        "b tries " + SERVER,
                        "a succeeded",
                        "b succeeded");
        Progress both = new Scribe("a", seen).and(new Scribe("b", seen)).begin(new Transfer(Kind.UPLOAD, null, 0));
        both.failed(new IllegalStateException());
        assertThat(seen).endsWith("a failed IllegalStateException", "b failed IllegalStateException");
    }

    @Test
    void nobodyIsNoObserver() {
        Uploader uploader = uploader(upload -> StoredFile.at("http://host/a"));
        assertThat(uploader.observedBy(TransferObserver.NONE)).isSameAs(uploader);
        Downloader downloader = downloader();
        assertThat(downloader.observedBy(TransferObserver.NONE)).isSameAs(downloader);
        Scribe scribe = new Scribe("a", seen);
        assertThat(scribe.and(TransferObserver.NONE)).isSameAs(scribe);
        assertThat(TransferObserver.NONE.and(scribe)).isSameAs(scribe);
    }

    private Uploader uploader(FileserverUploadHandler handler) {
        return new Uploader(handler, TWICE).observedBy(new Scribe("a", seen));
    }

    private Downloader downloader() {
        return new Downloader(
                download -> new ByteArrayInputStream(new byte[3]),
                new Downloader.Rules(new LinkPolicy(List.of(SERVER), Map.of()), TWICE, DownloadLimits.DEFAULT),
                new Spool(directory, 10));
    }

    private static Upload upload() {
        return new Upload(
                SERVER,
                "p",
                "image",
                null,
                Content.of(new byte[3]),
                new Upload.Life(false, Duration.ofHours(1)),
                "c",
                "m",
                Deadline.in(Duration.ofSeconds(10)));
    }
}
