/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import static io.natsbridge.camel.test.plik.PlikOperation.CREATE;
import static io.natsbridge.camel.test.plik.PlikOperation.DOWNLOAD;
import static io.natsbridge.camel.test.plik.PlikOperation.UPLOAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.nats.client.Message;
import io.natsbridge.camel.NatsBridgeConstants;
import io.natsbridge.camel.envelope.Payload;
import io.natsbridge.camel.envelope.PayloadType;
import io.natsbridge.camel.envelope.Transport;
import io.natsbridge.camel.error.NatsBridgeException.FileserverException;
import io.natsbridge.camel.error.NatsBridgeException.LinkGoneException;
import io.natsbridge.camel.error.NatsBridgeException.LinkGoneException.Reason;
import io.natsbridge.camel.error.NatsBridgeException.PublishException;
import io.natsbridge.camel.it.Inbox.Arrival;
import io.natsbridge.camel.it.Inbox.Part;
import io.natsbridge.camel.store.FileserverDownloadHandler;
import io.natsbridge.camel.test.nats.NatsExtension;
import io.natsbridge.camel.test.nats.NatsOptions;
import io.natsbridge.camel.test.plik.EmbeddedPlikOptions;
import io.natsbridge.camel.test.plik.Fault;
import io.natsbridge.camel.test.plik.PlikExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Payloads that travel by link: when they do, how long their files live, and that nothing stays behind. */
class LinkIT {

    private static final int THRESHOLD = 10_000;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @RegisterExtension
    static final NatsExtension NATS =
            NatsExtension.create(NatsOptions.defaults().controllable(true));

    @RegisterExtension
    final PlikExtension plik = PlikExtension.embedded(EmbeddedPlikOptions.defaults());

    @RegisterExtension
    final SpoolDirectory spool = new SpoolDirectory();

    @RegisterExtension
    final Contexts camel = new Contexts();

    private final Inbox in = new Inbox();

    static Stream<Arguments> typesAndSizes() {
        return Stream.of(PayloadType.values())
                .filter(type -> type != PayloadType.ARROWTABLE && type != PayloadType.TABLE)
                .flatMap(type ->
                        Stream.of(THRESHOLD - 1, THRESHOLD, THRESHOLD + 1).map(size -> Arguments.of(type, size)));
    }

    @ParameterizedTest
    @MethodSource("typesAndSizes")
    void aPayloadTravelsByLinkFromTheThresholdOn(PayloadType type, int size) throws Exception {
        CamelContext context =
                camel.start(routes -> routes.from(uri("types", "bodyMode=list")).process(in));
        Object value = Samples.of(type, size);
        Contexts.sent(context, uri("types"), Payload.of("name", value, type));
        Arrival received = in.first();
        Part payload = received.payloads().get(0);
        Transport transport = size < THRESHOLD ? Transport.DIRECT : Transport.LINK;
        assertThat(payload.transport()).isEqualTo(transport);
        assertThat(payload.type()).isEqualTo(type);
        assertThat(payload.dataname()).isEqualTo("name");
        assertThat(payload.size()).isEqualTo(size);
        assertThat(payload.value()).isEqualTo(value);
        assertThat(received.headers())
                .containsEntry(NatsBridgeConstants.PAYLOAD_SIZE, (long) size)
                .containsEntry(NatsBridgeConstants.TRANSPORT, transport.wireName());
    }

    @Test
    void aLinkSaysWhatItLeadsTo() throws Exception {
        try (Wire wire = Wire.to(NATS.url())) {
            List<Message> sent = wire.record("link");
            byte[] bytes = Samples.bytes(THRESHOLD);
            Contexts.sent(camel.start(), uri("link", "linkTtl=1h", "dataname=photo.jpg"), bytes);
            await().atMost(PATIENCE).until(() -> sent.size() == 1);
            JsonNode payload = Wire.json(sent.get(0)).path("payloads").get(0);
            assertThat(payload.path("transport").asText()).isEqualTo("link");
            assertThat(payload.path("encoding").asText()).isEqualTo("none");
            assertThat(payload.path("size").asInt()).isEqualTo(THRESHOLD);
            assertThat(payload.path("data").asText())
                    .matches(plik.url() + "/file/[A-Za-z0-9]+/[A-Za-z0-9]+/photo\\.jpg");
            assertThat(payload.path("metadata").path("sha256").asText()).isEqualTo(Samples.sha256(bytes));
            assertThat(Instant.parse(payload.path("metadata").path("expires_at").asText()))
                    .isBetween(Instant.now().plusSeconds(3500), Instant.now().plusSeconds(3700));
        }
    }

    @Test
    void directAndLinkedPayloadsMixInOneMessage() throws Exception {
        CamelContext context = camel.start(routes -> routes.from(uri("mixed")).process(in));
        byte[] first = Samples.bytes(THRESHOLD + 1);
        byte[] second = Samples.bytes(3 * THRESHOLD);
        Contexts.sent(
                context,
                uri("mixed"),
                List.of(
                        Payload.of("first", first, PayloadType.IMAGE),
                        Payload.of("small", "text", PayloadType.TEXT),
                        Payload.of("second", second, PayloadType.VIDEO)));
        List<Part> payloads = in.first().payloads();
        assertThat(payloads)
                .extracting(Part::transport)
                .containsExactly(Transport.LINK, Transport.DIRECT, Transport.LINK);
        assertThat(payloads.get(0).bytes()).isEqualTo(first);
        assertThat(payloads.get(2).bytes()).isEqualTo(second);
    }

    @Test
    void aKeptFileIsThereForEverySubscriber() throws Exception {
        CamelContext context = camel.start(routes -> {
            routes.from(uri("kept")).process(in);
            routes.from(uri("kept")).process(in);
            routes.from(uri("kept")).process(in);
            routes.from(uri("kept")).process(in);
        });
        Contexts.sent(context, uri("kept"), Samples.bytes(THRESHOLD));
        in.await(4);
        assertThat(plik.embedded().fileCount()).isEqualTo(1);
    }

    @Test
    void aOneShotFileIsForOneSubscriberAndTheOthersAreTold() throws Exception {
        int files = 20;
        List<Exception> failures = new CopyOnWriteArrayList<>();
        AtomicInteger received = new AtomicInteger();
        CamelContext context = camel.start(routes -> {
            routes.onException(Exception.class)
                    .handled(true)
                    .process(
                            exchange -> failures.add(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class)));
            for (int i = 0; i < 4; i++) {
                routes.from(uri("race", "bridgeErrorHandler=true", "concurrentConsumers=2"))
                        .process(exchange -> received.incrementAndGet());
            }
        });
        for (int i = 0; i < files; i++) {
            Contexts.sent(context, uri("race", "oneShot=true"), Samples.bytes(THRESHOLD));
        }
        await().atMost(PATIENCE).until(() -> received.get() + failures.size() == 4 * files);
        assertThat(received).hasValue(files);
        assertThat(failures)
                .allSatisfy(failure -> assertThat(failure).isInstanceOf(LinkGoneException.class))
                .extracting(failure -> ((LinkGoneException) failure).reason())
                .containsOnly(Reason.CONSUMED);
        assertThat(plik.embedded().fileCount()).isZero();
    }

    @Test
    void aFileIsDeletedAfterUseWhereTheRouteSaysSo() throws Exception {
        CamelContext context = camel.start(
                routes -> routes.from(uri("delete", "deleteAfterAck=true")).process(in));
        byte[] bytes = Samples.bytes(THRESHOLD);
        Contexts.sent(
                context,
                uri("delete"),
                List.of(Payload.of("a", bytes, PayloadType.BINARY), Payload.of("b", bytes, PayloadType.BINARY)));
        in.first();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(plik.embedded().fileCount()).isZero());
    }

    @Test
    void aFileStaysWhenTheRouteFails() throws Exception {
        CamelContext context = camel.start(routes -> routes.from(uri("stays", "deleteAfterAck=true"))
                .process(in)
                .throwException(new IllegalStateException("route fails")));
        Contexts.sent(context, uri("stays"), Samples.bytes(THRESHOLD));
        in.first();
        camel.stop();
        assertThat(plik.embedded().fileCount()).isEqualTo(1);
    }

    @Test
    void aRepeatedStepReadsThePayloadAgainWithoutAnotherDownload() throws Exception {
        repeatedStep("eager");
    }

    @Test
    void aRepeatedStepReadsALazyPayloadAgainWithoutAnotherDownload() throws Exception {
        repeatedStep("lazy");
    }

    private void repeatedStep(String fetch) throws Exception {
        List<String> read = new CopyOnWriteArrayList<>();
        byte[] bytes = Samples.bytes(THRESHOLD);
        CamelContext context = camel.start(routes -> {
            routes.errorHandler(
                    routes.defaultErrorHandler().maximumRedeliveries(3).redeliveryDelay(0));
            routes.from(uri("repeat", "bodyMode=list", "fetch=" + fetch))
                    .process(exchange -> {
                        Payload payload = (Payload)
                                exchange.getMessage().getBody(List.class).get(0);
                        read.add(Samples.sha256(payload.as(byte[].class)));
                        if (read.size() < 4) {
                            throw new IllegalStateException("not yet");
                        }
                    })
                    .process(in);
        });
        Contexts.sent(context, uri("repeat"), bytes);
        in.first();
        assertThat(read).hasSize(4).containsOnly(Samples.sha256(bytes));
        assertThat(plik.faults().requests(DOWNLOAD)).isEqualTo(1);
    }

    @Test
    void aStreamBodyCanBeReadAgain() throws Exception {
        byte[] bytes = Samples.bytes(THRESHOLD);
        List<String> read = new CopyOnWriteArrayList<>();
        CamelContext context = camel.start(routes -> routes.from(uri("stream"))
                .process(exchange ->
                        read.add(Samples.sha256(exchange.getMessage().getBody(byte[].class))))
                .process(exchange ->
                        read.add(Samples.sha256(exchange.getMessage().getBody(byte[].class))))
                .process(in));
        Contexts.sent(context, uri("stream"), bytes);
        in.first();
        assertThat(read).containsExactly(Samples.sha256(bytes), Samples.sha256(bytes));
    }

    @Test
    void linksWorkAgainAfterTheContextWasRestarted() throws Exception {
        byte[] bytes = Samples.bytes(THRESHOLD);
        CamelContext context = camel.start(routes -> routes.from(uri("restart")).process(in));
        context.stop();
        context.start();
        Contexts.sent(context, uri("restart"), bytes);
        assertThat(in.first().bytes()).isEqualTo(bytes);
    }

    @Test
    void aWorkerOutlivesAnErrorOfOneMessage() throws Exception {
        AtomicInteger fetched = new AtomicInteger();
        FileserverDownloadHandler handler = download -> {
            fetched.incrementAndGet();
            throw new NoClassDefFoundError("codec");
        };
        CamelContext context = camel.create();
        context.getRegistry().bind("broken", handler);
        camel.start(context, routes -> routes.from(uri("error", "fileserverDownloadHandler=#broken"))
                .process(in));
        Contexts.sent(context, uri("error"), Samples.bytes(THRESHOLD));
        Contexts.sent(context, uri("error"), Samples.bytes(10));
        assertThat(in.first().bytes()).hasSize(10);
        assertThat(fetched).hasPositiveValue();
    }

    @Test
    void aLazyPayloadThatNobodyReadsIsNotDownloaded() throws Exception {
        CamelContext context = camel.start(routes -> routes.from(uri("lazy", "fetch=lazy"))
                .filter(routes.header("wanted").isEqualTo("yes"))
                .convertBodyTo(byte[].class)
                .end()
                .process(in));
        Contexts.sent(context, uri("lazy"), Samples.bytes(THRESHOLD));
        in.first();
        assertThat(plik.faults().requests(DOWNLOAD)).isZero();
    }

    @Test
    void aMessageWithAFailedDownloadReachesTheRouteNotAtAllAndLeavesNothing() throws Exception {
        Inbox failed = new Inbox();
        CamelContext context = camel.start(routes -> {
            routes.onException(FileserverException.class).handled(true).process(failed);
            routes.from(uri("third", "bridgeErrorHandler=true", "maxRetries=1")).process(in);
        });
        int messages = 20;
        List<Payload> five = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            five.add(Payload.of("part" + i, Samples.bytes(THRESHOLD), PayloadType.BINARY));
        }
        for (int i = 1; i <= messages; i++) {
            plik.faults().next(DOWNLOAD, 2, Fault.delay(Duration.ZERO));
            plik.faults().next(DOWNLOAD, Fault.status(500));
            Contexts.sent(context, uri("third"), five);
            failed.await(i);
        }
        assertThat(in.count()).isZero();
        assertThat(plik.faults().requests(DOWNLOAD)).isBetween(3L * messages, 5L * messages);
    }

    @Test
    void whatWasUploadedIsDeletedWhenAnotherUploadFails() {
        try (Wire wire = Wire.to(NATS.url())) {
            List<Message> sent = wire.record("partly");
            plik.faults().next(UPLOAD, 2, Fault.delay(Duration.ZERO));
            plik.faults().next(UPLOAD, Fault.status(403));
            byte[] bytes = Samples.bytes(THRESHOLD);
            Exchange exchange = Contexts.send(
                    camel.start(),
                    uri("partly"),
                    List.of(
                            Payload.of("a", bytes, PayloadType.BINARY),
                            Payload.of("b", bytes, PayloadType.BINARY),
                            Payload.of("c", bytes, PayloadType.BINARY)));
            assertThat(exchange.getException()).isInstanceOf(FileserverException.class);
            assertThat(plik.faults().requests(UPLOAD)).isEqualTo(3);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(plik.embedded().fileCount()).isZero());
            wire.flush();
            assertThat(sent).isEmpty();
        }
    }

    @Test
    void whatWasUploadedIsDeletedWhenTheBrokerIsGoneByThen() throws Exception {
        CamelContext context = camel.start();
        Contexts.sent(context, uri("gone"), "connects");
        plik.faults().next(UPLOAD, Fault.delay(Duration.ofSeconds(2)));
        CompletableFuture<Exchange> send =
                CompletableFuture.supplyAsync(() -> Contexts.send(context, uri("gone"), Samples.bytes(THRESHOLD)));
        await().atMost(PATIENCE).until(() -> plik.faults().requests(UPLOAD) == 1);
        NATS.kill();
        try {
            assertThat(send.get(20, TimeUnit.SECONDS).getException()).isInstanceOf(PublishException.class);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(plik.embedded().fileCount()).isZero());
        } finally {
            NATS.startAgain();
        }
    }

    @Test
    void nothingIsUploadedWhileTheBrokerIsDown() {
        CamelContext context = camel.start();
        Contexts.sent(context, uri("no.upload"), "connects");
        NATS.kill();
        try {
            await().atMost(PATIENCE)
                    .until(() ->
                            Contexts.send(context, uri("no.upload"), "probe").getException() != null);
            assertThat(Contexts.send(context, uri("no.upload"), Samples.bytes(THRESHOLD))
                            .getException())
                    .isInstanceOf(PublishException.class);
            assertThat(plik.faults().requests(CREATE)).isZero();
        } finally {
            NATS.startAgain();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "downloadUrlMappings=http://files.example:9000=%s"})
    void aLinkThatPeersWriteOtherwiseIsFetchedWhereItIsMapped(String mapping) throws Exception {
        String path;
        try (Wire wire = Wire.to(NATS.url())) {
            List<Message> sent = wire.record("source");
            Contexts.sent(camel.start(), uri("source"), Samples.bytes(THRESHOLD));
            await().atMost(PATIENCE).until(() -> sent.size() == 1);
            path = Wire.json(sent.get(0))
                    .path("payloads")
                    .get(0)
                    .path("data")
                    .asText()
                    .substring(plik.url().length());
            camel.start(routes -> routes.from(uri("mapped", String.format(mapping, plik.url())))
                    .process(in));
            String origin = mapping.isEmpty() ? plik.url() : "http://files.example:9000";
            wire.publish(
                    "mapped",
                    Envelopes.of(Envelopes.link("a", "binary", THRESHOLD, origin + path))
                            .toString());
            assertThat(in.first().bytes()).isEqualTo(Samples.bytes(THRESHOLD));
        }
    }

    private String uri(String subject, String... options) {
        return Uri.of(NATS, subject, options) + "&sizeThreshold=" + THRESHOLD + "&fileserverUrl=" + plik.url() + "&"
                + spool.options();
    }
}
