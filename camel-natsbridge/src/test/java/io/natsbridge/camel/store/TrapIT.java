/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.store;

import static io.natsbridge.camel.store.StoreFixture.link;
import static io.natsbridge.camel.store.StoreFixture.random;
import static io.natsbridge.camel.test.plik.PlikOperation.CREATE;
import static io.natsbridge.camel.test.plik.PlikOperation.DELETE;
import static io.natsbridge.camel.test.plik.PlikOperation.DOWNLOAD;
import static io.natsbridge.camel.test.plik.PlikOperation.INFO;
import static io.natsbridge.camel.test.plik.PlikOperation.UPLOAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.natsbridge.camel.content.Content;
import io.natsbridge.camel.content.Spool;
import io.natsbridge.camel.error.NatsBridgeException;
import io.natsbridge.camel.error.NatsBridgeException.FileserverException;
import io.natsbridge.camel.error.NatsBridgeException.LinkRefusedException;
import io.natsbridge.camel.test.plik.EmbeddedPlik;
import io.natsbridge.camel.test.plik.EmbeddedPlikOptions;
import io.natsbridge.camel.test.plik.Fault;
import io.natsbridge.camel.test.plik.PlikExtension;
import io.natsbridge.camel.test.plik.PlikOperation;
import io.natsbridge.camel.test.plik.SeenRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing is asked, and no secret is told, where a sender or a server would like it. */
class TrapIT {

    private static final String USER = "b0b-user";
    private static final String PASSWORD = "p4ss-canary";
    private static final String TOKEN = "t0ken-canary";

    @RegisterExtension
    static final PlikExtension PLIK = PlikExtension.embedded(EmbeddedPlikOptions.defaults());

    private RawServer trap;
    private StoreFixture store;

    @BeforeEach
    void open() {
        trap = RawServer.saying("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello");
        store = new StoreFixture(new PlikAccess(PLIK.url(), USER, PASSWORD, null), null);
    }

    @AfterEach
    void close() {
        store.close();
        trap.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 301, 302, 303, 304, 305, 307, 308})
    void redirectIsNotFollowed(int status) {
        for (PlikOperation operation : List.of(DOWNLOAD, CREATE, UPLOAD)) {
            Uploader.Stored stored = store.upload(random(10));
            PLIK.faults().always(operation, Fault.status(status).withHeader("Location", trap.url() + "/hello"));

            FileserverException e =
                    catchThrowableOfType(FileserverException.class, () -> call(operation == DOWNLOAD, stored));

            assertThat(e.status()).isEqualTo(status);
            assertThat(e.isTransient()).isFalse();
            assertThat(e).hasMessageContaining(trap.url()).hasMessageNotContaining("/hello");
            PLIK.faults().clear();
        }
        assertThat(trap.connections()).isZero();
    }

    static Stream<String> targets() {
        return Stream.of(
                "/",
                "//evil.example.net/",
                "?x",
                "#x",
                "",
                " ",
                "http://169.254.169.254/latest/meta-data/",
                "file:///etc/passwd",
                "ftp://127.0.0.1/x",
                "http://user:pass@127.0.0.1/",
                "javascript:alert(1)",
                "http://[::1]:1/",
                "http://bad host/",
                "/#/?err=gone away&errcode=403&uri=http://x",
                "%zz",
                "http://127.0.0.1:99999/",
                "a".repeat(5000));
    }

    @ParameterizedTest
    @MethodSource("targets")
    void redirectToAnywhereIsAnErrorWithoutRetry(String target) {
        Uploader.Stored stored = store.upload(random(10));
        PLIK.faults().always(DOWNLOAD, Fault.redirect(target));

        FileserverException e = catchThrowableOfType(FileserverException.class, () -> store.download(link(stored)));

        assertThat(e.isTransient()).isFalse();
        assertThat(PLIK.faults().requests(DOWNLOAD)).isEqualTo(1);
        assertThat(e.getMessage()).hasSizeLessThan(600).doesNotContain("user:pass");
    }

    @Test
    void redirectLoopIsAskedOnce() {
        Uploader.Stored stored = store.upload(random(10));
        PLIK.faults().always(DOWNLOAD, Fault.redirect(stored.file().url()));

        assertThatThrownBy(() -> store.download(link(stored))).isInstanceOf(FileserverException.class);
        assertThat(PLIK.faults().requests(DOWNLOAD)).isEqualTo(1);
    }

    @Test
    void linkToAServerThatIsNotAllowedOpensNoConnection() {
        String path = "/file/aaaaaaaaaaaaaaaa/bbbbbbbbbbbbbbbb/c";
        String port = trap.url().substring("http://127.0.0.1".length());
        for (String origin : List.of(
                trap.url(),
                "http://localhost" + port,
                "http://127.1" + port,
                "http://2130706433" + port,
                "http://0x7f000001" + port,
                "http://[::ffff:127.0.0.1]" + port,
                PLIK.url() + "@127.0.0.1" + port,
                "http://user@127.0.0.1" + port,
                trap.url() + "#" + PLIK.url(),
                trap.url() + "\\@" + PLIK.url().substring(7),
                "http://127.0.0.1" + port + ".")) {
            Link link = new Link(origin + path, "p", 5, null, null, "c");

            assertThatThrownBy(() -> store.download(link)).isInstanceOf(LinkRefusedException.class);
        }
        assertThat(trap.connections()).isZero();
        assertThat(PLIK.faults().requests()).isZero();
    }

    @Test
    void credentialsGoToTheirOwnOriginOnly() {
        try (EmbeddedPlik other = EmbeddedPlik.start()) {
            Uploader.Stored stored = elsewhere(other)
                    .upload(new Upload(
                            other.url(),
                            "x",
                            "binary",
                            null,
                            Content.of(random(10)),
                            StoreFixture.KEPT,
                            "c",
                            "m",
                            Deadline.in(Duration.ofSeconds(10))));
            Downloader downloader = new Downloader(
                    clientWithEverything(),
                    new Downloader.Rules(
                            new LinkPolicy(List.of(PLIK.url(), other.url()), Map.of()),
                            StoreFixture.TWICE,
                            DownloadLimits.DEFAULT),
                    Spool.inTemporaryDirectory());
            downloader.check(List.of(link(stored), link(stored)));
            try (Content content = downloader.download(link(stored))) {
                assertThat(content.size()).isEqualTo(10);
            }
            downloader.delete(link(stored));

            for (PlikOperation operation : List.of(CREATE, UPLOAD, INFO, DOWNLOAD, DELETE)) {
                SeenRequest seen = other.faults().last(operation).orElseThrow();
                assertThat(seen.header("Authorization")).isEmpty();
                assertThat(seen.header("X-PlikToken")).isEmpty();
                assertThat(seen.headers().toString()).doesNotContain(PASSWORD, TOKEN, USER);
            }
        }
    }

    @Test
    void credentialsGoToTheirOrigin() {
        Uploader.Stored stored = store.upload(random(10));
        assertThat(store.download(link(stored))).hasSize(10);

        assertThat(PLIK.faults().last(DOWNLOAD).flatMap(seen -> seen.header("Authorization")))
                .isPresent();
    }

    @Test
    void requestsSayOnlyWhatIsNeeded() {
        Uploader.Stored stored = new StoreFixture(PLIK.url()).upload(random(10));
        assertThat(store.download(link(stored))).hasSize(10);

        SeenRequest download = PLIK.faults().last(DOWNLOAD).orElseThrow();
        assertThat(download.header("User-Agent"))
                .hasValueSatisfying(agent -> assertThat(agent).startsWith("plik_client"));
        for (String header : List.of("Accept-Encoding", "Cookie", "Referer", "Upgrade", "Range", "Proxy-Connection")) {
            assertThat(download.header(header)).as(header).isEqualTo(Optional.empty());
        }
    }

    @Test
    void cookiesAreNotKept() {
        Uploader.Stored stored = store.upload(random(10));
        PLIK.faults().next(DOWNLOAD, Fault.status(503).withHeader("Set-Cookie", "plik-session=x; Path=/"));

        assertThat(store.download(link(stored))).hasSize(10);
        assertThat(PLIK.faults().last(DOWNLOAD).flatMap(seen -> seen.header("Cookie")))
                .isEmpty();
    }

    @Test
    void noFailureTellsASecret() {
        List<String> canaries = new ArrayList<>(List.of(PASSWORD, TOKEN, USER));
        Uploader.Stored stored = store.upload(random(10));
        canaries.add(stored.file().uploadToken());
        String echo = String.join(" ", canaries);
        List<Fault> faults = List.of(
                Fault.status(400).withBody("text/plain", echo),
                Fault.status(500).withBody("text/plain", echo),
                Fault.errorTextWithStatus200(echo),
                Fault.redirect("/#/?err=" + echo + "&errcode=403"),
                Fault.redirect("http://" + PASSWORD + "@host/" + TOKEN),
                Fault.loginPage(),
                Fault.lostAnswer(),
                Fault.brokenJson());
        try (PlikClient client = clientWithEverything()) {
            for (Fault fault : faults) {
                for (PlikOperation operation : List.of(CREATE, UPLOAD)) {
                    PLIK.faults().always(operation, fault);
                    Throwable e = catchThrowable(() -> new Uploader(client, StoreFixture.TWICE)
                            .upload(store.request("x", Content.of(random(10)), StoreFixture.KEPT)));
                    assertThat(e).isInstanceOf(NatsBridgeException.class);
                    assertThat(everyMessage(e)).doesNotContain(PASSWORD, TOKEN);
                    PLIK.faults().clear();
                }
            }
        }
    }

    @Test
    void uploadTokenThatTheServerRepeatsIsNotTold() {
        try (RawServer echo = new RawServer(socket -> {
                    String head = RawServer.readHead(socket);
                    String body = head.startsWith("POST /upload")
                            ? "{\"id\":\"abc\",\"uploadToken\":\"upl04d-canary\"}"
                            : head.replaceAll("\\s+", " ");
                    String status = head.startsWith("POST /upload") ? "200 OK" : "400 Bad Request";
                    RawServer.say(
                            socket,
                            "HTTP/1.1 " + status + "\r\nContent-Type: text/plain\r\nContent-Length: " + body.length()
                                    + "\r\nConnection: close\r\n\r\n" + body);
                });
                StoreFixture raw = new StoreFixture(echo.url())) {
            Throwable e = catchThrowable(() -> raw.upload(random(10)));

            assertThat(everyMessage(e)).contains("***").doesNotContain("upl04d-canary");
        }
    }

    private void call(boolean download, Uploader.Stored stored) {
        if (download) {
            store.download(link(stored));
        } else {
            store.upload(random(10));
        }
    }

    private static PlikClient clientWithEverything() {
        return new PlikClient(new PlikAccess(PLIK.url(), USER, PASSWORD, TOKEN));
    }

    private static Uploader elsewhere(EmbeddedPlik other) {
        assertThat(other.url()).isNotEqualTo(PLIK.url());
        return new Uploader(clientWithEverything(), StoreFixture.TWICE);
    }

    private static String everyMessage(Throwable e) {
        StringBuilder all = new StringBuilder(e.toString());
        if (e.getCause() != null) {
            all.append('\n').append(everyMessage(e.getCause()));
        }
        for (Throwable suppressed : e.getSuppressed()) {
            all.append('\n').append(everyMessage(suppressed));
        }
        return all.toString();
    }
}
