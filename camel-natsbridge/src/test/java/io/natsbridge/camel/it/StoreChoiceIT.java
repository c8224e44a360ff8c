/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.api.ObjectStoreConfiguration;
import io.natsbridge.camel.NatsBridgeConstants;
import io.natsbridge.camel.NatsBridgeRouteTemplates;
import io.natsbridge.camel.SmartReceive;
import io.natsbridge.camel.SmartSend;
import io.natsbridge.camel.envelope.Payload;
import io.natsbridge.camel.envelope.PayloadType;
import io.natsbridge.camel.error.NatsBridgeException.FileserverException;
import io.natsbridge.camel.test.nats.NatsExtension;
import io.natsbridge.camel.test.nats.NatsOptions;
import io.natsbridge.camel.test.plik.EmbeddedPlikOptions;
import io.natsbridge.camel.test.plik.PlikExtension;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Several stores at once: which of them gets a payload, and that one reader fetches from all. */
class StoreChoiceIT {

    private static final byte[] BYTES = Samples.bytes(20_000);
    private static final String OBJECTS = "nats-object://choice";

    @RegisterExtension
    static final NatsExtension NATS =
            NatsExtension.create(NatsOptions.defaults().jetStream(true));

    @RegisterExtension
    final PlikExtension plik = PlikExtension.embedded(EmbeddedPlikOptions.defaults());

    @RegisterExtension
    final SpoolDirectory spool = new SpoolDirectory();

    @RegisterExtension
    final Contexts camel = new Contexts();

    private final Inbox in = new Inbox();
    private Wire wire;

    @BeforeEach
    void createBucket() throws Exception {
        wire = Wire.to(NATS.url());
        wire.connection()
                .objectStoreManagement()
                .create(ObjectStoreConfiguration.builder("choice").build());
    }

    @AfterEach
    void deleteBucket() throws Exception {
        wire.connection().objectStoreManagement().delete("choice");
        wire.close();
    }

    @Test
    void anEndpointStoresWhereItsFileserverUrlSays() {
        CamelContext context = camel.start(this::reader);
        assertThat(linkOf(context, "fileserverUrl=" + OBJECTS)).startsWith(OBJECTS + "/");
        assertThat(linkOf(context, "fileserverUrl=" + plik.url())).startsWith(plik.url() + "/file/");
        assertThat(in.await(2))
                .allSatisfy(arrival -> assertThat(arrival.bytes()).isEqualTo(BYTES));
    }

    @Test
    void aHeaderNamesTheFileServerOfOneMessage() {
        CamelContext context = camel.start(this::reader);
        String options = "fileserverUrl=" + plik.url();
        assertThat(linkOf(context, options, NatsBridgeConstants.FILESERVER_URL, OBJECTS))
                .startsWith(OBJECTS + "/");
        assertThat(linkOf(context, options)).startsWith(plik.url());
        in.await(2);
    }

    @Test
    void aHeaderNamesTheClaimCheckRouteOfOneMessage() {
        CamelContext context = camel.start(routes -> {
            reader(routes);
            template(routes, "objects");
            routes.from("direct:never").throwException(new IllegalStateException("not this one"));
        });
        assertThat(linkOf(context, "claimCheckUri=direct:never", NatsBridgeConstants.CLAIM_CHECK_URI, "direct:objects"))
                .startsWith(OBJECTS + "/");
        assertThat(linkOf(context, "claimCheckUri=direct:never", NatsBridgeConstants.FILESERVER_URL, plik.url()))
                .startsWith(plik.url());
        in.await(2);
    }

    @Test
    void aRouteChoosesByPayloadTypeAndSize() {
        CamelContext context = camel.start(routes -> {
            reader(routes);
            template(routes, "objects");
            routes.templatedRoute(NatsBridgeRouteTemplates.CLAIM_CHECK)
                    .parameter("name", "plik")
                    .parameter("fileserverUrl", plik.url());
            routes.from("direct:choose")
                    .choice()
                    .when(routes.header(NatsBridgeConstants.PAYLOAD_TYPE).isEqualTo("video"))
                    .to("direct:plik")
                    .when(routes.header(NatsBridgeConstants.PAYLOAD_SIZE).isGreaterThan(25_000))
                    .to("direct:plik")
                    .otherwise()
                    .to("direct:objects");
        });
        Exchange sent = Contexts.sent(
                context,
                uri("claimCheckUri=direct:choose"),
                List.of(
                        Payload.of("film", BYTES, PayloadType.VIDEO),
                        Payload.of("large", Samples.bytes(30_000), PayloadType.BINARY),
                        Payload.of("small", BYTES, PayloadType.BINARY)));
        var payloads = Wire.json(envelope(sent).getBytes(UTF_8)).path("payloads");
        assertThat(payloads.findValuesAsText("data"))
                .satisfiesExactly(
                        film -> assertThat(film).startsWith(plik.url()),
                        large -> assertThat(large).startsWith(plik.url()),
                        small -> assertThat(small).startsWith(OBJECTS));
        assertThat(in.first().payloads())
                .extracting(Inbox.Part::bytes)
                .containsExactly(BYTES, Samples.bytes(30_000), BYTES);
    }

    @Test
    void aReplyGoesThroughAnObjectStoreAndIsGoneOnceRead() throws Exception {
        String uri = uri("fileserverUrl=" + OBJECTS);
        CamelContext context = camel.start(routes -> routes.from(uri).setBody(routes.constant(Samples.bytes(40_000))));
        byte[] reply = Contexts.template(context).requestBody(uri, "more", byte[].class);
        assertThat(reply).isEqualTo(Samples.bytes(40_000));
        assertThat(wire.connection().objectStore("choice").getList())
                .allSatisfy(object -> assertThat(object.isDeleted()).isTrue());
    }

    @Test
    void processorsStoreInAndFetchFromAnObjectStoreOfTheirOwnBroker() {
        SmartSend send = new SmartSend();
        send.setServers(NATS.url());
        send.setSubject("anything");
        send.setSizeThreshold(10L);
        send.setFileserverUrl(OBJECTS);
        SmartReceive receive = new SmartReceive();
        receive.setServers(NATS.url());
        receive.setFileserverUrl(OBJECTS);
        CamelContext context = camel.start(routes ->
                routes.from("direct:there").process(send).process(receive).process(in));
        Contexts.sent(context, "direct:there", BYTES);
        assertThat(in.first().bytes()).isEqualTo(BYTES);
    }

    @Test
    void aBucketThatIsMissingIsAnErrorThatSaysWhatToDo() {
        Exchange exchange =
                Contexts.send(camel.start(), uri("fileserverUrl=nats-object://nowhere", "maxRetries=3"), BYTES);
        assertThat(exchange.getException())
                .isInstanceOfSatisfying(FileserverException.class, failure -> assertThat(failure.isTransient())
                        .isFalse())
                .hasMessage(
                        "NB-105: Cannot upload payload 'payload' to nats-object://nowhere: the bucket does not exist;"
                                + " create it, such as by 'nats object add nowhere --ttl=24h',"
                                + " or have it created by the claim-check route's createBucket");
    }

    @Test
    void aTemplateCreatesItsBucketWhereItIsAskedTo() throws Exception {
        CamelContext context = camel.start(routes -> {
            routes.templatedRoute(NatsBridgeRouteTemplates.CLAIM_CHECK_OBJECT_STORE)
                    .parameter("name", "created")
                    .parameter("bucket", "created")
                    .parameter("servers", NATS.url())
                    .parameter("createBucket", "true")
                    .parameter("linkTtl", "2h");
            routes.from(uri("fileserverUrl=nats-object://created")).process(in);
        });
        Contexts.sent(context, uri("claimCheckUri=direct:created"), BYTES);
        assertThat(in.first().bytes()).isEqualTo(BYTES);
        var buckets = wire.connection().objectStoreManagement();
        assertThat(buckets.getStatus("created").getTtl()).hasHours(2);
        buckets.delete("created");
    }

    @Test
    void aBrokerWithoutJetStreamIsAnErrorThatSaysWhatToDo() {
        try (NatsExtension plain = NatsExtension.create()) {
            plain.start();
            Exchange exchange = Contexts.send(
                    camel.start(),
                    Uri.of(plain, "x", "sizeThreshold=10", "maxRetries=1", "fileserverUrl=" + OBJECTS),
                    BYTES);
            assertThat(exchange.getException())
                    .isInstanceOf(FileserverException.class)
                    .hasMessageContaining(OBJECTS)
                    .hasMessageContaining("JetStream");
        }
    }

    private void reader(RouteBuilder routes) {
        routes.from(uri("allowedFileservers=" + OBJECTS, "fileserverUrl=" + plik.url()))
                .process(in);
    }

    private static void template(RouteBuilder routes, String name) {
        routes.templatedRoute(NatsBridgeRouteTemplates.CLAIM_CHECK_OBJECT_STORE)
                .parameter("name", name)
                .parameter("bucket", "choice")
                .parameter("servers", NATS.url());
    }

    private String linkOf(CamelContext context, String options, Object... headers) {
        return StoreContract.link(envelope(Contexts.sent(context, uri(options), BYTES, headers)));
    }

    private static String envelope(Exchange sent) {
        return sent.getMessage().getHeader(NatsBridgeConstants.ENVELOPE, String.class);
    }

    private String uri(String... options) {
        return Uri.of(NATS, "choice", options) + "&sizeThreshold=10000&" + spool.options();
    }
}
