/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import static io.natsbridge.camel.it.PeerMatrix.CAMEL;
import static io.natsbridge.camel.it.PeerValues.plain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.natsbridge.camel.NatsBridgeConstants;
import io.natsbridge.camel.arrow.ArrowTables;
import io.natsbridge.camel.envelope.Payload;
import io.natsbridge.camel.it.PeerMatrix.Exchange;
import io.natsbridge.camel.it.PeerSamples.Sample;
import io.natsbridge.camel.test.nats.NatsExtension;
import io.natsbridge.camel.test.plik.EmbeddedPlikOptions;
import io.natsbridge.camel.test.plik.PlikExtension;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Camel as its own peer: all nine types, direct and by link, from route to route. */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(120)
class PeerCamelIT {

    @RegisterExtension
    static final NatsExtension NATS = NatsExtension.create();

    @RegisterExtension
    static final PlikExtension PLIK = PlikExtension.embedded(EmbeddedPlikOptions.defaults());

    private static final String HERE = PeerRoutes.INBOX + "any";

    private final PeerMatrix matrix =
            new PeerMatrix(getClass(), "Java " + Runtime.version().feature());
    private PeerRoutes camel;

    @BeforeAll
    void start() {
        camel = new PeerRoutes(NATS.url(), PLIK.url(), "any");
    }

    @AfterEach
    void nothingIsLeftInMemory() {
        await().pollDelay(Duration.ZERO)
                .atMost(PeerTalk.SOON)
                .untilAsserted(() -> assertThat(ArrowTables.allocatedBytes()).isZero());
    }

    @AfterAll
    void stop() {
        camel.close();
        matrix.write();
    }

    static Stream<Sample> samples() {
        Stream<Sample> tables = Stream.of(PeerTables.ofRows("arrowtable"), PeerTables.ofRows("table"));
        return Stream.of(PeerSamples.desktop(), PeerSamples.jsonTables(), tables)
                .flatMap(stream -> stream);
    }

    /** The nine types, one payload of each. */
    private static List<Sample> all() {
        return PeerSamples.several(
                "text", "dictionary", "arrowtable", "jsontable", "table", "image", "audio", "video", "binary");
    }

    private void check(PeerArrival.Part received, Sample sample, String transport, Exchange exchange) {
        assertThat(received.dataname()).isEqualTo(sample.dataname());
        assertThat(received.type()).isEqualTo(sample.type());
        assertThat(received.transport()).isEqualTo(transport);
        assertThat(received.sha256()).isEqualTo(received.payload().metadata().get("sha256"));
        if (sample.value() instanceof byte[] bytes) {
            assertThat(received.sha256()).isEqualTo(PeerArrival.digest(bytes));
        }
        assertThat(plain(received.value())).isEqualTo(plain(sample.value()));
        matrix.read(CAMEL, CAMEL, received.type(), transport, exchange);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aRouteReadsWhatARouteSends(Sample sample) {
        camel.send(HERE, sample.payload(), "");
        PeerArrival arrival = camel.next();
        check(arrival.part(), sample, "direct", Exchange.MESSAGE);
        assertThat(arrival.headers())
                .containsEntry(NatsBridgeConstants.SHA256, arrival.part().sha256());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aRouteFollowsTheLinksThatARouteSends(Sample sample) {
        camel.send(HERE, sample.payload(), "sizeThreshold=0");
        check(camel.next().part(), sample, "link", Exchange.MESSAGE);
    }

    /** The sizes around a threshold, and those around what a broker takes with its default limit of 1 MiB. */
    @ParameterizedTest
    @CsvSource({
        "1000,999,direct",
        "1000,1000,link",
        "1000,1001,link",
        "1000000,785000,direct",
        "1000000,786000,link",
        "1000000,999999,link",
        "1000000,1000000,link",
        "1000000,1000001,link"
    })
    void thresholdAndBrokerDecideWhatTravelsByLink(int threshold, int size, String transport) {
        for (String type : List.of("image", "audio", "video", "binary")) {
            Sample sample = new Sample("b", type, PeerSamples.bytes(size));
            camel.send(HERE, sample.payload(), "sizeThreshold=" + threshold);
            PeerArrival.Part received = camel.next().part();
            assertThat(received.transport()).isEqualTo(transport);
            assertThat(received.payload().size()).isEqualTo(size);
            assertThat(received.sha256()).isEqualTo(PeerArrival.digest((byte[]) sample.value()));
        }
    }

    @ParameterizedTest
    @CsvSource({"1000000,direct", "0,link"})
    void allTypesGoInOneMessage(long threshold, String transport) {
        camel.send(HERE, all().stream().map(Sample::payload).toList(), "sizeThreshold=" + threshold);
        check(camel.next(), transport, Exchange.SEVERAL_PAYLOADS);
    }

    @ParameterizedTest
    @CsvSource({PeerRoutes.ECHO + ",1000000,direct", PeerRoutes.ECHO_BY_LINK + ",0,link"})
    void allTypesAreAskedForAndAnswered(String subject, long threshold, String transport) {
        List<Payload> asked = all().stream().map(Sample::payload).toList();
        check(camel.ask(subject, asked, "sizeThreshold=" + threshold).join(), transport, Exchange.REPLY);
        all().forEach(sample -> matrix.read(CAMEL, CAMEL, sample.type(), transport, Exchange.REQUEST));
    }

    private void check(PeerArrival arrival, String transport, Exchange exchange) {
        assertThat(arrival.parts()).hasSize(9);
        for (int i = 0; i < 9; i++) {
            check(arrival.parts().get(i), all().get(i), transport, exchange);
        }
    }

    @Test
    void aLargeReplyComesByLink() {
        PeerArrival.Part reply = camel.ask(PeerRoutes.LARGE, "?", "").join().part();
        assertThat(reply.transport()).isEqualTo("link");
        assertThat(reply.sha256()).isEqualTo(PeerArrival.digest(PeerSamples.bytes(PeerRoutes.LARGE_BYTES)));
    }
}
