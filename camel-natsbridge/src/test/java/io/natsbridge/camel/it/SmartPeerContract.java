/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.natsbridge.camel.BodyMode;
import io.natsbridge.camel.NatsBridgeConstants;
import io.natsbridge.camel.SmartReceive;
import io.natsbridge.camel.SmartSend;
import io.natsbridge.camel.bridge.HashMode;
import io.natsbridge.camel.bridge.TargetPlatform;
import io.natsbridge.camel.dataformat.NatsBridgeDataFormat;
import io.natsbridge.camel.envelope.Payload;
import io.natsbridge.camel.envelope.PayloadType;
import io.natsbridge.camel.it.PeerSamples.Sample;
import io.natsbridge.camel.test.peer.OutgoingPayload;
import io.natsbridge.camel.test.peer.Peer;
import io.natsbridge.camel.test.peer.PeerMessage;
import io.natsbridge.camel.test.peer.PeerPayload;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Routes that reach a peer over camel-nats: the processors, or the data format, make and read the envelopes. */
abstract class SmartPeerContract extends PeerTalk {

    private static final String DIRECT = "direct";
    private static final String LINK = "link";
    private static final String READY = "ready";

    private final CamelContext context = new DefaultCamelContext();
    private final BlockingQueue<PeerArrival> arrived = new LinkedBlockingQueue<>();
    private final List<String> types;
    private ProducerTemplate template;

    /** What makes and reads the envelopes of a route. */
    enum Way {
        PROCESSORS,
        DATA_FORMAT;

        private String inbox() {
            return "smart." + route();
        }

        private String route() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    SmartPeerContract(Peer kind, String platform, String... types) {
        super(kind, platform, types);
        this.types = List.of(types);
    }

    @BeforeAll
    void startRoutes() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                String nats = "?servers=" + NATS.url().replace("nats://", "");
                from("nats:" + Way.PROCESSORS.inbox() + nats)
                        .process(receive())
                        .process(exchange -> arrived.add(PeerArrival.of(exchange)));
                from("nats:" + Way.DATA_FORMAT.inbox() + nats)
                        .unmarshal(format(DIRECT))
                        .process(exchange -> arrived.add(PeerArrival.of(exchange)));
                for (String transport : List.of(DIRECT, LINK)) {
                    from("direct:processors-" + transport)
                            .process(send(transport))
                            .toD("nats:${header.CamelNatsBridgeSubject}" + nats);
                    from("direct:data-format-" + transport)
                            .marshal(format(transport))
                            .toD("nats:${header.CamelNatsBridgeSubject}" + nats);
                }
            }
        });
        context.start();
        template = context.createProducerTemplate();
        for (Way way : Way.values()) {
            await().atMost(SOON).until(() -> subscribes(way));
        }
    }

    /** A consumer of camel-nats subscribes some time after it has started. */
    private boolean subscribes(Way way) throws InterruptedException {
        send(way, DIRECT, way.inbox(), Payload.of(READY, way.inbox(), PayloadType.TEXT));
        PeerArrival first = arrived.poll(200, TimeUnit.MILLISECONDS);
        return first != null && first.part().value().equals(way.inbox());
    }

    @AfterAll
    void stopRoutes() {
        context.stop();
    }

    private SmartSend send(String transport) {
        SmartSend send = new SmartSend();
        send.setServers(NATS.url());
        send.setFileserverUrl(PLIK.url());
        send.setTargetPlatform(TargetPlatform.valueOf(platform.toUpperCase(Locale.ROOT)));
        send.setSizeThreshold(threshold(transport));
        send.setHash(HashMode.ALL);
        return send;
    }

    private static SmartReceive receive() {
        SmartReceive receive = new SmartReceive();
        receive.setFileserverUrl(PLIK.url());
        receive.setBodyMode(BodyMode.ENVELOPE);
        return receive;
    }

    private NatsBridgeDataFormat format(String transport) {
        NatsBridgeDataFormat format = new NatsBridgeDataFormat();
        format.setServers(NATS.url());
        format.setFileserverUrl(PLIK.url());
        format.setTargetPlatform(TargetPlatform.valueOf(platform.toUpperCase(Locale.ROOT)));
        format.setSizeThreshold(threshold(transport));
        format.setHash(HashMode.ALL);
        format.setBodyMode(BodyMode.ENVELOPE);
        return format;
    }

    private static long threshold(String transport) {
        return transport.equals(LINK) ? 0 : 1_000_000;
    }

    private List<String> transports() {
        return platform.equals("micropython") ? List.of(DIRECT) : List.of(DIRECT, LINK);
    }

    /** Every way and transport. */
    Stream<Arguments> ways() {
        return Arrays.stream(Way.values())
                .flatMap(way -> transports().stream().map(transport -> Arguments.of(way, transport)));
    }

    /** Every way and transport, with every sample of a type that the peer has. */
    Stream<Arguments> samples() {
        List<Sample> samples = new ArrayList<>(ofEachType());
        PeerSamples.small().filter(sample -> types.contains(sample.type())).forEach(samples::add);
        return ways().flatMap(way -> samples.stream().map(sample -> Arguments.of(way.get()[0], way.get()[1], sample)));
    }

    /** Every way and transport, with every name that the peer has for an Arrow table; none where it reads no tables. */
    Stream<Arguments> tables() {
        List<String> names =
                Stream.of("arrowtable", "table").filter(types::contains).toList();
        return ways().flatMap(way -> names.stream().map(name -> Arguments.of(way.get()[0], way.get()[1], name)));
    }

    private void send(Way way, String transport, String subject, Object body) {
        Exchange exchange = template.send("direct:" + way.route() + "-" + transport, sent -> {
            sent.getMessage().setBody(body);
            sent.getMessage().setHeader(NatsBridgeConstants.SUBJECT, subject);
        });
        if (exchange.getException() != null) {
            throw new AssertionError("The route cannot send", exchange.getException());
        }
    }

    private PeerMessage toPeer(Way way, String transport, List<Sample> samples) {
        String subject = newSubject();
        int subscription = peer.subscribe(subject);
        send(way, transport, subject, PeerContract.payloads(samples));
        PeerMessage message = next(subject);
        peer.unsubscribe(subscription);
        assertThat(message.field("send_to")).isEqualTo(subject);
        return message;
    }

    private PeerArrival toCamel(Way way, String transport, List<OutgoingPayload> payloads) throws InterruptedException {
        Map<String, Object> options =
                transport.equals(LINK) ? Map.<String, Object>of("size_threshold", 0) : Map.<String, Object>of();
        peer.send(way.inbox(), payloads, options);
        PeerArrival arrival = arrived.poll(SOON.toSeconds(), TimeUnit.SECONDS);
        while (arrival != null && arrival.parts().get(0).dataname().equals(READY)) {
            arrival = arrived.poll(SOON.toSeconds(), TimeUnit.SECONDS);
        }
        assertThat(arrival).as("what reached Camel").isNotNull();
        return arrival;
    }

    @ParameterizedTest
    @MethodSource("samples")
    void thePeerReadsWhatARouteSends(Way way, String transport, Sample sample) {
        checkPeerRead(toPeer(way, transport, List.of(sample)).payload(), sample, transport);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aRouteReadsWhatThePeerSends(Way way, String transport, Sample sample) throws Exception {
        checkCamelRead(toCamel(way, transport, List.of(sample.outgoing())).part(), sample, transport);
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("tables")
    void aTableWithEveryTypeOfColumnGoesBothWays(Way way, String transport, String type) throws Exception {
        Sample rows = PeerTables.ofRows(type);
        PeerPayload read = toPeer(way, transport, List.of(rows)).payload();
        assertThat(read.schema()).isEqualTo(PeerTables.columnsOfRows());
        checkPeerRead(read, rows, transport);
        PeerArrival arrival = toCamel(way, transport, List.of(PeerTables.ofPeer(type)));
        checkCamelRead(arrival.part(), PeerTables.ofPeerInJava(type), transport);
    }

    @ParameterizedTest
    @MethodSource("ways")
    void allTypesGoInOneMessageBothWays(Way way, String transport) throws Exception {
        List<Sample> samples = ofEachType();
        PeerMessage message = toPeer(way, transport, samples);
        PeerArrival arrival = toCamel(way, transport, PeerContract.outgoing(samples));
        assertThat(message.payloads()).hasSameSizeAs(samples);
        assertThat(arrival.parts()).hasSameSizeAs(samples);
        for (int i = 0; i < samples.size(); i++) {
            checkPeerRead(message.payloads().get(i), samples.get(i), transport, PeerMatrix.Exchange.SEVERAL_PAYLOADS);
            checkCamelRead(arrival.parts().get(i), samples.get(i), transport, PeerMatrix.Exchange.SEVERAL_PAYLOADS);
        }
    }
}
