/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.natsbridge.camel.content.Content;
import io.natsbridge.camel.content.Spool;
import io.natsbridge.camel.error.NatsBridgeException.FileserverException;
import io.natsbridge.camel.error.NatsBridgeException.LinkGoneException;
import io.natsbridge.camel.error.NatsBridgeException.LinkGoneException.Reason;
import io.natsbridge.camel.error.NatsBridgeException.LinkRefusedException;
import io.natsbridge.camel.error.NatsBridgeException.PayloadIntegrityException;
import io.natsbridge.camel.error.NatsBridgeException.PayloadTooLargeException;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DownloaderTest {

    private static final String URL = "http://host/a";
    private static final int THRESHOLD = 1000;
    private static final byte[] BYTES = new byte[5000];

    static {
        new Random(1).nextBytes(BYTES);
    }

    @TempDir
    private Path directory;

    private final Server server = new Server();

    @AfterEach
    void everythingIsClosed() {
        assertThat(server.open).isZero();
    }

    @Test
    void fetchesIntoTheSpool() throws IOException {
        server.answers(BYTES);

        try (Content content = downloader().download(link(BYTES.length, sha256(BYTES)))) {
            assertThat(content.toByteArray()).isEqualTo(BYTES);
            assertThat(content.file()).isPresent();
        }
        assertNothingIsLeft();
    }

    @Test
    void smallContentStaysInMemory() {
        byte[] small = new byte[THRESHOLD];
        server.answers(small);

        try (Content content = downloader().download(link(THRESHOLD, sha256(small)))) {
            assertThat(content.file()).isEmpty();
            assertThat(content.size()).isEqualTo(THRESHOLD);
        }
    }

    @Test
    void fetchesWithoutSizeAndHash() {
        server.answers(BYTES);

        try (Content content = downloader().download(link(-1, null))) {
            assertThat(content.size()).isEqualTo(BYTES.length);
        }
    }

    @Test
    void hashMayBeWrittenInCapitals() {
        server.answers(BYTES);

        try (Content content =
                downloader().download(link(BYTES.length, sha256(BYTES).toUpperCase(Locale.ROOT)))) {
            assertThat(content.size()).isEqualTo(BYTES.length);
        }
    }

    @Test
    void triesAgainWhenTheConnectionBreaks() throws IOException {
        server.breaksAfter(3000).breaksAfter(0).answers(BYTES);

        try (Content content = downloader().download(link(BYTES.length, sha256(BYTES)))) {
            assertThat(content.toByteArray()).isEqualTo(BYTES);
        }
        assertNothingIsLeft();
    }

    @Test
    void leavesNothingWhenTheLastAttemptFails() throws IOException {
        server.breaksAfter(3000).breaksAfter(3000).breaksAfter(3000);

        FileserverException e = catchThrowableOfType(
                FileserverException.class, () -> downloader().download(link(BYTES.length, null)));

        assertThat(e)
                .hasMessageContaining("payload 'p'")
                .hasMessageContaining("3 attempts")
                .hasMessageContaining("broken");
        assertThat(e.isTransient()).isTrue();
        assertThat(e.getSuppressed()).hasSize(2);
        assertThat(server.downloads).isEqualTo(3);
        assertNothingIsLeft();
    }

    @Test
    void flippedByteIsFetchedOnceMore() {
        server.answers(flipped()).answers(BYTES);

        try (Content content = downloader().download(link(BYTES.length, sha256(BYTES)))) {
            assertThat(content.toByteArray()).isEqualTo(BYTES);
        }
    }

    @Test
    void flippedByteTwiceIsRefused() throws IOException {
        server.answers(flipped()).answers(flipped()).answers(BYTES);

        assertThatThrownBy(() -> downloader().download(link(BYTES.length, sha256(BYTES))))
                .isInstanceOf(PayloadIntegrityException.class)
                .hasMessageContaining("SHA-256")
                .hasMessageContaining(sha256(BYTES));
        assertThat(server.downloads).isEqualTo(2);
        assertNothingIsLeft();
    }

    @Test
    void noFlippedByteIsEverDelivered() throws IOException {
        Random random = new Random(3);
        for (int i = 0; i < 1000; i++) {
            byte[] wrong = BYTES.clone();
            wrong[random.nextInt(wrong.length)] ^= (byte) (1 << random.nextInt(8));
            server.answers(wrong).answers(wrong);

            assertThatThrownBy(() -> downloader().download(link(BYTES.length, sha256(BYTES))))
                    .isInstanceOf(PayloadIntegrityException.class);
        }
        assertNothingIsLeft();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2500, 4999, 5001, 6000})
    void anotherLengthIsRefusedAfterOneMoreTry(int announced) throws IOException {
        server.answers(BYTES).answers(BYTES).answers(BYTES);

        assertThatThrownBy(() -> downloader().download(link(announced, null)))
                .isInstanceOf(PayloadIntegrityException.class)
                .hasMessageContaining(" " + announced);
        assertThat(server.downloads).isEqualTo(2);
        assertNothingIsLeft();
    }

    @Test
    void readsNoMoreThanOneByteOverTheAnnouncedSize() {
        server.answersForEver().answersForEver();

        assertThatThrownBy(() -> downloader().download(link(300_000, null)))
                .isInstanceOf(PayloadIntegrityException.class)
                .hasMessageContaining("more bytes");
        assertThat(server.bytesRead).isEqualTo(2 * 300_001);
    }

    @Test
    void readsNoMoreThanOneByteOverTheLimit() throws IOException {
        server.answersForEver();

        assertThatThrownBy(() -> downloader(limits(200_000)).download(link(-1, null)))
                .isInstanceOf(PayloadTooLargeException.class)
                .hasMessageContaining("200000")
                .hasMessageContaining("maxDownloadBytes");
        assertThat(server.bytesRead).isEqualTo(200_001);
        assertThat(server.downloads).isEqualTo(1);
        assertNothingIsLeft();
    }

    @Test
    void announcedSizeOverTheLimitIsRefusedWithoutARequest() {
        assertThatThrownBy(() -> downloader(limits(4999)).download(link(5000, null)))
                .isInstanceOf(PayloadTooLargeException.class)
                .hasMessageContaining("5000 bytes against a limit of 4999");
        assertThat(server.downloads).isZero();
    }

    @Test
    void hugeAnnouncedSizesAreRefusedWithoutARequest() {
        assertThatThrownBy(() -> downloader().download(link(Long.MAX_VALUE, null)))
                .isInstanceOf(PayloadTooLargeException.class);
        assertThat(server.downloads).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "zz", "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdeg"})
    void hashThatIsNoneIsRefusedWithoutARequest(String sha256) {
        assertThatThrownBy(() -> downloader().download(link(5000, sha256)))
                .isInstanceOf(PayloadIntegrityException.class)
                .hasMessageContaining("'" + sha256 + "'");
        assertThat(server.downloads).isZero();
    }

    @Test
    void linkElsewhereIsRefusedWithoutARequest() {
        Link elsewhere = new Link("http://evil/a", "p", 1, null, null, "c");

        assertThatThrownBy(() -> downloader().download(elsewhere)).isInstanceOf(LinkRefusedException.class);
        assertThatThrownBy(() -> downloader().check(List.of(link(1, null), elsewhere)))
                .isInstanceOf(LinkRefusedException.class);
        assertThatThrownBy(() -> downloader().delete(elsewhere)).isInstanceOf(LinkRefusedException.class);
        assertThat(server.downloads + server.checks + server.deletions).isZero();
    }

    @Test
    void goneFileIsNotAskedForAgain() {
        server.fails(new LinkGoneException(Reason.EXPIRED, "gone", 404));

        LinkGoneException e = catchThrowableOfType(LinkGoneException.class, () -> downloader()
                .download(new Link(URL, "p", 5, null, Instant.parse("2026-03-01T10:00:00Z"), "c")));

        assertThat(e.reason()).isEqualTo(Reason.EXPIRED);
        assertThat(e).hasMessageContaining("the sender said it would live until 2026-03-01T10:00:00Z");
        assertThat(server.downloads).isEqualTo(1);
    }

    @Test
    void wrongBytesOfAOneShotFileAreTheReasonAndNotThatItIsGone() {
        server.answers(flipped()).fails(new LinkGoneException(Reason.CONSUMED, "gone", 404));

        assertThatThrownBy(() -> downloader().download(link(BYTES.length, sha256(BYTES))))
                .isInstanceOf(PayloadIntegrityException.class)
                .hasSuppressedException(new LinkGoneException(Reason.CONSUMED, "gone [2 attempts]", 404));
    }

    @Test
    void handlerThatNeverEndsIsCutAtTheDeadline() throws IOException {
        server.answersForEver();
        DownloadLimits short1 = new DownloadLimits(Long.MAX_VALUE, Duration.ofMillis(300), Long.MAX_VALUE);

        assertThatThrownBy(() -> downloader(short1).download(link(-1, null)))
                .isInstanceOf(FileserverException.class)
                .hasMessageContaining("deadline");
        assertNothingIsLeft();
    }

    @Test
    void spoolThatCannotBeWrittenIsNotTheServersFault() throws IOException {
        server.answers(BYTES).answers(BYTES);
        Path file = Files.createFile(directory.resolve("file"));
        Downloader downloader = new Downloader(server, rules(DownloadLimits.DEFAULT), new Spool(file, THRESHOLD));

        assertThatThrownBy(() -> downloader.download(link(BYTES.length, null)))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("spool");
        assertThat(server.downloads).isEqualTo(1);
    }

    @Test
    void oneLinkAloneIsNotChecked() {
        downloader().check(List.of(link(1, null)));
        downloader().check(List.of());

        assertThat(server.checks).isZero();
    }

    @Test
    void severalLinksAreCheckedAll() {
        downloader().check(List.of(link(1, null), link(2, null), link(3, null)));

        assertThat(server.checks).isEqualTo(3);
        assertThat(server.downloads).isZero();
    }

    @Test
    void checkIsRepeatedWhenItCannotBeDone() {
        server.checkFailures.add(new IOException("broken"));

        downloader().check(List.of(link(1, null), link(2, null)));

        assertThat(server.checks).isEqualTo(3);
    }

    @Test
    void checkTellsOfADeadLink() {
        server.checkFailures.add(new LinkGoneException(Reason.CONSUMED, "gone", 200));

        assertThatThrownBy(() -> downloader().check(List.of(link(1, null), link(2, null))))
                .isInstanceOf(LinkGoneException.class);
        assertThat(server.checks).isBetween(1, 2);
    }

    @Test
    void handlerThatCannotTellOrDeleteNeedNot() {
        FileserverDownloadHandler plain = download -> InputStream.nullInputStream();
        Downloader downloader = new Downloader(plain, rules(DownloadLimits.DEFAULT), new Spool(directory, THRESHOLD));

        assertThatCode(() -> {
                    downloader.check(List.of(link(1, null), link(2, null)));
                    downloader.delete(link(1, null));
                })
                .doesNotThrowAnyException();
    }

    @Test
    void deletesThroughTheHandler() {
        downloader().delete(link(1, null));

        assertThat(server.deletions).isEqualTo(1);
    }

    private void assertNothingIsLeft() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.filter(file -> !file.endsWith("file"))).isEmpty();
        }
    }

    private Downloader downloader() {
        return downloader(DownloadLimits.DEFAULT);
    }

    private Downloader downloader(DownloadLimits limits) {
        return new Downloader(server, rules(limits), new Spool(directory, THRESHOLD));
    }

    private static Downloader.Rules rules(DownloadLimits limits) {
        return new Downloader.Rules(
                new LinkPolicy(List.of("http://host"), Map.of()),
                new RetryPolicy(3, Duration.ZERO, Duration.ZERO),
                limits);
    }

    private static DownloadLimits limits(long maxBytes) {
        return new DownloadLimits(maxBytes, Duration.ofSeconds(60), 16 * 1024);
    }

    private static Link link(long size, String sha256) {
        return new Link(URL, "p", size, sha256, null, "c");
    }

    private static byte[] flipped() {
        byte[] wrong = BYTES.clone();
        wrong[4711] ^= 1;
        return wrong;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A handler that answers as it was told. */
    private static final class Server implements FileserverDownloadHandler {
        private final List<Object> script = new ArrayList<>();
        private final List<Exception> checkFailures = new ArrayList<>();
        private int downloads;
        private int checks;
        private int deletions;
        private int open;
        private long bytesRead;

        Server answers(byte[] bytes) {
            script.add(new ByteArrayInputStream(bytes));
            return this;
        }

        Server answersForEver() {
            script.add(new InputStream() {
                @Override
                public int read() {
                    return 1;
                }

                @Override
                public int read(byte[] bytes, int offset, int length) {
                    return length;
                }
            });
            return this;
        }

        Server breaksAfter(int bytes) {
            InputStream broken = new InputStream() {
                @Override
                public int read() throws IOException {
                    throw new IOException("broken");
                }

                @Override
                public int read(byte[] target, int offset, int length) throws IOException {
                    throw new IOException("broken");
                }
            };
            script.add(new SequenceInputStream(new ByteArrayInputStream(BYTES, 0, bytes), broken));
            return this;
        }

        Server fails(RuntimeException failure) {
            script.add(failure);
            return this;
        }

        @Override
        public InputStream download(Download download) {
            downloads++;
            Object next = script.remove(0);
            if (next instanceof RuntimeException failure) {
                throw failure;
            }
            open++;
            return new FilterInputStream((InputStream) next) {
                @Override
                public int read(byte[] bytes, int offset, int length) throws IOException {
                    int n = in.read(bytes, offset, length);
                    bytesRead += Math.max(0, n);
                    return n;
                }

                @Override
                public void close() {
                    open--;
                }
            };
        }

        @Override
        public synchronized void check(Download download) throws IOException {
            checks++;
            if (!checkFailures.isEmpty()) {
                Exception next = checkFailures.remove(0);
                if (next instanceof IOException e) {
                    throw e;
                }
                throw (RuntimeException) next;
            }
        }

        @Override
        public void delete(Download download) {
            deletions++;
        }
    }
}
