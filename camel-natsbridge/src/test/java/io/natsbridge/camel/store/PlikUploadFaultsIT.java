/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.store;

import static io.natsbridge.camel.store.StoreFixture.KEPT;
import static io.natsbridge.camel.store.StoreFixture.link;
import static io.natsbridge.camel.store.StoreFixture.random;
import static io.natsbridge.camel.test.plik.PlikOperation.CONFIG;
import static io.natsbridge.camel.test.plik.PlikOperation.CREATE;
import static io.natsbridge.camel.test.plik.PlikOperation.DELETE;
import static io.natsbridge.camel.test.plik.PlikOperation.UPLOAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.natsbridge.camel.content.Content;
import io.natsbridge.camel.error.NatsBridgeException.FileserverException;
import io.natsbridge.camel.error.NatsBridgeException.PayloadIntegrityException;
import io.natsbridge.camel.test.plik.EmbeddedPlikOptions;
import io.natsbridge.camel.test.plik.Fault;
import io.natsbridge.camel.test.plik.PlikExtension;
import io.natsbridge.camel.test.plik.PlikOperation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an upload does when the server, what stands before it, or its own source misbehaves. */
class PlikUploadFaultsIT {

    @RegisterExtension
    static final PlikExtension PLIK = PlikExtension.embedded(EmbeddedPlikOptions.defaults());

    private static final byte[] BYTES = random(300_000);

    private StoreFixture store;

    @BeforeEach
    void open() {
        store = new StoreFixture(PLIK.url());
    }

    @AfterEach
    void close() {
        store.close();
    }

    /** Answers that are none, and after their name whether the same call may succeed later. */
    static Stream<Arguments> wrongAnswers() {
        Map<String, Fault> faults = new TreeMap<>();
        for (int status :
                new int[] {201, 204, 301, 302, 303, 307, 308, 400, 401, 403, 404, 405, 409, 411, 413, 415, 422, 451}) {
            faults.put("status " + status, Fault.status(status));
        }
        for (int status : new int[] {408, 429, 500, 501, 502, 503, 504, 507}) {
            faults.put("passing status " + status, Fault.status(status));
        }
        faults.put("status 400 with a text", Fault.status(400).withBody("text/plain", "something is wrong"));
        faults.put(
                "status 400 with JSON",
                Fault.status(400).withBody("application/json", "{\"id\":\"abc\",\"uploadToken\":\"t\"}"));
        faults.put("status 403 with a page", Fault.status(403).withBody("text/html", "<html>no</html>"));
        faults.put(
                "status 401 with a challenge", Fault.status(401).withHeader("WWW-Authenticate", "Basic realm=\"x\""));
        faults.put("redirect elsewhere", Fault.redirect("http://127.0.0.1:1/upload"));
        faults.put("redirect without target", Fault.status(302));
        faults.put("login page", Fault.loginPage());
        faults.put("error text with status 200", Fault.errorTextWithStatus200("internal server error"));
        faults.put("broken JSON", Fault.brokenJson());
        faults.put("no body", Fault.status(200));
        faults.put("JSON without id", Fault.jsonWithoutId());
        faults.put("JSON array", Fault.status(200).withBody("text/plain", "[]"));
        faults.put("JSON string", Fault.status(200).withBody("text/plain", "\"ok\""));
        faults.put("JSON null", Fault.status(200).withBody("text/plain", "null"));
        faults.put("empty JSON object", Fault.status(200).withBody("text/plain", "{}"));
        faults.put("two JSON objects", Fault.status(200).withBody("text/plain", "{}{}"));
        faults.put("an error as JSON", Fault.status(200).withBody("application/json", "{\"error\":\"no\"}"));
        faults.put("id that is a path", Fault.jsonField("id", "../../me"));
        faults.put("id that is empty", Fault.jsonField("id", ""));
        faults.put("id that is null", Fault.jsonField("id", null));
        faults.put("id that is a number", Fault.jsonField("id", 5));
        faults.put("very long answer", Fault.status(200).withBody("text/plain", "x".repeat(3_000_000)));
        faults.put("passing cut answer", Fault.truncate(10));
        faults.put("passing reset", Fault.reset(10));
        faults.put("passing endless", Fault.stall(10));
        faults.put("passing lost answer", Fault.lostAnswer());
        faults.put("passing no answer", Fault.noAnswer());
        faults.put("passing hang", Fault.hang());
        return faults.entrySet().stream()
                .flatMap(e -> Stream.of(CREATE, UPLOAD).map(step -> Arguments.of(step, e.getKey(), e.getValue())));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("wrongAnswers")
    void wrongAnswerIsAnErrorThatNamesTheStepAndLeavesNothing(PlikOperation step, String name, Fault fault) {
        PLIK.faults().always(step, fault);

        FileserverException e = catchThrowableOfType(FileserverException.class, () -> store.upload(BYTES));

        boolean passing = name.startsWith("passing");
        assertThat(e.isTransient()).isEqualTo(passing);
        assertThat(PLIK.faults().requests(step)).isEqualTo(passing ? 2 : 1);
        assertThat(PLIK.faults().requests(DELETE)).isEqualTo(PLIK.faults().requests(UPLOAD));
        assertThat(e).hasMessageContaining("payload 'payload.bin'");
        if (e.status() != 0) {
            assertThat(e).hasMessageContaining(step == CREATE ? "creating the upload" : "adding the file");
        }
    }

    @RepeatedTest(20)
    void lostAnswerMeansOneMoreUploadAndTheFirstIsDeleted() {
        PLIK.faults().next(UPLOAD, Fault.lostAnswer());

        Uploader.Stored stored = store.upload(BYTES);

        assertThat(store.download(link(stored))).isEqualTo(BYTES);
        assertThat(PLIK.faults().requests(CREATE)).isEqualTo(2);
        assertThat(PLIK.faults().requests(DELETE)).isEqualTo(1);
    }

    @Test
    void lostAnswerToTheCreationMeansOneMore() {
        PLIK.faults().next(CREATE, Fault.lostAnswer());

        assertThat(store.download(link(store.upload(BYTES)))).isEqualTo(BYTES);
    }

    static Stream<Arguments> lies() {
        return Stream.of(
                Arguments.of("MD5", Fault.fileMd5("00000000000000000000000000000000")),
                Arguments.of("MD5 that is none", Fault.fileMd5("x")),
                Arguments.of("size too small", Fault.fileSize(299_999)),
                Arguments.of("size too large", Fault.fileSize(300_001)),
                Arguments.of("no size", Fault.fileSize(0)),
                Arguments.of("negative size", Fault.fileSize(-1)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lies")
    void answerThatDiffersFromWhatWasSentIsTriedOnceMore(String name, Fault fault) {
        PLIK.faults().next(UPLOAD, fault);

        assertThat(store.download(link(store.upload(BYTES)))).isEqualTo(BYTES);
        assertThat(PLIK.faults().requests(DELETE)).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lies")
    void answerThatDiffersTwiceIsAnError(String name, Fault fault) {
        PLIK.faults().always(UPLOAD, fault);

        assertThatThrownBy(() -> store.upload(BYTES, RetryPolicy.DEFAULT))
                .isInstanceOf(PayloadIntegrityException.class);
        assertThat(PLIK.faults().requests(UPLOAD)).isEqualTo(2);
        assertThat(PLIK.faults().requests(DELETE)).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"other.bin", "../payload.bin", "payload.bin ", "PAYLOAD.BIN", ""})
    void anotherNameIsAnError(String name) {
        PLIK.faults().always(UPLOAD, Fault.fileName(name));

        FileserverException e = catchThrowableOfType(FileserverException.class, () -> store.upload(BYTES));

        assertThat(e.isTransient()).isFalse();
        assertThat(PLIK.faults().requests(DELETE)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 37, 99})
    void sourceThatFailsHalfWayIsAnErrorAtOnce(int percent) {
        byte[] bytes = random(5_000_000);
        InputStream failing = new SequenceInputStream(
                new ByteArrayInputStream(bytes, 0, bytes.length / 100 * percent), new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("disk is gone");
                    }

                    @Override
                    public int read(byte[] target, int offset, int length) throws IOException {
                        throw new IOException("disk is gone");
                    }
                });

        FileserverException e = catchThrowableOfType(
                FileserverException.class, () -> store.upload("x", content(failing, bytes.length), KEPT));

        assertThat(e).hasMessageContaining("disk is gone");
        assertThat(e.isTransient()).isFalse();
        assertThat(PLIK.faults().requests(UPLOAD)).isLessThanOrEqualTo(1);
        assertThat(PLIK.faults().requests(DELETE)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1_000_000, -1, 1, 1_000_000})
    void sourceOfAnotherLengthIsAnError(int difference) {
        InputStream bytes = new ByteArrayInputStream(random(2_000_000 + difference));

        FileserverException e = catchThrowableOfType(
                FileserverException.class, () -> store.upload("x", content(bytes, 2_000_000), KEPT));

        assertThat(e).hasMessageContaining("announced 2000000");
        assertThat(PLIK.faults().requests(DELETE)).isEqualTo(1);
    }

    @Test
    void sourceThatCannotBeOpenedIsAnError() {
        Content broken = new Content() {
            @Override
            public long size() {
                return 10;
            }

            @Override
            public InputStream openStream() throws IOException {
                throw new IOException("no such file");
            }
        };

        assertThatThrownBy(() -> store.upload("x", broken, KEPT))
                .isInstanceOf(FileserverException.class)
                .hasMessageContaining("no such file");
    }

    @Test
    void sourceThatThrowsWhatItWantsIsHeard() {
        IllegalStateException own = new IllegalStateException("the source's own");

        assertThatThrownBy(() -> store.upload("x", content(new Breaking(() -> {}, own), 10), KEPT))
                .isSameAs(own);
        assertThat(PLIK.faults().requests(DELETE)).isEqualTo(1);
    }

    @Test
    void sourceThatStumblesOverTheEndOfItsClientIsToldOfIt() {
        IllegalStateException own = new IllegalStateException("the source's own");

        assertThatThrownBy(() -> store.upload("x", content(new Breaking(store.client::close, own), 10), KEPT))
                .isInstanceOf(FileserverException.class)
                .hasMessageContaining("this client is closed")
                .hasCause(own);
    }

    @Test
    void bodyThatNobodyReadsIsGivenUp() {
        PLIK.faults().always(UPLOAD, Fault.hang());
        PLIK.faults().always(DELETE, Fault.hang());
        Upload upload = store.request("x", Content.of(random(30_000_000)), KEPT);
        long start = System.nanoTime();

        assertThat(catchThrowable(() -> store.client.upload(upload)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("bytes moved in 1000 ms");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(6));
    }

    @Test
    void deadlineEndsAnUploadToAServerThatHangs() {
        PLIK.faults().always(CREATE, Fault.hang());
        Upload upload = upload(Content.of(BYTES), Deadline.in(Duration.ofMillis(600)));
        long start = System.nanoTime();

        assertThatThrownBy(() -> new Uploader(store.client, RetryPolicy.DEFAULT).upload(upload))
                .isInstanceOf(FileserverException.class)
                .hasMessageContaining("deadline");
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(550), Duration.ofMillis(1500));
    }

    @Test
    void cleanUpIsTriedAlsoWhenTheDeadlineIsOver() {
        PLIK.faults().always(UPLOAD, Fault.noAnswer());
        Upload upload = upload(Content.of(BYTES), Deadline.in(Duration.ofMillis(600)));

        assertThat(catchThrowable(() -> store.client.upload(upload)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("deadline");
        assertThat(PLIK.faults().requests(DELETE)).isEqualTo(1);
    }

    @Test
    void serverThatTellsNoMd5IsBelieved() {
        PLIK.faults().always(UPLOAD, Fault.jsonField("fileMd5", null));

        assertThat(store.download(link(store.upload(BYTES)))).isEqualTo(BYTES);
    }

    @RepeatedTest(10)
    void answerIsHeardWhenTheServerHangsUpInTheMiddleOfTheBody() {
        try (RawServer server = new RawServer(PlikUploadFaultsIT::refuseInTheMiddle);
                StoreFixture raw = new StoreFixture(server.url())) {
            FileserverException e = catchThrowableOfType(
                    FileserverException.class, () -> raw.upload("x", Content.of(random(7_000_000)), KEPT));

            assertThat(e).hasMessageContaining("400 (file too big (limit is set to 1.0 MB))");
            assertThat(e.status()).isEqualTo(400);
            assertThat(e.isTransient()).isFalse();
        }
    }

    @Test
    void answerIsHeardWhenTheServerSpeaksBeforeItListens() {
        try (RawServer server = new RawServer(PlikUploadFaultsIT::refuseBeforeTheBody);
                StoreFixture raw = new StoreFixture(server.url())) {
            FileserverException e = catchThrowableOfType(
                    FileserverException.class, () -> raw.upload("x", Content.of(random(7_000_000)), KEPT));

            assertThat(e.status()).isEqualTo(413);
        }
    }

    @Test
    void resetWithoutAnAnswerIsTriedAgain() {
        PLIK.faults().next(UPLOAD, Fault.resetAfterReading(100_000));

        byte[] bytes = random(7_000_000);
        assertThat(store.download(link(store.upload(bytes)))).isEqualTo(bytes);
    }

    @Test
    void successWithoutTheWholeBodyIsNone() {
        try (RawServer server = new RawServer(PlikUploadFaultsIT::succeedTooEarly);
                StoreFixture raw = new StoreFixture(server.url())) {
            FileserverException e = catchThrowableOfType(
                    FileserverException.class, () -> raw.upload("x", Content.of(random(7_000_000)), KEPT));

            assertThat(e).hasMessageContaining("ended the upload before its end");
        }
    }

    @Test
    void serverThatDoesNotTellItsLimitsIsUsedAllTheSame() {
        for (Fault fault : List.of(Fault.status(404), Fault.loginPage(), Fault.brokenJson())) {
            try (StoreFixture fresh = new StoreFixture(PLIK.url())) {
                PLIK.faults().always(CONFIG, fault);

                byte[] bytes = random(9_000_000);
                assertThat(fresh.download(link(fresh.upload(bytes)))).isEqualTo(bytes);
            }
        }
    }

    @Test
    void smallUploadsAskForNoLimitsAndLargeOnesOnce() {
        store.upload(BYTES);
        assertThat(PLIK.faults().requests(CONFIG)).isZero();

        store.upload(random(9_000_000));
        store.upload(random(9_000_000));
        assertThat(PLIK.faults().requests(CONFIG)).isEqualTo(1);
    }

    private static void refuseInTheMiddle(Socket socket) throws IOException {
        String head = RawServer.readHead(socket);
        if (head.startsWith("POST /upload")) {
            created(socket);
        } else if (head.startsWith("POST /file")) {
            socket.getInputStream().readNBytes(1_000_000);
            RawServer.say(socket, answer("400 Bad Request", "file too big (limit is set to 1.0 MB)\n"));
        } else {
            RawServer.say(socket, answer("200 OK", "ok"));
        }
    }

    private static void refuseBeforeTheBody(Socket socket) throws IOException, InterruptedException {
        String head = RawServer.readHead(socket);
        if (head.startsWith("POST /upload")) {
            created(socket);
        } else if (head.startsWith("POST /file")) {
            RawServer.say(socket, answer("413 Payload Too Large", "no\n"));
            socket.shutdownOutput();
            socket.getInputStream().skipNBytes(500_000);
        } else {
            RawServer.say(socket, answer("200 OK", "ok"));
        }
    }

    private static void succeedTooEarly(Socket socket) throws IOException {
        String head = RawServer.readHead(socket);
        if (head.startsWith("POST /upload")) {
            created(socket);
        } else if (head.startsWith("POST /file")) {
            socket.getInputStream().readNBytes(100_000);
            RawServer.say(
                    socket,
                    answer(
                            "200 OK",
                            "{\"id\":\"abc\",\"fileName\":\"x\",\"fileSize\":7000000,\"status\":\"uploaded\"}"));
        } else {
            RawServer.say(socket, answer("200 OK", "ok"));
        }
    }

    private static void created(Socket socket) throws IOException {
        RawServer.say(socket, answer("200 OK", "{\"id\":\"abc\",\"uploadToken\":\"t0ken\",\"ttl\":3600}"));
    }

    private static String answer(String status, String body) {
        return "HTTP/1.1 " + status + "\r\nContent-Type: text/plain\r\nContent-Length: " + body.length()
                + "\r\nConnection: close\r\n\r\n" + body;
    }

    private Upload upload(Content content, Deadline deadline) {
        return new Upload(store.url, "x", "binary", null, content, KEPT, "c", "m", deadline);
    }

    private static Content content(InputStream in, long size) {
        return new Content() {
            @Override
            public long size() {
                return size;
            }

            @Override
            public InputStream openStream() {
                return in;
            }
        };
    }

    /** Does something, then throws. */
    private static final class Breaking extends InputStream {

        private final Runnable first;
        private final RuntimeException then;

        Breaking(Runnable first, RuntimeException then) {
            this.first = first;
            this.then = then;
        }

        @Override
        public int read() {
            first.run();
            throw then;
        }
    }
}
