/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.natsbridge.camel.bridge.MemoryStore;
import io.natsbridge.camel.content.Content;
import io.natsbridge.camel.error.NatsBridgeException.FileserverException;
import io.natsbridge.camel.error.NatsBridgeException.PayloadTooLargeException;
import io.natsbridge.camel.store.Deadline;
import io.natsbridge.camel.store.Fileservers;
import io.natsbridge.camel.store.Outages;
import io.natsbridge.camel.store.StoredFile;
import io.natsbridge.camel.store.Upload;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.MessageHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimCheckTest {

    private static final String LINK = "http://store/bucket/key";
    private static final Fileservers SERVERS =
            new Fileservers(List.of(MemoryStore.URL, "http://second:8080"), new Outages());

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final MemoryStore plik = new MemoryStore();

    @BeforeEach
    void start() {
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void givesTheRouteThePayloadAndWhatIsKnownOfIt() throws Exception {
        Map<String, Object> seen = new HashMap<>();
        StringBuilder body = new StringBuilder();
        StoredFile file = upload(exchange -> {
            seen.putAll(exchange.getMessage().getHeaders());
            body.append(exchange.getMessage().getBody(String.class));
            MessageHelper.resetStreamCache(exchange.getMessage());
            body.append(exchange.getMessage().getBody(String.class));
            exchange.getMessage().setBody(LINK);
        });
        assertThat(file.url()).isEqualTo(LINK);
        assertThat(body).as("it can be read again").hasToString("hellohello");
        assertThat(seen)
                .containsEntry("CamelNatsBridgeDataname", "../n\nä")
                .containsEntry("CamelNatsBridgePayloadType", "image")
                .containsEntry("CamelNatsBridgePayloadSize", 5L)
                .containsEntry("CamelNatsBridgeContentType", "image/png")
                .containsEntry(
                        "CamelNatsBridgeSha256", "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824")
                .containsEntry("CamelNatsBridgeCorrelationId", "c")
                .containsEntry("CamelNatsBridgeMsgId", "m");
    }

    static Stream<Object> links() throws Exception {
        return Stream.of(
                LINK,
                " " + LINK + "\n",
                new StringBuilder(LINK),
                URI.create(LINK),
                new URL(LINK),
                LINK.getBytes(StandardCharsets.UTF_8),
                new ByteArrayInputStream(LINK.getBytes(StandardCharsets.UTF_8)),
                Map.of("url", LINK),
                Map.of("url", URI.create(LINK)));
    }

    @ParameterizedTest
    @MethodSource("links")
    void takesALinkInEveryFormThatARouteMayGive(Object answer) throws Exception {
        assertThat(upload(exchange -> exchange.getMessage().setBody(answer)).url())
                .isEqualTo(LINK);
    }

    @Test
    void takesWhatElseARouteKnows() throws Exception {
        Map<String, Object> answer = new HashMap<>();
        answer.put("url", LINK);
        answer.put("uploadId", "u");
        answer.put("fileId", 5);
        answer.put("uploadToken", "t");
        answer.put("size", 5);
        answer.put("expiresAt", "2026-01-01T00:00:00+01:00");
        StoredFile file = upload(exchange -> exchange.getMessage().setBody(answer));
        assertThat(file)
                .isEqualTo(new StoredFile(
                        LINK, MemoryStore.URL, "u", "5", "t", 5, Instant.parse("2025-12-31T23:00:00Z"), false));
        answer.put("fileserverUrl", "http://other");
        answer.put("expiresAt", Instant.EPOCH);
        file = upload(exchange -> exchange.getMessage().setBody(answer));
        assertThat(file.fileserverUrl()).isEqualTo("http://other");
        assertThat(file.expiresAt()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void aFileIsOnTheServerThatItsLinkLeadsTo() throws Exception {
        String link = "http://second:8080/file/u/f/n";
        StoredFile file = upload(exchange -> exchange.getMessage().setBody(Map.of("url", link)));
        assertThat(file.fileserverUrl()).isEqualTo("http://second:8080");
    }

    @Test
    void readsBackWhatItWrites() throws Exception {
        StoredFile file = new StoredFile(LINK, "http://f", "u", "f", "t", 5, Instant.EPOCH, false);
        assertThat(upload(exchange -> exchange.getMessage().setBody(ClaimCheck.answer(file))))
                .isEqualTo(file);
        assertThat(ClaimCheck.answer(StoredFile.at(LINK)))
                .containsEntry("url", LINK)
                .doesNotContainKey("expiresAt");
    }

    static Stream<Object> noLinks() {
        Map<String, Object> nothing = new HashMap<>();
        nothing.put("url", null);
        return Stream.of(
                null,
                "",
                "not a url",
                "/file/x",
                "mailto:a@b",
                "http://a b/",
                5,
                List.of(LINK),
                Map.of(),
                Map.of("link", LINK),
                nothing,
                Map.of("url", ""),
                Map.of("url", LINK, "expiresAt", "tomorrow"));
    }

    @ParameterizedTest
    @MethodSource("noLinks")
    void failsWhereARouteGivesNoLink(Object answer) {
        assertThatThrownBy(() -> upload(exchange -> exchange.getMessage().setBody(answer)))
                .isInstanceOf(FileserverException.class)
                .hasMessageStartingWith("NB-105: The claim-check endpoint did not store payload '../n\\u000aä': its ")
                .hasMessageContaining("it must set the body to a URL, or to a Map with the key url");
    }

    @Test
    void failsAsTheRouteFails() {
        assertThatThrownBy(() -> upload(exchange -> {
                    throw new IOException("disk full");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("disk full");
        assertThatThrownBy(() -> upload(exchange -> {
                    throw new PayloadTooLargeException("x", 2, 1, "y");
                }))
                .isInstanceOf(PayloadTooLargeException.class);
        assertThatThrownBy(() -> upload(exchange -> {
                    throw new IllegalStateException("no\nway");
                }))
                .isInstanceOf(FileserverException.class)
                .hasMessageContaining("claim-check endpoint direct://store did not store payload")
                .hasMessageContaining("no\\u000away");
    }

    @Test
    void failsWhenTheExchangeIsMarkedFailed() {
        assertThatThrownBy(() -> upload(exchange -> {
                    exchange.getMessage().setBody(LINK);
                    exchange.setRollbackOnly(true);
                }))
                .isInstanceOf(FileserverException.class)
                .hasMessageContaining("its exchange is marked failed");
    }

    private ClaimCheckUploadHandler handler(String uri) {
        return new ClaimCheckUploadHandler(context.getEndpoint(uri), NatsBridgeComponent.of(context), plik, SERVERS);
    }

    @Test
    void showsNoParametersOfTheEndpointThatFailed() {
        ClaimCheckUploadHandler handler = handler("direct:nobody?timeout=5&block=false");
        assertThatThrownBy(() -> handler.upload(request()))
                .isInstanceOf(FileserverException.class)
                .hasMessageContaining("The claim-check endpoint direct://nobody did not store")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("timeout=5"));
    }

    @Test
    void deletesOnPlikOnlyWhatWasStoredThere() throws Exception {
        ClaimCheckUploadHandler handler = handler("direct:store");
        handler.delete(StoredFile.at(LINK));
        handler.delete(new StoredFile(LINK, null, "u", null, null, -1, null, false));
        assertThat(plik.calls).isEmpty();
        handler.delete(new StoredFile(LINK, null, "u", "f", "t", -1, null, false));
        assertThat(plik.calls).containsExactly("delete " + LINK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mine", "#mine"})
    void comesWithARouteThatCallsWhateverProcessorIsNamed(String name) throws Exception {
        context.getComponent("natsbridge", true);
        context.getComponent("natsbridge").start();
        context.getRegistry()
                .bind("mine", (Processor) exchange -> exchange.getMessage().setBody(LINK));
        context.addRouteFromTemplate(
                "route", NatsBridgeRouteTemplates.CLAIM_CHECK, Map.of("name", "check", "processor", name));
        ClaimCheckUploadHandler handler = handler("direct:check");
        assertThat(handler.upload(request()).url()).isEqualTo(LINK);
    }

    @Test
    void comesWithARouteThatStoresOnPlik() throws Exception {
        context.getComponent("natsbridge").start();
        context.addRouteFromTemplate(
                "route", NatsBridgeRouteTemplates.CLAIM_CHECK, Map.of("fileserverUrl", "http://localhost:1"));
        assertThat(context.getRoute("route").getEndpoint().getEndpointUri())
                .isEqualTo("direct://natsbridge-claim-check");
    }

    @Test
    void saysThatThereIsNothingToStore() throws Exception {
        PlikUploadProcessor processor = new PlikUploadProcessor();
        processor.setCamelContext(context);
        processor.setFileserverUrl("http://localhost:1");
        processor.setMaxRetries(1);
        context.getComponent("natsbridge").start();
        processor.start();
        Exchange empty = Exchanges.with(context, null);
        assertThatThrownBy(() -> processor.process(empty)).hasMessageContaining("the body holds no bytes");
        processor.stop();
    }

    private StoredFile upload(Processor route) throws Exception {
        context.removeRoute("store");
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("direct:store").routeId("store").process(route);
            }
        });
        try {
            return handler("direct:store").upload(request());
        } finally {
            context.getRouteController().stopRoute("store");
        }
    }

    private static Upload request() {
        return new Upload(
                MemoryStore.URL,
                "../n\nä",
                "image",
                "image/png",
                Content.of("hello".getBytes(StandardCharsets.UTF_8)),
                new Upload.Life(false, Duration.ofHours(1)),
                "c",
                "m",
                Deadline.in(Duration.ofSeconds(10)));
    }
}
