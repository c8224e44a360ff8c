/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.nats.client.Message;
import io.natsbridge.camel.NatsBridgeConstants;
import io.natsbridge.camel.envelope.Payload;
import io.natsbridge.camel.envelope.PayloadType;
import io.natsbridge.camel.envelope.Transport;
import io.natsbridge.camel.error.NatsBridgeException.PayloadTooLargeException;
import io.natsbridge.camel.it.Inbox.Part;
import io.natsbridge.camel.test.nats.NatsExtension;
import io.natsbridge.camel.test.nats.NatsOptions;
import io.natsbridge.camel.test.nats.NatsService;
import io.natsbridge.camel.test.nats.NatsServices;
import io.natsbridge.camel.test.plik.EmbeddedPlikOptions;
import io.natsbridge.camel.test.plik.PlikExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the threshold says, a message fits what the broker takes: payloads that would make it too large travel by link. */
class MaxPayloadIT {

    private static final int MAX_PAYLOAD = 1_048_576;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @RegisterExtension
    static final NatsExtension NATS = NatsExtension.create();

    @RegisterExtension
    static final NatsExtension SMALL =
            NatsExtension.create(NatsOptions.defaults().maxPayload(1024));

    @RegisterExtension
    static final PlikExtension PLIK = PlikExtension.embedded(EmbeddedPlikOptions.defaults());

    @RegisterExtension
    final Contexts camel = new Contexts();

    static IntStream sizesAroundTheLimit() {
        return IntStream.concat(
                IntStream.iterate(785_000, size -> size <= 787_000, size -> size + 100),
                IntStream.of(800_000, 900_000, 999_999, 1_000_000));
    }

    @ParameterizedTest
    @MethodSource("sizesAroundTheLimit")
    void aPayloadArrivesWhateverItsSize(int size) {
        Inbox in = new Inbox();
        CamelContext context =
                camel.start(routes -> routes.from(uri("sizes", "bodyMode=list")).process(in));
        byte[] bytes = Samples.bytes(size);
        Contexts.sent(context, uri("sizes"), bytes);
        assertThat(in.first().payloads().get(0).bytes()).isEqualTo(bytes);
    }

    @Test
    void aPayloadIsDirectAsLongAsTheMessageFits() {
        CamelContext context = camel.start();
        int largest = largestDirect(context);
        assertThat(send(context, largest).path("transport").asText()).isEqualTo("direct");
        assertThat(send(context, largest + 1).path("transport").asText()).isEqualTo("link");
        assertThat(largest).isBetween(785_500, 786_400);
    }

    @Test
    void theHeadersCountToo() {
        CamelContext context = camel.start();
        int largest = largestDirect(context);
        String header = Samples.text(3_000);
        assertThat(send(context, largest, "header", header).path("transport").asText())
                .isEqualTo("link");
        int room = (header.length() + "NATS/1.0\r\nheader:\r\n\r\n".length()) / 4 * 3 + 6;
        assertThat(send(context, largest - room, "header", header)
                        .path("transport")
                        .asText())
                .isEqualTo("direct");
    }

    @Test
    void ofSeveralPayloadsTheLargestMoveToLinks() {
        Inbox in = new Inbox();
        CamelContext context = camel.start(routes -> routes.from(uri("several")).process(in));
        List<Payload> payloads = new ArrayList<>();
        for (int size : new int[] {300_000, 400_000, 100_000, 350_000, 20}) {
            payloads.add(Payload.of("p" + size, Samples.bytes(size), PayloadType.BINARY));
        }
        Contexts.sent(context, uri("several"), payloads);
        assertThat(in.first().payloads())
                .extracting(Part::transport)
                .containsExactly(
                        Transport.DIRECT, Transport.LINK, Transport.DIRECT, Transport.DIRECT, Transport.DIRECT);
        assertThat(in.first().payloads())
                .allSatisfy(part -> assertThat(part.bytes()).isEqualTo(Samples.bytes((int) part.size())));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10, 64})
    void anyNumberOfPayloadsFits(int count) {
        Inbox in = new Inbox();
        CamelContext context = camel.start(
                routes -> routes.from(uri("number", "bodyMode=list")).process(in));
        List<Payload> payloads = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            payloads.add(Payload.of("p" + i, Samples.bytes(1_600_000 / count + i), PayloadType.BINARY));
        }
        Contexts.sent(context, uri("number"), payloads);
        assertThat(in.first().payloads()).hasSize(count).allSatisfy(part -> assertThat(part.bytes())
                .isEqualTo(Samples.bytes((int) part.size())));
    }

    @Test
    void aSmallBrokerGetsSmallMessages() {
        Inbox in = new Inbox();
        String uri = Uri.of(SMALL, "small", "fileserverUrl=" + PLIK.url(), "bodyMode=list");
        CamelContext context = camel.start(routes -> routes.from(uri).process(in));
        Contexts.sent(context, uri, Samples.text(2_000));
        assertThat(in.first().payloads().get(0).transport()).isEqualTo(Transport.LINK);
        assertThat(in.first().payloads().get(0).value()).isEqualTo(Samples.text(2_000));
    }

    @Test
    void afterAReconnectTheLimitOfTheOtherBrokerCounts() {
        try (NatsService large = NatsServices.start(NatsOptions.defaults().controllable(true));
                NatsService small = NatsServices.start(
                        NatsOptions.defaults().controllable(true).maxPayload(256 * 1024))) {
            small.kill();
            String uri = Uri.of(
                    large.url() + "," + small.url(),
                    "failover",
                    "fileserverUrl=" + PLIK.url(),
                    "bodyMode=list",
                    "reconnectTimeWait=50");
            Inbox in = new Inbox();
            CamelContext context = camel.start(routes -> routes.from(uri).process(in));
            Contexts.sent(context, uri, Samples.bytes(500_000));
            large.kill();
            small.startAgain();
            await().atMost(PATIENCE)
                    .until(() ->
                            Contexts.send(context, uri, Samples.bytes(500_000)).getException() == null);
            await().atMost(PATIENCE).until(() -> in.count() >= 2);
            assertThat(in.all())
                    .extracting(arrival -> arrival.payloads().get(0).transport())
                    .startsWith(Transport.DIRECT, Transport.LINK);
        }
    }

    @Test
    void whatCannotFitFailsBeforeAnythingIsSentOrStored() {
        String uri = Uri.of(SMALL, "too.much", "fileserverUrl=" + PLIK.url());
        assertTooLarge(
                SMALL, uri, Samples.text(2_000), NatsBridgeConstants.METADATA, Map.of("note", Samples.text(1_000)));
    }

    @Test
    void headersThatAloneAreTooLargeFailTheSend() {
        String uri = Uri.of(SMALL, "too.much", "fileserverUrl=" + PLIK.url());
        assertTooLarge(SMALL, uri, "text", "header", Samples.text(1_100));
    }

    @Test
    void aPlatformWithoutLinksGetsNothingThatDoesNotFit() {
        String uri = Uri.of(SMALL, "too.much", "targetPlatform=micropython");
        assertTooLarge(SMALL, uri, Samples.text(2_000));
    }

    private void assertTooLarge(NatsExtension nats, String uri, Object body, Object... headers) {
        long uploads = PLIK.faults().requests();
        int files = PLIK.embedded().fileCount();
        try (Wire wire = Wire.to(nats.url())) {
            List<Message> sent = wire.record("too.much");
            Exchange exchange = Contexts.send(camel.start(), uri, body, headers);
            assertThat(exchange.getException())
                    .isInstanceOf(PayloadTooLargeException.class)
                    .hasMessageStartingWith("NB-104: ")
                    .hasMessageContaining("against a limit of")
                    .extracting(e -> ((PayloadTooLargeException) e).bytes())
                    .satisfies(bytes -> assertThat((long) bytes).isGreaterThan(1_000));
            wire.flush();
            assertThat(sent).isEmpty();
            assertThat(PLIK.faults().requests()).isEqualTo(uploads);
            assertThat(PLIK.embedded().fileCount()).isEqualTo(files);
        }
    }

    /** The largest payload that leaves room for the rest of its envelope. */
    private int largestDirect(CamelContext context) {
        int probe = 600_000;
        int rest = wire(context, probe).getData().length - base64(probe);
        int size = probe;
        while (base64(size + 1) + rest <= MAX_PAYLOAD) {
            size++;
        }
        return size;
    }

    private static int base64(int size) {
        return (size + 2) / 3 * 4;
    }

    private JsonNode send(CamelContext context, int size, Object... headers) {
        return Wire.json(wire(context, size, headers)).path("payloads").get(0);
    }

    private Message wire(CamelContext context, int size, Object... headers) {
        try (Wire wire = Wire.to(NATS.url())) {
            List<Message> sent = wire.record("exact");
            Contexts.sent(context, uri("exact"), Samples.bytes(size), headers);
            await().atMost(PATIENCE).until(() -> sent.size() == 1);
            assertThat(sent.get(0).getData().length).isLessThanOrEqualTo(MAX_PAYLOAD);
            return sent.get(0);
        }
    }

    private static String uri(String subject, String... options) {
        return Uri.of(NATS, subject, options) + "&sizeThreshold=10MB&fileserverUrl=" + PLIK.url();
    }
}
