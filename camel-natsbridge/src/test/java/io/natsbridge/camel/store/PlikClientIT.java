/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.store;

import static io.natsbridge.camel.store.StoreFixture.KEPT;
import static io.natsbridge.camel.store.StoreFixture.ONE_SHOT;
import static io.natsbridge.camel.store.StoreFixture.bareLink;
import static io.natsbridge.camel.store.StoreFixture.link;
import static io.natsbridge.camel.store.StoreFixture.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.natsbridge.camel.content.Content;
import io.natsbridge.camel.error.NatsBridgeException.FileserverException;
import io.natsbridge.camel.error.NatsBridgeException.LinkGoneException;
import io.natsbridge.camel.error.NatsBridgeException.LinkGoneException.Reason;
import io.natsbridge.camel.test.plik.PlikExtension;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract with any Plik server: the embedded one, or a real one whose address is given. */
class PlikClientIT {

    @RegisterExtension
    static final PlikExtension PLIK = new PlikExtension();

    private StoreFixture store;

    @BeforeEach
    void open() {
        store = new StoreFixture(PLIK.url());
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aServerThatAnswersIsInNoTrouble() {
        try (PlikClient client = new PlikClient(PlikAccess.anonymous())) {
            assertThat(client.trouble(PLIK.url())).isEmpty();
        }
    }

    @Test
    void aServerThatFailsIsInTrouble() {
        try (RawServer failing = RawServer.saying("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n");
                PlikClient client = new PlikClient(PlikAccess.anonymous())) {
            assertThat(client.trouble(failing.url())).hasValue("it answers with status 503");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1000, 131_071, 131_072, 131_073, 1_048_576, 20_000_000})
    void bringsBackWhatWasStored(int size) {
        byte[] bytes = random(size);

        Uploader.Stored stored = store.upload(bytes);

        assertThat(stored.file().size()).isEqualTo(size);
        assertThat(store.download(link(stored))).isEqualTo(bytes);
        assertThat(store.download(bareLink(stored))).isEqualTo(bytes);
    }

    @Test
    void storesAFile(@TempDir Path directory) throws IOException {
        byte[] bytes = random(3_000_000);
        Path file = Files.write(directory.resolve("x"), bytes);

        assertThat(store.download(link(store.upload("x", Content.ofFile(file), KEPT))))
                .isEqualTo(bytes);
        assertThat(file).exists();
    }

    @Test
    void tellsWhatTheServerSays() {
        StoredFile file =
                store.upload("photo.png", Content.of(random(10)), KEPT).file();

        assertThat(file.url()).startsWith(PLIK.url() + "/file/" + file.uploadId() + "/" + file.fileId() + "/photo.png");
        assertThat(file.expiresAt())
                .isCloseTo(Instant.now().plus(Duration.ofHours(1)), Assertions.within(Duration.ofMinutes(5)));
        assertThat(file.oneShot()).isFalse();
        assertThat(file.uploadToken()).isNotEmpty();
        assertThat(file.fileserverUrl()).isEqualTo(PLIK.url());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ".",
                "..",
                "../../etc/passwd",
                "/etc/passwd",
                "a/b.txt",
                "a\\b.txt",
                "C:\\x.txt",
                "a b.txt",
                "ü.txt",
                "日本.csv",
                "😀.png",
                "100%",
                "%2e%2e",
                "a%2fb",
                "q?x#y",
                "a\"b.txt",
                "a'b",
                "a;b=c",
                "a\r\nX-Evil: 1",
                "a\u0000b",
                "\u202egpj.exe",
                "CON",
                "NUL.txt",
                "-rf",
                "~root",
                "$HOME",
                "`id`",
                "<script>",
                "a&b",
                "a=b",
                "a+b",
                "[x]",
                "{x}",
                "filename*=UTF-8''x",
                "x\";name=\"y",
                "--boundary--",
                "\ufeffx",
                "a\u2028b",
                ".hidden",
                "photo.png",
                "a..b",
                "x.tar.gz",
                "A_b-c.D",
                "Ünïcödé.JPG"
            })
    void anyNameRoundTrips(String name) {
        byte[] bytes = random(100);

        Uploader.Stored stored = store.upload(name, Content.of(bytes), KEPT);

        assertThat(store.download(link(stored))).isEqualTo(bytes);
        assertThat(stored.file().url()).matches("[!-~]+");
        assertThat(store.client.accepts(stored.file().url().substring(PLIK.url().length()), null))
                .isTrue();
    }

    @Test
    void veryLongNameRoundTrips() {
        Uploader.Stored stored = store.upload("n".repeat(4096) + ".txt", Content.of(random(7)), KEPT);

        assertThat(stored.file().url()).endsWith(".txt");
        assertThat(store.download(link(stored))).hasSize(7);
    }

    @Test
    void htmlRoundTrips() {
        byte[] page = "<!DOCTYPE html><html><body>hello</body></html>".getBytes(StandardCharsets.UTF_8);

        Uploader.Stored stored = store.upload("page.html", Content.of(page), KEPT);

        assertThat(store.download(link(stored))).isEqualTo(page);
    }

    @Test
    void keptFileIsReadAsOftenAsWanted() {
        Uploader.Stored stored = store.upload(random(1000));

        for (int i = 0; i < 16; i++) {
            assertThat(store.download(link(stored))).hasSize(1000);
        }
    }

    @Test
    void oneShotFileIsConsumedByItsFirstReader() {
        Uploader.Stored stored = store.upload("x", Content.of(random(1000)), ONE_SHOT);
        assertThat(stored.file().oneShot()).isTrue();
        assertThat(store.download(link(stored))).hasSize(1000);

        LinkGoneException e = catchThrowableOfType(LinkGoneException.class, () -> store.download(link(stored)));

        assertThat(e.reason()).isEqualTo(Reason.CONSUMED);
        assertThat(e.status()).isEqualTo(404);
        assertThat(e.isTransient()).isFalse();
    }

    @Test
    void oneOfSixteenReadersOfAOneShotFileWins() throws Exception {
        Uploader.Stored stored = store.upload("x", Content.of(random(200_000)), ONE_SHOT);
        Downloader downloader = store.downloader();

        List<Object> outcomes = inParallel(16, () -> {
            try (Content content = downloader.download(link(stored))) {
                return content.size();
            } catch (FileserverException e) {
                return e;
            }
        });

        assertThat(outcomes).filteredOn(Long.valueOf(200_000)::equals).hasSize(1);
        assertThat(outcomes).filteredOn(LinkGoneException.class::isInstance).hasSize(15);
    }

    @Test
    void checkConsumesNothingAndTellsWhatIsConsumed() {
        Uploader.Stored kept = store.upload(random(10));
        Uploader.Stored oneShot = store.upload("x", Content.of(random(10)), ONE_SHOT);
        List<Link> links = List.of(link(kept), link(oneShot));
        store.downloader().check(links);
        store.downloader().check(links);
        assertThat(store.download(link(oneShot))).hasSize(10);

        LinkGoneException e = catchThrowableOfType(
                LinkGoneException.class, () -> store.downloader().check(links));

        assertThat(e.reason()).isEqualTo(Reason.CONSUMED);
        assertThat(store.download(link(kept))).hasSize(10);
    }

    @Test
    void checkTellsOfAnUnknownUpload() {
        Link kept = link(store.upload(random(10)));
        Link unknown = new Link(PLIK.url() + "/file/aaaaaaaaaaaaaaaa/bbbbbbbbbbbbbbbb/c", "p", -1, null, null, "c");

        LinkGoneException e = catchThrowableOfType(
                LinkGoneException.class, () -> store.downloader().check(List.of(kept, unknown)));

        assertThat(e.reason()).isEqualTo(Reason.NOT_FOUND);
    }

    @Test
    void checkTellsOfAnUnknownFileInAKnownUpload() {
        Uploader.Stored stored = store.upload(random(10));
        Link unknown = new Link(
                PLIK.url() + "/file/" + stored.file().uploadId() + "/bbbbbbbbbbbbbbbb/c", "p", -1, null, null, "c");

        assertThatThrownBy(() -> store.downloader().check(List.of(link(stored), unknown)))
                .isInstanceOf(LinkGoneException.class);
    }

    @Test
    void expiredFileIsGone() {
        Uploader.Stored stored =
                store.upload("x", Content.of(random(10)), new Upload.Life(false, Duration.ofMillis(1500)));
        assertThat(stored.file().expiresAt()).isBefore(Instant.now().plusSeconds(5));

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            Throwable e = catchThrowable(() -> store.download(link(stored)));
            assertThat(e).isInstanceOf(LinkGoneException.class);
            assertThat(((LinkGoneException) e).reason()).isEqualTo(Reason.EXPIRED);
            assertThat(e).hasMessageContaining(stored.file().expiresAt().toString());
        });
        LinkGoneException e = catchThrowableOfType(
                LinkGoneException.class, () -> store.downloader().check(List.of(link(stored), link(stored))));
        assertThat(e.reason()).isEqualTo(Reason.EXPIRED);
    }

    @Test
    void senderDeletesWhatItStored() throws IOException {
        Uploader.Stored stored = store.upload(random(10));

        store.client.delete(stored.file());

        LinkGoneException e = catchThrowableOfType(LinkGoneException.class, () -> store.download(link(stored)));
        assertThat(e.reason()).isEqualTo(Reason.NOT_FOUND);
        assertThatCode(() -> store.client.delete(stored.file())).doesNotThrowAnyException();
    }

    @Test
    void receiverDeletesWhatItHasRead() {
        Uploader.Stored stored = store.upload(random(10));

        store.downloader().delete(link(stored));

        LinkGoneException e = catchThrowableOfType(LinkGoneException.class, () -> store.download(link(stored)));
        assertThat(e.reason()).isEqualTo(Reason.NOT_FOUND);
        assertThatCode(() -> store.downloader().delete(link(stored))).doesNotThrowAnyException();
    }

    @Test
    void fileOfWhichOnlyTheUrlIsKnownIsDeletedByIt() throws IOException {
        Uploader.Stored stored = store.upload(random(10));

        store.client.delete(StoredFile.at(stored.file().url()));

        assertThatThrownBy(() -> store.download(link(stored))).isInstanceOf(LinkGoneException.class);
    }

    @Test
    void receiverMayNotDeleteAOneShotFile() {
        Uploader.Stored stored = store.upload("x", Content.of(random(10)), ONE_SHOT);

        FileserverException e = catchThrowableOfType(
                FileserverException.class, () -> store.downloader().delete(link(stored)));

        assertThat(e.status()).isEqualTo(403);
        assertThat(e.isTransient()).isFalse();
    }

    @Test
    void passwordIsAskedForAndKnown() {
        PlikAccess access = new PlikAccess(PLIK.url(), "bob", "s3cret:ü", null);
        try (StoreFixture safe = new StoreFixture(access, null)) {
            Uploader.Stored stored = safe.upload(random(1000));

            assertThat(safe.download(link(stored))).hasSize(1000);
            safe.downloader().check(List.of(link(stored), link(stored)));
            FileserverException e = catchThrowableOfType(FileserverException.class, () -> store.download(link(stored)));
            assertThat(e.status()).isEqualTo(401);
            assertThat(e).hasMessageContaining("fileserverPassword").hasMessageNotContaining("s3cret");
            assertThatThrownBy(() -> store.downloader().check(List.of(link(stored), link(stored))))
                    .isInstanceOf(FileserverException.class);
        }
    }

    @Test
    void passwordWithoutUserIsPliksOwn() {
        try (StoreFixture safe = new StoreFixture(new PlikAccess(PLIK.url(), null, "s3cret", null), null)) {
            assertThat(safe.download(link(safe.upload(random(1000))))).hasSize(1000);
        }
    }

    @Test
    void slashAtTheEndOfTheBaseMakesNoDifference() {
        try (StoreFixture slashed = new StoreFixture(PLIK.url() + "/")) {
            Uploader.Stored stored = slashed.upload(random(1000));

            assertThat(stored.file().url()).doesNotContain("//file");
            assertThat(slashed.download(link(stored))).hasSize(1000);
        }
    }

    @Test
    void manyThreadsShareOneClient() throws Exception {
        byte[][] payloads = new byte[64][];
        Arrays.setAll(payloads, i -> random(100_000 + i * 1000));
        int[] next = {0};

        List<Object> same = inParallel(payloads.length, () -> {
            byte[] mine;
            synchronized (next) {
                mine = payloads[next[0]++];
            }
            return Arrays.equals(mine, download(store.upload(mine)));
        });

        assertThat(same).hasSize(64).containsOnly(true);
    }

    private byte[] download(Uploader.Stored stored) {
        try (Content content = store.downloader().download(link(stored))) {
            return content.toByteArray();
        }
    }

    @Test
    void closingADownloadEarlyEndsTheTransferAndHarmsNoOther() throws IOException {
        Uploader.Stored stored = store.upload(random(20_000_000));
        Download download = new Download(
                URI.create(stored.file().url()),
                URI.create(PLIK.url()),
                "p",
                20_000_000,
                "c",
                Deadline.in(Duration.ofSeconds(30)));
        for (int i = 0; i < 20; i++) {
            try (InputStream in = store.client.download(download)) {
                assertThat(in.readNBytes(10)).hasSize(10);
            }
        }

        assertThat(store.download(link(stored))).hasSize(20_000_000);
    }

    @Test
    void closedClientSaysSoAtOnce() {
        Uploader.Stored stored = store.upload(random(10));
        store.client.close();

        FileserverException e = catchThrowableOfType(FileserverException.class, () -> store.download(link(stored)));

        assertThat(e).hasMessageContaining("closed");
        assertThat(e.isTransient()).isFalse();
    }

    @Test
    void closedClientLeavesNoThread() {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        StoreFixture own = new StoreFixture(PLIK.url());
        assertThat(own.download(link(own.upload(random(1_000_000))))).hasSize(1_000_000);

        own.close();

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                        .filteredOn(thread -> !before.contains(thread))
                        .extracting(Thread::getName)
                        .noneMatch(name -> name.startsWith("natsbridge-")));
    }

    private interface Work {
        Object run() throws Exception;
    }

    private static List<Object> inParallel(int threads, Work work) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(Math.min(threads, 32));
        try {
            List<Future<Object>> futures = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                futures.add(executor.submit(work::run));
            }
            List<Object> results = new ArrayList<>();
            for (Future<Object> future : futures) {
                results.add(future.get());
            }
            return results;
        } finally {
            executor.shutdownNow();
        }
    }
}
