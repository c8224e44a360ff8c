/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.store;

import static io.natsbridge.camel.store.StoreFixture.KEPT;
import static io.natsbridge.camel.store.StoreFixture.ONE_SHOT;
import static io.natsbridge.camel.store.StoreFixture.link;
import static io.natsbridge.camel.store.StoreFixture.random;
import static io.natsbridge.camel.test.plik.PlikOperation.CREATE;
import static io.natsbridge.camel.test.plik.PlikOperation.DELETE;
import static io.natsbridge.camel.test.plik.PlikOperation.UPLOAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.natsbridge.camel.content.Content;
import io.natsbridge.camel.content.Spool;
import io.natsbridge.camel.error.NatsBridgeException.FileserverException;
import io.natsbridge.camel.error.NatsBridgeException.LinkGoneException;
import io.natsbridge.camel.error.NatsBridgeException.PayloadTooLargeException;
import io.natsbridge.camel.test.plik.EmbeddedPlik;
import io.natsbridge.camel.test.plik.EmbeddedPlikOptions;
import io.natsbridge.camel.test.plik.Fault;
import io.natsbridge.camel.test.plik.PlikFeature;
import io.natsbridge.camel.test.plik.PlikFeature.Mode;
import io.natsbridge.camel.test.plik.PlikOperation;
import io.natsbridge.camel.test.plik.PlikUser;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers whose administrator decided differently from the defaults. */
class PlikOptionsIT {

    private EmbeddedPlik plik;
    private StoreFixture store;

    private void start(EmbeddedPlikOptions.Builder options) {
        start(options, null, null);
    }

    private void start(EmbeddedPlikOptions.Builder options, String password, String token) {
        plik = EmbeddedPlik.start(options.build());
        store = new StoreFixture(new PlikAccess(plik.url(), null, password, token), null);
    }

    @AfterEach
    void stop() {
        store.close();
        plik.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/plik", "/a/b/c"})
    void pathPrefixIsKept(String path) throws IOException {
        start(EmbeddedPlikOptions.builder().path(path));

        Uploader.Stored stored = store.upload(random(1000));

        assertThat(stored.file().url()).startsWith(plik.url() + "/file/");
        assertThat(store.download(link(stored))).hasSize(1000);
        store.downloader().check(List.of(link(stored), link(stored)));
        store.client.delete(stored.file());
        assertThatThrownBy(() -> store.download(link(stored))).isInstanceOf(LinkGoneException.class);
    }

    @Test
    void linksNameTheDownloadDomain() throws IOException {
        int port = freePort();
        start(EmbeddedPlikOptions.builder().port(port).downloadDomain(URI.create("http://localhost:" + port)));

        Uploader.Stored stored = store.upload(random(1000));

        assertThat(stored.file().url()).startsWith("http://localhost:" + port + "/file/");
        assertThat(downloadFrom(stored, List.of("http://localhost:" + port), Map.of()))
                .isEqualTo(1000);
        store.client.delete(stored.file());
    }

    @Test
    void anotherHostThanTheDownloadDomainIsRefusedByTheServer() throws IOException {
        int port = freePort();
        start(EmbeddedPlikOptions.builder().port(port).downloadDomain(URI.create("http://localhost:" + port)));
        Uploader.Stored stored = store.upload(random(1000));

        FileserverException e = catchThrowableOfType(
                FileserverException.class,
                () -> downloadFrom(stored, List.of(), Map.of("http://localhost:" + port, plik.url())));

        assertThat(e.status()).isEqualTo(400);
        assertThat(e).hasMessageContaining("download domain");
    }

    @Test
    void mappingLeadsToTheServer() {
        start(EmbeddedPlikOptions.builder());
        Uploader.Stored stored = store.upload(random(1000));
        String seenBySender = stored.file().url().replace(plik.url(), "http://plik.sender.example:8080");
        Link link = new Link(seenBySender, "p", 1000, stored.sha256(), null, "c");

        try (Content content = downloader(List.of(), Map.of("http://plik.sender.example:8080", plik.url()))
                .download(link)) {
            assertThat(content.size()).isEqualTo(1000);
        }
    }

    @Test
    void forcedOneShotIsBelieved() {
        start(EmbeddedPlikOptions.builder().feature(PlikFeature.ONE_SHOT, Mode.FORCED));

        assertThat(store.upload("x", Content.of(random(10)), KEPT).file().oneShot())
                .isTrue();
    }

    @Test
    void forcedStreamIsAnErrorAndNoHang() {
        start(EmbeddedPlikOptions.builder().feature(PlikFeature.STREAM, Mode.FORCED));
        long start = System.nanoTime();

        FileserverException e = catchThrowableOfType(FileserverException.class, () -> store.upload(random(10)));

        assertThat(e).hasMessageContaining("stream");
        assertThat(e.isTransient()).isFalse();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
        assertThat(plik.faults().requests(UPLOAD)).isZero();
        assertThat(plik.faults().requests(DELETE)).isEqualTo(1);
    }

    @Test
    void disabledOneShotIsAnErrorOnlyWhereItIsWanted() {
        start(EmbeddedPlikOptions.builder().feature(PlikFeature.ONE_SHOT, Mode.DISABLED));

        assertThat(store.upload("x", Content.of(random(10)), KEPT).file().oneShot())
                .isFalse();
        assertThatThrownBy(() -> store.upload("x", Content.of(random(10)), ONE_SHOT))
                .isInstanceOf(FileserverException.class)
                .hasMessageContaining("one shot uploads are disabled");
    }

    @Test
    void disabledRemovableIsDoneWithout() throws IOException {
        start(EmbeddedPlikOptions.builder().feature(PlikFeature.REMOVABLE, Mode.DISABLED));

        Uploader.Stored stored = store.upload(random(10));

        assertThat(store.download(link(stored))).hasSize(10);
        assertThat(plik.faults().requests(CREATE)).isEqualTo(2);
        FileserverException e = catchThrowableOfType(
                FileserverException.class, () -> store.downloader().delete(link(stored)));
        assertThat(e.status()).isEqualTo(403);
        store.client.delete(stored.file());
    }

    @ParameterizedTest
    @EnumSource(
            value = Mode.class,
            names = {"FORCED"})
    void forcedPasswordIsAnErrorWithoutOneAndWorksWithIt(Mode mode) {
        start(EmbeddedPlikOptions.builder().feature(PlikFeature.PASSWORD, mode), "s3cret", null);

        assertThat(store.download(link(store.upload(random(10))))).hasSize(10);
        try (StoreFixture anonymous = new StoreFixture(plik.url())) {
            FileserverException e = catchThrowableOfType(FileserverException.class, () -> anonymous.upload(random(10)));
            assertThat(e.status()).isEqualTo(400);
            assertThat(e).hasMessageContaining("password");
        }
    }

    @Test
    void tokenLetsIn() {
        start(
                EmbeddedPlikOptions.builder()
                        .feature(PlikFeature.AUTHENTICATION, Mode.FORCED)
                        .user(new PlikUser("bob", "b0b-t0ken")),
                null,
                "b0b-t0ken");

        assertThat(store.download(link(store.upload(random(10))))).hasSize(10);
        assertThat(plik.faults().last(CREATE).orElseThrow().header("X-PlikToken"))
                .contains("b0b-t0ken");
    }

    @Test
    void wrongTokenIsRefusedAndNotTold() {
        start(
                EmbeddedPlikOptions.builder()
                        .feature(PlikFeature.AUTHENTICATION, Mode.FORCED)
                        .user(new PlikUser("bob", "b0b-t0ken")),
                null,
                "wr0ng");

        FileserverException e = catchThrowableOfType(FileserverException.class, () -> store.upload(random(10)));

        assertThat(e.status()).isEqualTo(403);
        assertThat(e).hasMessageContaining("fileserverToken").hasMessageNotContaining("wr0ng");
        assertThat(plik.faults().requests(CREATE)).isEqualTo(1);
    }

    @Test
    void missingTokenIsRefused() {
        start(EmbeddedPlikOptions.builder().feature(PlikFeature.AUTHENTICATION, Mode.FORCED));

        assertThatThrownBy(() -> store.upload(random(10)))
                .isInstanceOf(FileserverException.class)
                .hasMessageContaining("anonymous uploads are disabled");
    }

    @Test
    void smallFileOverTheServersLimitIsRefusedByTheServer() {
        start(EmbeddedPlikOptions.builder().maxFileSize(1000));

        FileserverException e = catchThrowableOfType(FileserverException.class, () -> store.upload(random(2_000_000)));

        assertThat(e).hasMessageContaining("file too big (limit is set to 1.0 kB)");
        assertThat(e.status()).isEqualTo(400);
        assertThat(e.isTransient()).isFalse();
        assertThat(plik.faults().requests(DELETE)).isEqualTo(1);
    }

    @Test
    void largeFileOverTheServersLimitIsRefusedBeforeItIsSent() {
        start(EmbeddedPlikOptions.builder().maxFileSize(9_000_000));

        PayloadTooLargeException e =
                catchThrowableOfType(PayloadTooLargeException.class, () -> store.upload(random(9_000_001)));

        assertThat(e.limit()).isEqualTo(9_000_000);
        assertThat(e.bytes()).isEqualTo(9_000_001);
        assertThat(plik.faults().requests(CREATE)).isZero();
        assertThat(store.download(link(store.upload(random(9_000_000))))).hasSize(9_000_000);
    }

    @Test
    void limitThatTheServerDidNotTellIsHeardInTheMiddleOfTheUpload() {
        start(EmbeddedPlikOptions.builder().maxFileSize(1_000_000));
        plik.faults().always(PlikOperation.CONFIG, Fault.status(404));

        for (int i = 0; i < 5; i++) {
            FileserverException e =
                    catchThrowableOfType(FileserverException.class, () -> store.upload(random(30_000_000)));

            assertThat(e).hasMessageContaining("file too big");
            assertThat(e.isTransient()).isFalse();
        }
    }

    @Test
    void fullDiskIsAPassingTrouble() {
        start(EmbeddedPlikOptions.builder().diskQuota(1000));

        FileserverException e = catchThrowableOfType(FileserverException.class, () -> store.upload(random(5000)));

        assertThat(e.status()).isEqualTo(500);
        assertThat(e.isTransient()).isTrue();
    }

    @Test
    void timeToLiveOverTheServersMaximumIsRefused() {
        start(EmbeddedPlikOptions.builder().maxTtl(Duration.ofMinutes(10)).defaultTtl(Duration.ofMinutes(10)));

        assertThatThrownBy(() -> store.upload(random(10)))
                .isInstanceOf(FileserverException.class)
                .hasMessageContaining("maximum allowed is : 600");
    }

    @Test
    void timeToLiveThatTheServerSetsIsBelieved() {
        start(EmbeddedPlikOptions.builder()
                .defaultTtl(Duration.ofMinutes(10))
                .feature(PlikFeature.SET_TTL, Mode.DISABLED));

        assertThat(store.upload(random(10)).file().expiresAt())
                .isCloseTo(Instant.now().plus(Duration.ofMinutes(10)), Assertions.within(Duration.ofMinutes(1)));
    }

    @Test
    void serverWithoutWebPageIsTheSame() {
        start(EmbeddedPlikOptions.builder().noWebInterface());

        assertThat(store.download(link(store.upload(random(10))))).hasSize(10);
    }

    private long downloadFrom(Uploader.Stored stored, List<String> servers, Map<String, String> mappings) {
        try (Content content = downloader(servers, mappings).download(link(stored))) {
            return content.size();
        }
    }

    private Downloader downloader(List<String> servers, Map<String, String> mappings) {
        return new Downloader(
                store.client,
                new Downloader.Rules(new LinkPolicy(servers, mappings), StoreFixture.TWICE, DownloadLimits.DEFAULT),
                Spool.inTemporaryDirectory());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
