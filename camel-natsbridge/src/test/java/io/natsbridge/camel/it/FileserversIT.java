/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.nats.client.api.ObjectStoreConfiguration;
import io.natsbridge.camel.NatsBridgeConstants;
import io.natsbridge.camel.SmartSend;
import io.natsbridge.camel.envelope.Payload;
import io.natsbridge.camel.envelope.PayloadType;
import io.natsbridge.camel.error.NatsBridgeException.FileserverException;
import io.natsbridge.camel.error.NatsBridgeException.LinkRefusedException;
import io.natsbridge.camel.test.nats.NatsExtension;
import io.natsbridge.camel.test.nats.NatsOptions;
import io.natsbridge.camel.test.plik.EmbeddedPlik;
import io.natsbridge.camel.test.plik.EmbeddedPlikOptions;
import io.natsbridge.camel.test.plik.Fault;
import io.natsbridge.camel.test.plik.PlikExtension;
import io.natsbridge.camel.test.plik.PlikOperation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Routes with several file servers: which takes a message's payloads, which of them may be read, and what happens when one fails. */
class FileserversIT {

    private static final byte[] BYTES = Samples.bytes(20_000);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @RegisterExtension
    static final NatsExtension NATS =
            NatsExtension.create(NatsOptions.defaults().jetStream(true));

    @RegisterExtension
    final PlikExtension first = PlikExtension.embedded(EmbeddedPlikOptions.defaults());

    @RegisterExtension
    final PlikExtension second = PlikExtension.embedded(EmbeddedPlikOptions.defaults());

    @RegisterExtension
    final SpoolDirectory spool = new SpoolDirectory();

    @RegisterExtension
    final Contexts camel = new Contexts();

    private final Inbox in = new Inbox();

    @Test
    void messagesAreSpreadAndEveryServersLinksAreRead() {
        CamelContext context = camel.start(routes -> routes.from(uri(both())).process(in));
        List<String> links = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            links.addAll(links(Contexts.sent(context, uri(both()), twoPayloads())));
        }
        assertThat(in.await(6)).allSatisfy(arrival -> assertThat(arrival.payloads())
                .extracting(Inbox.Part::bytes)
                .containsExactly(BYTES, BYTES));
        assertThat(IntStream.range(0, 6))
                .allSatisfy(i -> assertThat(origin(links.get(2 * i))).isEqualTo(origin(links.get(2 * i + 1))));
        assertThat(first.embedded().fileCount()).isEqualTo(6);
        assertThat(second.embedded().fileCount()).isEqualTo(6);
    }

    @Test
    void anEndedServerIsReplacedByTheOther() {
        String both = both();
        CamelContext context = camel.start(routes -> routes.from(uri(both)).process(in));
        Contexts.sent(context, uri(both), BYTES);
        Contexts.sent(context, uri(both), BYTES);
        in.await(2);
        String left = second.url();
        first.close();
        for (int i = 0; i < 6; i++) {
            assertThat(links(Contexts.sent(context, uri(both), BYTES)))
                    .allSatisfy(link -> assertThat(link).startsWith(left));
        }
        in.await(8);
    }

    @Test
    void whatAFailedSendStoredIsDeletedFromTheServerThatTookIt() {
        CamelContext context = camel.start();
        second.faults().always(PlikOperation.UPLOAD, Fault.status(403));
        first.faults().always(PlikOperation.UPLOAD, Fault.status(403));
        first.faults().next(PlikOperation.UPLOAD, Fault.delay(Duration.ZERO));
        second.faults().next(PlikOperation.UPLOAD, Fault.delay(Duration.ZERO));
        for (int i = 0; i < 2; i++) {
            Exchange failed = Contexts.send(context, uri(both()), twoPayloads());
            assertThat(failed.getException()).isInstanceOf(FileserverException.class);
        }
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(first.embedded().fileCount()).isZero();
            assertThat(second.embedded().fileCount()).isZero();
        });
        assertThat(first.faults().requests(PlikOperation.DELETE)).isEqualTo(2);
        assertThat(second.faults().requests(PlikOperation.DELETE)).isEqualTo(2);
    }

    @Test
    void whereNoneTakesItTheErrorNamesThemAll() {
        first.faults().always(PlikOperation.CREATE, Fault.status(503));
        second.faults().always(PlikOperation.CREATE, Fault.status(503));
        Exchange failed = Contexts.send(camel.start(), uri(both(), "maxRetries=3", "baseDelay=1"), BYTES);
        assertThat(failed.getException())
                .isInstanceOf(FileserverException.class)
                .hasMessageContainingAll("3 attempts at http", first.url(), second.url(), "answered 503");
    }

    @Test
    void aHeaderMayNameSeveral() {
        CamelContext context = camel.start();
        List<String> origins = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Exchange sent = Contexts.sent(
                    context,
                    uri("fileserverUrl=http://127.0.0.1:1"),
                    BYTES,
                    NatsBridgeConstants.FILESERVER_URL,
                    first.url() + ", " + second.url());
            origins.add(origin(links(sent).get(0)));
        }
        assertThat(origins).contains(first.url(), second.url()).allMatch(List.of(first.url(), second.url())::contains);
    }

    @Test
    void aBucketMayStandBesideAPlik() throws Exception {
        try (Wire wire = Wire.to(NATS.url())) {
            wire.connection()
                    .objectStoreManagement()
                    .create(ObjectStoreConfiguration.builder("beside").build());
            String mixed = "fileserverUrl=" + first.url() + ",nats-object://beside";
            CamelContext context = camel.start(routes -> routes.from(uri(mixed)).process(in));
            List<String> links = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                links.addAll(links(Contexts.sent(context, uri(mixed), BYTES)));
            }
            assertThat(links)
                    .filteredOn(link -> link.startsWith("nats-object://beside/"))
                    .hasSize(2);
            assertThat(links).filteredOn(link -> link.startsWith(first.url())).hasSize(2);
            assertThat(in.await(4))
                    .allSatisfy(arrival -> assertThat(arrival.bytes()).isEqualTo(BYTES));
            wire.connection().objectStoreManagement().delete("beside");
        }
    }

    @Test
    void aServerThatIsNotInTheListIsRefused() {
        try (EmbeddedPlik third = EmbeddedPlik.start()) {
            CamelContext context = camel.start(routes -> {
                routes.onException(LinkRefusedException.class)
                        .handled(true)
                        .setBody(routes.exceptionMessage())
                        .process(in);
                routes.from(uri(both(), "fetch=lazy"))
                        .transform()
                        .body(byte[].class)
                        .to("mock:never");
            });
            Contexts.sent(context, uri("fileserverUrl=" + third.url()), BYTES);
            assertThat((String) in.first().body()).contains("NB-107", first.url(), second.url());
            assertThat(third.faults().requests(PlikOperation.DOWNLOAD)).isZero();
        }
    }

    @Test
    void processorsSpreadTheirUploadsToo() {
        SmartSend send = new SmartSend();
        send.setSubject("anything");
        send.setSizeThreshold(10L);
        send.setFileserverUrl(first.url() + "," + second.url());
        CamelContext context = camel.start(routes -> routes.from("direct:there").process(send));
        for (int i = 0; i < 4; i++) {
            Contexts.sent(context, "direct:there", BYTES);
        }
        assertThat(first.embedded().fileCount()).isEqualTo(2);
        assertThat(second.embedded().fileCount()).isEqualTo(2);
    }

    private static List<Payload> twoPayloads() {
        return List.of(Payload.of("one", BYTES, PayloadType.BINARY), Payload.of("other", BYTES, PayloadType.BINARY));
    }

    private static List<String> links(Exchange sent) {
        String envelope = sent.getMessage().getHeader(NatsBridgeConstants.ENVELOPE, String.class);
        JsonNode payloads = Wire.json(envelope.getBytes(StandardCharsets.UTF_8)).path("payloads");
        return payloads.findValuesAsText("data");
    }

    private static String origin(String link) {
        return link.substring(0, link.indexOf("/file/"));
    }

    private String both() {
        return "fileserverUrl=" + first.url() + "," + second.url();
    }

    private String uri(String... options) {
        return Uri.of(NATS, "spread", options) + "&sizeThreshold=10000&" + spool.options();
    }
}
