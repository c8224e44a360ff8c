/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.nats.client.Message;
import io.natsbridge.camel.NatsBridgeConstants;
import io.natsbridge.camel.NatsBridgeRouteTemplates;
import io.natsbridge.camel.PlikUploadProcessor;
import io.natsbridge.camel.content.Content;
import io.natsbridge.camel.envelope.Payload;
import io.natsbridge.camel.envelope.PayloadType;
import io.natsbridge.camel.error.NatsBridgeException;
import io.natsbridge.camel.error.NatsBridgeException.FileserverException;
import io.natsbridge.camel.error.NatsBridgeException.LinkGoneException;
import io.natsbridge.camel.store.Download;
import io.natsbridge.camel.store.FileserverDownloadHandler;
import io.natsbridge.camel.store.FileserverUploadHandler;
import io.natsbridge.camel.store.StoredFile;
import io.natsbridge.camel.store.Upload;
import io.natsbridge.camel.test.nats.NatsExtension;
import io.natsbridge.camel.test.plik.EmbeddedPlikOptions;
import io.natsbridge.camel.test.plik.PlikExtension;
import io.natsbridge.camel.test.plik.PlikOperation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NoSuchEndpointException;
import org.apache.camel.Processor;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Large payloads stored by a route or by beans of the user's own. */
class ClaimCheckIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final byte[] LARGE = Samples.bytes(20_000);

    @RegisterExtension
    static final NatsExtension NATS = NatsExtension.create();

    @RegisterExtension
    final PlikExtension plik = PlikExtension.embedded(EmbeddedPlikOptions.defaults());

    @RegisterExtension
    final SpoolDirectory spool = new SpoolDirectory();

    @RegisterExtension
    final Contexts camel = new Contexts();

    private final Inbox in = new Inbox();

    /** What a route makes of the map that the Plik processor leaves. */
    private interface Answer {
        Object of(Map<?, ?> stored) throws IOException;
    }

    static Stream<Named<Answer>> answers() {
        return Stream.of(
                Named.of("String", stored -> stored.get("url")),
                Named.of("String in blanks", stored -> " " + stored.get("url") + "\n"),
                Named.of("URI", stored -> URI.create((String) stored.get("url"))),
                Named.of("URL", stored -> URI.create((String) stored.get("url")).toURL()),
                Named.of("bytes", stored -> ((String) stored.get("url")).getBytes(UTF_8)),
                Named.of("stream", stored -> new ByteArrayInputStream(((String) stored.get("url")).getBytes(UTF_8))),
                Named.of("Map", stored -> stored),
                Named.of("Map of a URI", stored -> Map.of("url", URI.create((String) stored.get("url")))),
                Named.of("Map of a URL", stored -> Map.of("url", stored.get("url"), "size", stored.get("size"))));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void aRouteAnswersWithTheLink(Answer answer) {
        CamelContext context = camel.start(routes -> {
            routes.from("direct:store").process(plikUpload()).process(exchange -> exchange.getMessage()
                    .setBody(answer.of(exchange.getMessage().getBody(Map.class))));
            routes.from(uri("answer")).process(in);
        });
        Contexts.sent(context, uri("answer", "claimCheckUri=direct:store"), LARGE);
        assertThat(in.first().bytes()).isEqualTo(LARGE);
        assertThat(in.first().header(NatsBridgeConstants.TRANSPORT)).isEqualTo("link");
        assertThat(in.first().header(NatsBridgeConstants.SHA256)).isEqualTo(Samples.sha256(LARGE));
    }

    @Test
    void aRouteGetsThePayloadAndWhatIsKnownOfIt() {
        List<byte[]> bodies = new CopyOnWriteArrayList<>();
        Map<String, Object> headers = new HashMap<>();
        CamelContext context = camel.start(routes -> routes.from("direct:store")
                .process(exchange -> bodies.add(exchange.getMessage().getBody(byte[].class)))
                .process(exchange -> bodies.add(exchange.getMessage().getBody(byte[].class)))
                .process(exchange -> headers.putAll(exchange.getMessage().getHeaders()))
                .process(plikUpload()));
        Exchange sent = Contexts.sent(
                context,
                uri("knows", "claimCheckUri=direct:store", "dataname=photo"),
                LARGE,
                NatsBridgeConstants.CONTENT_TYPE,
                "image/png",
                NatsBridgeConstants.MSG_ID,
                "m-1",
                NatsBridgeConstants.CORRELATION_ID,
                "c-1");
        assertThat(bodies).containsExactly(LARGE, LARGE);
        assertThat(headers)
                .containsEntry(NatsBridgeConstants.DATANAME, "photo")
                .containsEntry(NatsBridgeConstants.PAYLOAD_TYPE, "image")
                .containsEntry(NatsBridgeConstants.PAYLOAD_SIZE, (long) LARGE.length)
                .containsEntry(NatsBridgeConstants.CONTENT_TYPE, "image/png")
                .containsEntry(NatsBridgeConstants.SHA256, Samples.sha256(LARGE))
                .containsEntry(NatsBridgeConstants.MSG_ID, "m-1")
                .containsEntry(NatsBridgeConstants.CORRELATION_ID, "c-1");
        assertThat(sent.getMessage().getBody()).as("the sender's own body").isEqualTo(LARGE);
    }

    @Test
    void aRouteIsCalledOnceForEachLinkedPayload() {
        List<Object> names = new CopyOnWriteArrayList<>();
        CamelContext context = camel.start(routes -> {
            routes.from("direct:store")
                    .process(exchange -> names.add(exchange.getMessage().getHeader(NatsBridgeConstants.DATANAME)))
                    .process(plikUpload());
            routes.from(uri("each")).process(in);
        });
        Contexts.sent(
                context,
                uri("each", "claimCheckUri=direct:store"),
                List.of(
                        Payload.of("one", LARGE, PayloadType.BINARY),
                        Payload.of("small", "text", PayloadType.TEXT),
                        Payload.of("two", LARGE, PayloadType.VIDEO)));
        assertThat(names).containsExactly("one", "two");
        assertThat(in.first().payloads()).hasSize(3);
    }

    static Stream<Named<Processor>> failures() {
        return Stream.of(
                Named.of("an exception", exchange -> {
                    throw new IllegalStateException("no room");
                }),
                Named.of("a checked exception", exchange -> {
                    throw new IOException("no room");
                }),
                Named.of("a failed exchange", exchange -> exchange.setRollbackOnly(true)),
                Named.of("no body", exchange -> exchange.getMessage().setBody(null)),
                Named.of("an empty text", exchange -> exchange.getMessage().setBody("")),
                Named.of("a number", exchange -> exchange.getMessage().setBody(42)),
                Named.of("no URL", exchange -> exchange.getMessage().setBody("stored it")),
                Named.of("a relative URL", exchange -> exchange.getMessage().setBody("/file/a/b/c")),
                Named.of("a URL with a blank", exchange -> exchange.getMessage().setBody("http://host/a b")),
                Named.of("a URL without host", exchange -> exchange.getMessage().setBody("mailto:me")),
                Named.of("a Map without url", exchange -> exchange.getMessage()
                        .setBody(Map.of("link", "http://host/a"))),
                Named.of("a wrong size", exchange -> exchange.getMessage()
                        .setBody(Map.of("url", "http://host/a", "size", 3))),
                Named.of("a wrong time", exchange -> exchange.getMessage()
                        .setBody(Map.of("url", "http://host/a", "expiresAt", "tomorrow"))));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aRouteThatStoresNothingFailsTheSend(Processor failure) {
        try (Wire wire = Wire.to(NATS.url())) {
            List<Message> sent = wire.record("fails");
            CamelContext context = camel.start(routes -> {
                routes.errorHandler(routes.noErrorHandler());
                routes.from("direct:store").process(failure);
            });
            Exchange exchange =
                    Contexts.send(context, uri("fails", "claimCheckUri=direct:store", "baseDelay=1"), LARGE);
            assertThat(exchange.getException())
                    .isInstanceOf(NatsBridgeException.class)
                    .hasMessageContaining("'payload'");
            wire.flush();
            assertThat(sent).isEmpty();
        }
    }

    @Test
    void whatARouteStoredBeforeAnotherFailureIsDeleted() {
        AtomicInteger calls = new AtomicInteger();
        CamelContext context = camel.start(routes -> {
            routes.errorHandler(routes.noErrorHandler());
            routes.from("direct:store").process(plikUpload()).process(exchange -> {
                if (calls.incrementAndGet() == 3) {
                    throw new IllegalStateException("no room");
                }
            });
        });
        List<Payload> payloads = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            payloads.add(Payload.of("part" + i, LARGE, PayloadType.BINARY));
        }
        Exchange exchange = Contexts.send(context, uri("deletes", "claimCheckUri=direct:store"), payloads);
        assertThat(exchange.getException()).isInstanceOf(FileserverException.class);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(plik.faults().requests(PlikOperation.DELETE))
                .isEqualTo(2));
    }

    @Test
    void anEndpointThatDoesNotExistIsRefusedAtStart() {
        assertThatThrownBy(() ->
                        camel.start(routes -> routes.from("direct:in").to(uri("none", "claimCheckUri=nosuch:store"))))
                .hasRootCauseInstanceOf(NoSuchEndpointException.class)
                .hasStackTraceContaining("Option claimCheckUri=nosuch:store is not valid");
    }

    @Test
    void theTemplateStoresOnPlik() {
        CamelContext context = camel.start(routes -> {
            routes.templatedRoute(NatsBridgeRouteTemplates.CLAIM_CHECK)
                    .parameter("name", "store")
                    .parameter("fileserverUrl", plik.url());
            routes.from(uri("template")).process(in);
        });
        Contexts.sent(context, uri("template", "claimCheckUri=direct:store"), LARGE);
        assertThat(in.first().bytes()).isEqualTo(LARGE);
    }

    @Test
    void theTemplateCallsAProcessorOfTheUser() {
        Map<String, byte[]> store = new ConcurrentHashMap<>();
        CamelContext context = camel.create();
        context.getRegistry().bind("mine", (Processor) exchange -> {
            store.put("stored", exchange.getMessage().getBody(byte[].class));
            exchange.getMessage().setBody("http://store.example/stored");
        });
        camel.start(context, routes -> routes.templatedRoute(NatsBridgeRouteTemplates.CLAIM_CHECK)
                .parameter("name", "mine")
                .parameter("processor", "#mine"));
        try (Wire wire = Wire.to(NATS.url())) {
            List<Message> sent = wire.record("sent");
            Contexts.sent(context, uri("sent", "claimCheckUri=direct:mine"), LARGE);
            await().atMost(PATIENCE).until(() -> sent.size() == 1);
            assertThat(Wire.json(sent.get(0))
                            .path("payloads")
                            .get(0)
                            .path("data")
                            .asText())
                    .isEqualTo("http://store.example/stored");
        }
        assertThat(store).containsEntry("stored", LARGE);
    }

    @Test
    void aSubclassOfThePlikProcessorChangesTheAnswer() {
        PlikUploadProcessor processor = new PlikUploadProcessor() {
            @Override
            protected Map<String, Object> answer(StoredFile file) {
                Map<String, Object> answer = new HashMap<>(super.answer(file));
                answer.put("url", file.url().replace(plik.url(), "http://public.example"));
                return answer;
            }
        };
        processor.setFileserverUrl(plik.url());
        CamelContext context = camel.start(routes -> {
            routes.from("direct:store").process(processor);
            routes.from(uri("public", "downloadUrlMappings=http://public.example=" + plik.url()))
                    .process(in);
        });
        Contexts.sent(context, uri("public", "claimCheckUri=direct:store"), LARGE);
        assertThat(in.first().bytes()).isEqualTo(LARGE);
    }

    @Test
    void handlersOfTheUserStoreAndFetch() {
        MemoryStore store = new MemoryStore();
        CamelContext context = camel.create();
        context.getRegistry().bind("store", store);
        String handlers = "fileserverUploadHandler=#store&fileserverDownloadHandler=#store&fileserverUrl=http://memory";
        String uri = Uri.of(NATS, "memory", handlers, "sizeThreshold=10000", "deleteAfterAck=true", spool.options());
        camel.start(context, routes -> routes.from(uri).process(in));
        Contexts.sent(context, uri, LARGE);
        assertThat(in.first().bytes()).isEqualTo(LARGE);
        await().atMost(PATIENCE).until(store.files::isEmpty);
        assertThat(plik.faults().requests()).isZero();
    }

    @Test
    void whatAHandlerOfTheUserThrowsFailsTheSend() {
        CamelContext context = camel.create();
        context.getRegistry().bind("store", (FileserverUploadHandler) upload -> {
            throw new IOException("disk on fire");
        });
        context.start();
        Exchange exchange = Contexts.send(
                context,
                Uri.of(NATS, "memory", "fileserverUploadHandler=#store", "sizeThreshold=10", "baseDelay=1"),
                LARGE);
        assertThat(exchange.getException())
                .isInstanceOf(FileserverException.class)
                .hasMessageContaining("disk on fire");
    }

    /** Files in memory. */
    private static final class MemoryStore implements FileserverUploadHandler, FileserverDownloadHandler {
        private final Map<String, byte[]> files = new ConcurrentHashMap<>();

        @Override
        public StoredFile upload(Upload upload) throws IOException {
            try (Content data = upload.data()) {
                String path = "/" + upload.msgId();
                files.put(path, data.toByteArray());
                return StoredFile.at(upload.fileserverUrl() + path);
            }
        }

        @Override
        public InputStream download(Download download) {
            byte[] file = files.get(download.uri().getPath());
            if (file == null) {
                throw new LinkGoneException(LinkGoneException.Reason.NOT_FOUND, "not in memory", 404);
            }
            return new ByteArrayInputStream(file);
        }

        @Override
        public void delete(Download download) {
            files.remove(download.uri().getPath());
        }
    }

    private PlikUploadProcessor plikUpload() {
        PlikUploadProcessor processor = new PlikUploadProcessor();
        processor.setFileserverUrl(plik.url());
        return processor;
    }

    private String uri(String subject, String... options) {
        return Uri.of(NATS, subject, options) + "&sizeThreshold=10000&fileserverUrl=" + plik.url() + "&"
                + spool.options();
    }
}
