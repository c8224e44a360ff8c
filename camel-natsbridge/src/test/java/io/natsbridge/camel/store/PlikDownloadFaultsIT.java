/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.store;

import static io.natsbridge.camel.store.StoreFixture.ONE_SHOT;
import static io.natsbridge.camel.store.StoreFixture.TWICE;
import static io.natsbridge.camel.store.StoreFixture.bareLink;
import static io.natsbridge.camel.store.StoreFixture.link;
import static io.natsbridge.camel.store.StoreFixture.random;
import static io.natsbridge.camel.test.plik.PlikOperation.DELETE;
import static io.natsbridge.camel.test.plik.PlikOperation.DOWNLOAD;
import static io.natsbridge.camel.test.plik.PlikOperation.INFO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.awaitility.Awaitility.await;

import io.natsbridge.camel.content.Content;
import io.natsbridge.camel.error.NatsBridgeException;
import io.natsbridge.camel.error.NatsBridgeException.FileserverException;
import io.natsbridge.camel.error.NatsBridgeException.LinkGoneException;
import io.natsbridge.camel.error.NatsBridgeException.LinkGoneException.Reason;
import io.natsbridge.camel.error.NatsBridgeException.PayloadIntegrityException;
import io.natsbridge.camel.error.NatsBridgeException.PayloadTooLargeException;
import io.natsbridge.camel.test.plik.EmbeddedPlikOptions;
import io.natsbridge.camel.test.plik.Fault;
import io.natsbridge.camel.test.plik.PlikExtension;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a download does when the server, or what stands before it, misbehaves. */
class PlikDownloadFaultsIT {

    @RegisterExtension
    static final PlikExtension PLIK = PlikExtension.embedded(EmbeddedPlikOptions.defaults());

    private static final int SIZE = 300_000;
    private static final byte[] BYTES = random(SIZE);
    private static final RetryPolicy ONCE = new RetryPolicy(1, Duration.ZERO, Duration.ZERO);

    private StoreFixture store;
    private Uploader.Stored stored;

    @BeforeEach
    void upload() {
        store = new StoreFixture(PLIK.url());
        stored = store.upload("payload.bin", Content.of(BYTES), StoreFixture.KEPT);
    }

    @AfterEach
    void close() {
        store.close();
    }

    static Stream<Arguments> brokenBodies() {
        return Stream.of(
                Arguments.of("cut, then closed", Fault.truncate(100_000)),
                Arguments.of("cut at the start", Fault.truncate(0)),
                Arguments.of("one byte missing", Fault.truncate(SIZE - 1)),
                Arguments.of("reset", Fault.reset(100_000)),
                Arguments.of("chunks cut", Fault.truncateChunked(100_000)),
                Arguments.of("chunks without their end", Fault.truncateChunked(SIZE)),
                Arguments.of("no length, cut", Fault.noLength(100_000)),
                Arguments.of("no length", Fault.noLength()),
                Arguments.of("length too small", Fault.wrongLength(-1000)),
                Arguments.of("length too large", Fault.wrongLength(1000)),
                Arguments.of("two lengths", Fault.twoLengths(600)),
                Arguments.of("chunks and a length", Fault.chunkedWithLength(5)),
                Arguments.of("chunks and the right length", Fault.chunkedWithLength(SIZE)),
                Arguments.of("compressed", Fault.gzip()),
                Arguments.of("flipped", Fault.flip(4711)),
                Arguments.of("endless", Fault.endless()),
                Arguments.of("a login page", Fault.loginPage()),
                Arguments.of("an error text with status 200", Fault.errorTextWithStatus200("internal server error")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenBodies")
    void brokenBodyIsNeverDelivered(String name, Fault fault) {
        PLIK.faults().always(DOWNLOAD, fault);

        for (int i = 0; i < 20; i++) {
            assertThat(catchThrowable(() -> store.download(link(stored)))).isInstanceOf(NatsBridgeException.class);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenBodies")
    void brokenBodyIsFetchedAgain(String name, Fault fault) {
        PLIK.faults().next(DOWNLOAD, fault);

        Throwable e =
                catchThrowable(() -> assertThat(store.download(link(stored))).isEqualTo(BYTES));

        assertThat(e == null || name.contains("login")).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenBodies")
    void brokenBodyOfUnknownSizeAndHashIsDeliveredOnlyWhereNothingTells(String name, Fault fault) {
        PLIK.faults().always(DOWNLOAD, fault);
        DownloadLimits limits = new DownloadLimits(1_000_000, Duration.ofSeconds(10), 1_000_000);
        boolean looksRight = List.of("length too small", "compressed", "flipped", "an error text with status 200")
                .contains(name);

        Throwable e = catchThrowable(() -> store.download(bareLink(stored), ONCE, limits));

        assertThat(e == null).isEqualTo(looksRight);
    }

    @Test
    void bodyOverItsLengthHarmsNoLaterDownload() {
        for (int i = 0; i < 20; i++) {
            PLIK.faults().next(DOWNLOAD, Fault.overlong(5000));

            assertThat(store.download(link(stored))).isEqualTo(BYTES);
            assertThat(store.download(link(stored))).isEqualTo(BYTES);
        }
    }

    @Test
    void noFlippedByteIsDelivered() {
        Random random = new Random(5);
        for (int i = 0; i < 200; i++) {
            PLIK.faults().next(DOWNLOAD, Fault.flip(random.nextInt(SIZE)));

            assertThatThrownBy(() -> store.download(link(stored), ONCE, DownloadLimits.DEFAULT))
                    .isInstanceOf(PayloadIntegrityException.class);
        }
    }

    @Test
    void readsLittleMoreThanAnnounced() {
        PLIK.faults().always(DOWNLOAD, Fault.endless());

        assertThatThrownBy(() -> store.download(link(stored))).isInstanceOf(PayloadIntegrityException.class);
        assertThat(PLIK.faults().requests(DOWNLOAD)).isEqualTo(2);
    }

    @Test
    void endlessBodyIsCutAtTheLimit() {
        PLIK.faults().always(DOWNLOAD, Fault.endless());

        assertThatThrownBy(() -> store.download(
                        bareLink(stored), TWICE, new DownloadLimits(1_000_000, Duration.ofSeconds(30), 1000)))
                .isInstanceOf(PayloadTooLargeException.class);
        assertThat(PLIK.faults().requests(DOWNLOAD)).isEqualTo(1);
    }

    @Test
    void failuresUseUpNoConnections() {
        List<Fault> faults = List.of(
                Fault.truncate(1000),
                Fault.status(404),
                Fault.status(500).withBody("text/html", "x".repeat(100_000)),
                Fault.loginPage(),
                Fault.endless(),
                Fault.twoLengths(5),
                Fault.redirect("http://x/"));
        for (int i = 0; i < 210; i++) {
            PLIK.faults().next(DOWNLOAD, faults.get(i % faults.size()));
            assertThat(catchThrowable(() -> store.download(link(stored), ONCE, DownloadLimits.DEFAULT)))
                    .isInstanceOf(NatsBridgeException.class);
        }

        assertThat(store.download(link(stored))).isEqualTo(BYTES);
    }

    @Test
    void closingTheClientEndsADownloadThatRuns() {
        PLIK.faults().always(DOWNLOAD, Fault.trickle(30_000));
        CompletableFuture<Throwable> failure = CompletableFuture.supplyAsync(() -> catchThrowable(
                () -> store.downloader(new RetryPolicy(100, Duration.ZERO, Duration.ZERO), DownloadLimits.DEFAULT)
                        .download(link(stored))));
        await().atMost(Duration.ofSeconds(10)).until(() -> PLIK.faults().bytesServed() > 1000);

        store.client.close();

        assertThat(failure)
                .succeedsWithin(Duration.ofSeconds(10))
                .isInstanceOf(FileserverException.class)
                .extracting(Throwable::getMessage, STRING)
                .contains("closed");
    }

    @Test
    void bodyCanBeReadByteByByte() throws IOException {
        Uploader.Stored small = store.upload(new byte[] {-1, 0, 1});
        try (InputStream in = store.client.download(download(small, 3))) {
            assertThat(in.read()).isEqualTo(255);
            assertThat(in.read()).isZero();
            assertThat(in.read()).isEqualTo(1);
            assertThat(in.read()).isEqualTo(-1);
            assertThat(in.read()).isEqualTo(-1);
        }
    }

    @Test
    void consumedIsNotTakenForGrantedWhenTheServerDoesNotTell() {
        Uploader.Stored oneShot = store.upload("x", Content.of(BYTES), ONE_SHOT);
        assertThat(store.download(link(oneShot))).isEqualTo(BYTES);
        for (Fault fault : List.of(Fault.status(500), Fault.lostAnswer(), Fault.loginPage())) {
            PLIK.faults().next(INFO, fault);

            LinkGoneException e = catchThrowableOfType(LinkGoneException.class, () -> store.download(link(oneShot)));

            assertThat(e.reason()).isEqualTo(Reason.NOT_FOUND);
        }
    }

    @Test
    void htmlPageOfTheAnnouncedSizeIsAFile() {
        PLIK.faults().next(DOWNLOAD, Fault.delay(Duration.ZERO).withHeader("Content-Type", "text/html; charset=utf-8"));

        assertThat(store.download(link(stored))).isEqualTo(BYTES);
    }

    @Test
    void answerWithoutATypeIsAFile() {
        PLIK.faults().next(DOWNLOAD, Fault.delay(Duration.ZERO).withHeader("Content-Type", "x"));

        assertThat(store.download(link(stored))).isEqualTo(BYTES);
    }

    @Test
    void deletionIsRepeatedAndItsFailureTold() {
        PLIK.faults().next(DELETE, Fault.status(503));
        store.downloader().delete(link(stored));
        assertThat(PLIK.faults().requests(DELETE)).isEqualTo(2);

        PLIK.faults().always(DELETE, Fault.status(500));
        FileserverException e = catchThrowableOfType(
                FileserverException.class, () -> store.downloader().delete(link(stored)));
        assertThat(e.status()).isEqualTo(500);
        assertThat(e).hasMessageContaining("delete payload 'p'");
        assertThatThrownBy(() -> store.client.delete(stored.file()))
                .isInstanceOf(FileserverException.class)
                .hasMessageNotContaining(stored.file().uploadToken());
    }

    private static Download download(Uploader.Stored file, long size) {
        return new Download(
                URI.create(file.file().url()),
                URI.create(PLIK.url()),
                "p",
                size,
                "c",
                Deadline.in(Duration.ofSeconds(30)));
    }

    static Stream<Arguments> slowAnswers() {
        return Stream.of(
                Arguments.of("a body of a byte a second", Fault.trickle(1), "bytes moved in 1000 ms"),
                Arguments.of("a body just below the floor", Fault.trickle(8_000), "bytes moved in 1000 ms"),
                Arguments.of("a stall", Fault.stall(100_000), "bytes moved in 1000 ms"),
                Arguments.of("no answer", Fault.noAnswer(), "no answer within 1000 ms"),
                Arguments.of("nobody there", Fault.hang(), "no answer within 1000 ms"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("slowAnswers")
    void slowServerIsGivenUpAndAskedAgain(String name, Fault fault, String reason) {
        PLIK.faults().next(DOWNLOAD, fault);
        assertThat(store.download(link(stored))).isEqualTo(BYTES);

        PLIK.faults().always(DOWNLOAD, fault);
        long start = System.nanoTime();
        FileserverException e = catchThrowableOfType(
                FileserverException.class, () -> store.download(link(stored), ONCE, DownloadLimits.DEFAULT));
        assertThat(e).hasMessageContaining(reason);
        assertThat(e.isTransient()).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void bodyThatIsJustFastEnoughArrives() {
        PLIK.faults().always(DOWNLOAD, Fault.trickle(100_000));

        assertThat(store.download(link(stored))).isEqualTo(BYTES);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void deadlineEndsADownloadWhateverItsPace(int round) {
        PLIK.faults().always(DOWNLOAD, Fault.trickle(50_000));
        DownloadLimits limits = new DownloadLimits(1_000_000, Duration.ofMillis(1500), Long.MAX_VALUE);
        long start = System.nanoTime();

        FileserverException e = catchThrowableOfType(
                FileserverException.class, () -> store.download(link(stored), RetryPolicy.DEFAULT, limits));

        assertThat(e).hasMessageContaining("deadline");
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(1350), Duration.ofMillis(2500));
    }

    static Stream<Fault> paces() {
        return Stream.of(Fault.delay(Duration.ZERO), Fault.trickle(5_000_000));
    }

    @ParameterizedTest
    @MethodSource("paces")
    void deadlineMayStrikeAtAnyMoment(Fault pace) {
        int ended = 0;
        for (int i = 0; i < 400; i++) {
            PLIK.faults().next(DOWNLOAD, pace);
            DownloadLimits limits = new DownloadLimits(1_000_000, Duration.ofNanos(1 + i * 20_000L), Long.MAX_VALUE);
            Throwable e = catchThrowable(() -> store.download(link(stored), ONCE, limits));
            if (e != null) {
                assertThat(e).isInstanceOf(FileserverException.class);
                assertThat(((FileserverException) e).isTransient()).isTrue();
                ended++;
            }
            PLIK.faults().clear();
        }

        assertThat(ended).isPositive();
        assertThat(store.download(link(stored))).isEqualTo(BYTES);
    }

    static Stream<Arguments> passingTroubles() {
        String soon = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                ZonedDateTime.now(ZoneOffset.UTC).minusMinutes(5));
        List<String> retryAfter = List.of("", "0", soon, "soon", "-1", "1.5", "99999999999999999999", "0x1", " 0 ");
        return IntStream.of(408, 429, 500, 502, 503, 504, 507).boxed().flatMap(status -> retryAfter.stream()
                .map(value -> Arguments.of(status, value)));
    }

    @ParameterizedTest
    @MethodSource("passingTroubles")
    void passingTroubleIsWaitedOut(int status, String retryAfter) {
        Fault fault = retryAfter.isEmpty()
                ? Fault.status(status)
                : Fault.status(status).withHeader("Retry-After", retryAfter);
        PLIK.faults().next(DOWNLOAD, 4, fault);
        RetryPolicy fiveTimes = new RetryPolicy(5, Duration.ZERO, Duration.ZERO);

        assertThat(store.download(link(stored), fiveTimes, DownloadLimits.DEFAULT))
                .isEqualTo(BYTES);
        assertThat(PLIK.faults().requests(DOWNLOAD)).isEqualTo(5);
    }

    @Test
    void serverIsGivenTheTimeItAsksFor() {
        PLIK.faults().next(DOWNLOAD, Fault.status(503).withHeader("Retry-After", "1"));
        long start = System.nanoTime();

        assertThat(store.download(link(stored))).isEqualTo(BYTES);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"315360000", "3600", "Wed, 01 Jan 2200 00:00:00 GMT"})
    void serverThatAsksForMoreTimeThanThereIsIsGivenUpAtOnce(String retryAfter) {
        PLIK.faults().always(DOWNLOAD, Fault.status(429).withHeader("Retry-After", retryAfter));
        DownloadLimits limits = new DownloadLimits(SIZE, Duration.ofSeconds(30), Long.MAX_VALUE);

        FileserverException e = catchThrowableOfType(
                FileserverException.class, () -> store.download(link(stored), RetryPolicy.DEFAULT, limits));

        assertThat(e).hasMessageContaining("no time is left for another try in 60000 ms");
        assertThat(e.status()).isEqualTo(429);
        assertThat(e.isTransient()).isTrue();
        assertThat(PLIK.faults().requests(DOWNLOAD)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 206, 400, 401, 402, 403, 404, 405, 410, 413, 415, 416, 418, 451})
    void permanentRefusalIsNotRepeated(int status) {
        PLIK.faults().always(DOWNLOAD, Fault.status(status));

        FileserverException e = catchThrowableOfType(FileserverException.class, () -> store.download(link(stored)));

        assertThat(e.status()).isEqualTo(status);
        assertThat(e.isTransient()).isFalse();
        assertThat(e instanceof LinkGoneException).isEqualTo(status == 404 || status == 410);
        assertThat(PLIK.faults().requests()).isEqualTo(PLIK.faults().requests(DOWNLOAD) + 2);
        assertThat(PLIK.faults().requests(DOWNLOAD)).isEqualTo(1);
    }

    @Test
    void bodyOfAFailureIsNeitherDataNorPartOfTheMessage() {
        PLIK.faults()
                .always(
                        DOWNLOAD,
                        Fault.status(500).withBody("text/plain", "internal server error\nSECRET BYTES OF A FILE"));

        assertThatThrownBy(() -> store.download(link(stored)))
                .hasMessageContaining("(internal server error)")
                .hasMessageNotContaining("SECRET");
    }

    @Test
    void pageOfAFailureIsNotQuoted() {
        PLIK.faults().always(DOWNLOAD, Fault.status(502).withBody("text/html", "<html>nginx</html>"));

        assertThatThrownBy(() -> store.download(link(stored)))
                .hasMessageContaining("answered 502;")
                .hasMessageNotContaining("nginx");
    }

    @Test
    void loserOfARaceForAOneShotFileLearnsThatItIsConsumed() {
        Uploader.Stored oneShot = store.upload("x", Content.of(BYTES), ONE_SHOT);
        assertThat(store.download(link(oneShot))).isEqualTo(BYTES);
        PLIK.faults().next(DOWNLOAD, Fault.status(500).withBody("text/plain", "internal server error\n"));

        LinkGoneException e = catchThrowableOfType(LinkGoneException.class, () -> store.download(link(oneShot)));

        assertThat(e.reason()).isEqualTo(Reason.CONSUMED);
        assertThat(e).hasMessageContaining("2 attempts");
        assertThat(e.getSuppressed()).anyMatch(s -> s instanceof FileserverException f && f.status() == 500);
    }

    @Test
    void oneShotFileThatBreaksOffIsConsumed() {
        Uploader.Stored oneShot = store.upload("x", Content.of(BYTES), ONE_SHOT);
        PLIK.faults().next(DOWNLOAD, Fault.truncate(1000));

        LinkGoneException e = catchThrowableOfType(LinkGoneException.class, () -> store.download(link(oneShot)));

        assertThat(e.reason()).isEqualTo(Reason.CONSUMED);
        assertThat(e.getSuppressed()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/#/?err=file x (y) is not available : removed&errcode=404&uri=/file/a/b/c",
                "/plik/#/?err=upload abc not found&errcode=404&uri=/file/a/b/c",
                "/#/?err=upload%20abc%20has%20expired&errcode=404"
            })
    void redirectToAnErrorPageIsThatError(String location) {
        PLIK.faults().always(DOWNLOAD, Fault.redirect(location));

        LinkGoneException e = catchThrowableOfType(LinkGoneException.class, () -> store.download(link(stored)));

        assertThat(e.status()).isEqualTo(404);
        assertThat(PLIK.faults().requests(DOWNLOAD)).isEqualTo(1);
    }

    @Test
    void checkLearnsNothingFromAServerThatKnowsNoUploads() {
        for (int status : new int[] {204, 301, 400, 404, 405, 410, 501}) {
            PLIK.faults().next(INFO, 2, Fault.status(status));

            assertThatCode(() -> store.downloader().check(List.of(link(stored), link(stored))))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void checkIsRepeatedLikeADownload() {
        PLIK.faults().next(INFO, Fault.status(503));
        PLIK.faults().next(INFO, Fault.lostAnswer());

        RetryPolicy threeTimes = new RetryPolicy(3, Duration.ZERO, Duration.ZERO);
        store.downloader(threeTimes, DownloadLimits.DEFAULT).check(List.of(link(stored), link(stored)));

        assertThat(PLIK.faults().requests(INFO)).isEqualTo(4);
    }
}
