/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.kamelets;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.api.StreamConfiguration;
import io.natsbridge.camel.NatsBridgeConstants;
import io.natsbridge.camel.arrow.ArrowTable;
import io.natsbridge.camel.test.nats.NatsExtension;
import io.natsbridge.camel.test.nats.NatsOptions;
import io.natsbridge.camel.test.plik.PlikExtension;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Kamelets of the jar, found by camel-kamelet, carry a table and a link. */
class KameletsIT {

    private static final Logger LOG = LoggerFactory.getLogger(KameletsIT.class);
    private static final List<Map<String, Object>> ROWS =
            List.of(Map.of("id", 1L, "name", "lamp"), Map.of("id", 2L, "name", "chair"));
    private static final byte[] LARGE = large();

    @RegisterExtension
    static final NatsExtension NATS =
            NatsExtension.create(NatsOptions.defaults().user("shop", "s3cret").jetStream(true));

    @RegisterExtension
    static final PlikExtension PLIK = new PlikExtension();

    private final CamelContext context = new DefaultCamelContext();
    private final BlockingQueue<Object> arrived = new LinkedBlockingQueue<>();

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void aTableTravelsFromSinkToSource() throws Exception {
        sinkToSource("kamelets.table", "payloadType=arrowtable");
        context.createProducerTemplate().sendBody("direct:send", ROWS);
        assertThat(arrived.poll(20, TimeUnit.SECONDS)).isEqualTo("direct");
        assertThat(arrived.poll(20, TimeUnit.SECONDS)).isEqualTo(ROWS);
    }

    @Test
    void aLargeBodyTravelsByLink() throws Exception {
        sinkToSource("kamelets.link", "sizeThreshold=100000");
        context.createProducerTemplate().sendBody("direct:send", LARGE);
        assertThat(arrived.poll(20, TimeUnit.SECONDS)).isEqualTo("link");
        assertThat(arrived.poll(20, TimeUnit.SECONDS)).isEqualTo(LARGE);
    }

    @Test
    void theSinkAsksForNoReply() throws Exception {
        sinkToSource("kamelets.question", "dataname=question");
        assertThat(context.createProducerTemplate().requestBody("direct:send", "hello"))
                .isEqualTo("hello");
        assertThat(arrived.poll(20, TimeUnit.SECONDS)).isEqualTo("direct");
    }

    @Test
    void aMessageOfAStreamComesAgainWhenTheRouteBehindTheSourceFails() throws Exception {
        String stream = "servers=" + NATS.url() + "&username=shop&password=s3cret&subject=jobs&jetstreamEnabled=true";
        createStream("jobs");
        AtomicInteger deliveries = new AtomicInteger();
        start(new RouteBuilder() {
            @Override
            public void configure() {
                from("kamelet:natsbridge-source?durableName=worker&" + stream)
                        .process(exchange -> {
                            if (deliveries.incrementAndGet() == 1) {
                                throw new IllegalStateException("not this time");
                            }
                        })
                        .process(exchange -> arrived.add(exchange.getMessage().getBody(String.class)));
                from("direct:send").to("kamelet:natsbridge-sink?" + stream);
            }
        });
        context.createProducerTemplate().sendBody("direct:send", "job");
        assertThat(arrived.poll(30, TimeUnit.SECONDS)).isEqualTo("job");
        assertThat(deliveries).hasValue(2);
    }

    @Test
    void aTableIsCheckedInAndOut() throws Exception {
        checkInAndOut("payloadType=arrowtable");
        Object envelope = context.createProducerTemplate().requestBody("direct:in", ROWS);
        assertThat(text(envelope)).contains("\"payload_type\":\"arrowtable\"", "\"transport\":\"direct\"");
        context.createProducerTemplate().sendBody("direct:out", envelope);
        assertThat(arrived.poll(20, TimeUnit.SECONDS)).isEqualTo("direct");
        assertThat(arrived.poll(20, TimeUnit.SECONDS)).isEqualTo(ROWS);
    }

    @Test
    void aLargeBodyIsCheckedInAndOutByLink() throws Exception {
        checkInAndOut("sizeThreshold=1000");
        Object envelope = context.createProducerTemplate().requestBody("direct:in", LARGE);
        assertThat(text(envelope))
                .contains("\"transport\":\"link\"", PLIK.url())
                .hasSizeLessThan(2000);
        context.createProducerTemplate().sendBody("direct:out", envelope);
        assertThat(arrived.poll(20, TimeUnit.SECONDS)).isEqualTo("link");
        assertThat(arrived.poll(20, TimeUnit.SECONDS)).isEqualTo(LARGE);
    }

    @Test
    void theRoutesOfTheDocumentsRun() throws Exception {
        Properties properties = new Properties();
        for (String kamelet : List.of("natsbridge-sink", "natsbridge-source", "natsbridge-claim-check-action")) {
            String prefix = "camel.kamelet." + kamelet + ".";
            properties.setProperty(prefix + "fileserverUrl", PLIK.url());
            if (!kamelet.endsWith("action")) {
                properties.setProperty(prefix + "servers", NATS.url());
                properties.setProperty(prefix + "username", "shop");
                properties.setProperty(prefix + "password", "s3cret");
            }
        }
        context.getPropertiesComponent().setInitialProperties(properties);
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(PluginHelper.getResourceLoader(context)
                        .resolveResource(
                                "file:../camel-natsbridge-examples/src/main/resources/routes/kamelets.camel.yaml"));
        start(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:sell").process(KameletsIT.this::take);
                from("direct:small").to("direct:restore");
                from("direct:large").process(KameletsIT.this::take);
            }
        });
        context.createProducerTemplate().sendBody("direct:buy", ROWS);
        assertThat(arrived.poll(20, TimeUnit.SECONDS)).isEqualTo("direct");
        assertThat(arrived.poll(20, TimeUnit.SECONDS)).isEqualTo(ROWS);
        context.createProducerTemplate().sendBody("direct:archive", LARGE);
        assertThat(arrived.poll(20, TimeUnit.SECONDS)).isEqualTo("link");
        assertThat(arrived.poll(20, TimeUnit.SECONDS)).isEqualTo(LARGE);
    }

    private void sinkToSource(String subject, String options) throws Exception {
        String servers = "subject=" + subject + "&servers=" + NATS.url()
                + "&username=shop&password=s3cret&fileserverUrl=" + PLIK.url();
        start(new RouteBuilder() {
            @Override
            public void configure() {
                from("kamelet:natsbridge-source?" + servers).process(KameletsIT.this::take);
                from("direct:send").to("kamelet:natsbridge-sink?" + servers + "&" + options);
            }
        });
    }

    private void checkInAndOut(String options) throws Exception {
        String action = "kamelet:natsbridge-claim-check-action?fileserverUrl=" + PLIK.url();
        start(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").to(action + "&" + options);
                from("direct:out").to(action + "&operation=checkOut").process(KameletsIT.this::take);
            }
        });
    }

    private void start(RouteBuilder routes) throws Exception {
        context.addRoutes(routes);
        context.start();
    }

    private void take(Exchange exchange) {
        Message message = exchange.getMessage();
        arrived.add(message.getHeader(NatsBridgeConstants.TRANSPORT));
        boolean table = "arrowtable".equals(message.getHeader(NatsBridgeConstants.PAYLOAD_TYPE));
        LOG.info(
                "{} {}, {} bytes, {}",
                message.getHeader(NatsBridgeConstants.DATANAME),
                message.getHeader(NatsBridgeConstants.PAYLOAD_TYPE),
                message.getHeader(NatsBridgeConstants.PAYLOAD_SIZE),
                message.getHeader(NatsBridgeConstants.TRANSPORT));
        arrived.add(table ? message.getBody(ArrowTable.class).rows() : message.getBody(byte[].class));
    }

    private static void createStream(String name) throws Exception {
        Options options =
                Options.builder().server(NATS.url()).userInfo("shop", "s3cret").build();
        try (Connection nats = Nats.connect(options)) {
            nats.jetStreamManagement()
                    .addStream(StreamConfiguration.builder()
                            .name(name)
                            .subjects(name)
                            .build());
        }
    }

    private String text(Object body) {
        return context.getTypeConverter().convertTo(String.class, body);
    }

    private static byte[] large() {
        byte[] bytes = new byte[5_000_000]; // waits in a file
        new Random(1).nextBytes(bytes);
        return bytes;
    }
}
