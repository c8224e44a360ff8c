/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.natsbridge.camel.NatsBridgeComponent;
import io.natsbridge.camel.NatsBridgeConfiguration;
import io.natsbridge.camel.SmartSend;
import io.natsbridge.camel.envelope.Payload;
import io.natsbridge.camel.envelope.Transport;
import io.natsbridge.camel.test.nats.NatsExtension;
import io.natsbridge.camel.test.plik.PlikExtension;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What the documents show works. */
class SnippetsIT {

    @RegisterExtension
    static final NatsExtension NATS = NatsExtension.create();

    @RegisterExtension
    static final PlikExtension PLIK = new PlikExtension();

    private final CamelContext context = new DefaultCamelContext();

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void aTextATableAndAFilmTravelInOneMessage(@TempDir Path directory) throws Exception {
        start(new ChatRoutes(), to("direct:hear"));
        File film =
                Files.write(directory.resolve("film.mp4"), new byte[1_200_000]).toFile();
        MockEndpoint heard = heard(3);
        context.createProducerTemplate().sendBody("direct:say", film);
        heard.assertIsSatisfied();
        List<Payload> payloads = heard.getExchanges().stream()
                .map(exchange -> exchange.getMessage().getBody(Payload.class))
                .toList();
        assertThat(payloads).extracting(Payload::dataname).containsExactly("words", "rating", "film.mp4");
        assertThat(payloads)
                .extracting(Payload::transport)
                .containsExactly(Transport.DIRECT, Transport.DIRECT, Transport.LINK);
    }

    @Test
    void aRequestIsAnswered() throws Exception {
        start(new RequestRoutes());
        assertThat(context.createProducerTemplate().requestBody("direct:ask", 21, Integer.class))
                .isEqualTo(42);
    }

    @Test
    void routesInXmlSendAndReceive() throws Exception {
        start(to("direct:ship"));
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(PluginHelper.getResourceLoader(context)
                        .resolveResource("classpath:io/natsbridge/camel/docs/component.xml"));
        MockEndpoint heard = heard(1);
        context.createProducerTemplate().sendBody("direct:order", Map.of("item", "lamp"));
        heard.assertIsSatisfied();
        assertThat(heard.getExchanges().get(0).getMessage().getHeader("CamelNatsBridgeSenderName"))
                .isEqualTo("shop");
    }

    @Test
    void aSubjectIsMadeOfEachMessage() throws Exception {
        start(new DynamicRoutes(), to("direct:told"));
        MockEndpoint heard = heard(2);
        context.createProducerTemplate().sendBodyAndHeader("direct:tell", "hello", "name", "ann");
        context.createProducerTemplate().sendBodyAndHeader("direct:tell", "hello", "name", "bob");
        heard.assertIsSatisfied();
        assertThat(heard.getExchanges())
                .extracting(exchange -> exchange.getMessage().getHeader("CamelNatsBridgeSubject"))
                .containsExactly("user.ann", "user.bob");
    }

    @Test
    void envelopesTravelThroughFiles(@TempDir Path directory) throws Exception {
        context.getPropertiesComponent().addInitialProperty("outbox", directory.toString());
        start(new SmartRoutes(), to("direct:process"));
        MockEndpoint heard = heard(1);
        context.createProducerTemplate().sendBody("direct:orders", Map.of("item", "lamp"));
        heard.assertIsSatisfied();
        assertThat(heard.getExchanges().get(0).getMessage().getBody()).isEqualTo(Map.of("item", "lamp"));
    }

    @Test
    void theDataFormatMakesAndReadsEnvelopes() throws Exception {
        start(new ShapeRoutes(), direct("direct:transport", "direct:delivery"), to("direct:ship"));
        MockEndpoint heard = heard(1);
        context.createProducerTemplate().sendBody("direct:sell", Map.of("item", "lamp"));
        heard.assertIsSatisfied();
        assertThat(heard.getExchanges().get(0).getMessage().getBody()).isEqualTo(Map.of("item", "lamp"));
        assertThat(heard.getExchanges().get(0).getMessage().getHeader("CamelNatsBridgeSenderName"))
                .isEqualTo("shop");
    }

    @Test
    void dataTypesTellATable() throws Exception {
        start(new ShapeRoutes(), direct("direct:table", "direct:download"), to("direct:row"));
        assertThat(context.createProducerTemplate().requestBody("direct:csv", "n,s\r\n1,x\r\n"))
                .isEqualTo("n,s\r\n1,x\r\n");
        MockEndpoint heard = heard(2);
        SmartSend send = new SmartSend();
        send.setCamelContext(context);
        send.start();
        context.createProducerTemplate().send("direct:envelope", exchange -> {
            exchange.getMessage().setBody(List.of(Map.of("n", 1), Map.of("n", 2)));
            send.process(exchange);
        });
        heard.assertIsSatisfied();
    }

    @Test
    void commaSeparatedValuesTravelAsATable() throws Exception {
        start(new ShapeRoutes(), direct("direct:natsbridge", "natsbridge:csv?publish=false"));
        String envelope = context.createProducerTemplate().requestBody("direct:upload", "n,s\r\n1,x\r\n", String.class);
        assertThat(envelope).contains("\"payload_type\":\"arrowtable\"");
    }

    @Test
    void aRequestThatNobodyAnswersIsRepeatedUntilSomebodyDoes() throws Exception {
        start(new ErrorRoutes());
        CountDownLatch failed = new CountDownLatch(1);
        context.getManagementStrategy().addEventNotifier(new Redeliveries(failed));
        CompletableFuture<Object> reply = context.createProducerTemplate().asyncRequestBody("direct:careful", "ping");
        assertThat(failed.await(10, TimeUnit.SECONDS)).isTrue();
        context.addRoutes(responder());
        assertThat(reply.get(20, TimeUnit.SECONDS)).isEqualTo("pong");
    }

    private void start(RoutesBuilder... routes) throws Exception {
        NatsBridgeConfiguration configuration =
                context.getComponent("natsbridge", NatsBridgeComponent.class).getConfiguration();
        configuration.setServers(NATS.url());
        configuration.setFileserverUrl(PLIK.url());
        for (RoutesBuilder builder : Arrays.asList(routes)) {
            context.addRoutes(builder);
        }
        context.start();
    }

    private MockEndpoint heard(int messages) {
        MockEndpoint heard = context.getEndpoint("mock:heard", MockEndpoint.class);
        heard.expectedMessageCount(messages);
        return heard;
    }

    private static RouteBuilder to(String uri) {
        return direct(uri, "mock:heard");
    }

    private static RouteBuilder direct(String from, String to) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(from).to(to);
            }
        };
    }

    private static RouteBuilder responder() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("natsbridge:orders").setBody(constant("pong"));
            }
        };
    }
}
