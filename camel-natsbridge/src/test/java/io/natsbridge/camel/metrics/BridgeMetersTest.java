/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.search.RequiredSearch;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.natsbridge.camel.bridge.BridgeObserver.Direction;
import io.natsbridge.camel.content.Spool;
import io.natsbridge.camel.content.SpoolOutputStream;
import io.natsbridge.camel.envelope.Envelope;
import io.natsbridge.camel.envelope.Payload;
import io.natsbridge.camel.envelope.PayloadType;
import io.natsbridge.camel.envelope.Transport;
import io.natsbridge.camel.error.NatsBridgeException.NoRespondersException;
import io.natsbridge.camel.store.TransferObserver.Kind;
import io.natsbridge.camel.store.TransferObserver.Progress;
import io.natsbridge.camel.store.TransferObserver.Transfer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BridgeMetersTest {

    private final MockClock clock = new MockClock();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry(SimpleConfig.DEFAULT, clock);
    private final BridgeMeters meters = new BridgeMeters(registry, "app");

    @Test
    void countsAMessageAndItsPayloadsByTypeTransportAndDirection() {
        meters.sent(envelope(
                payload(PayloadType.TEXT, Transport.DIRECT, 5), payload(PayloadType.IMAGE, Transport.LINK, 7000)));
        assertThat(count("messages", "direction", "sent")).isEqualTo(1);
        assertThat(count("messages", "direction", "received")).isZero();
        assertThat(count("payloads", "direction", "sent", "type", "text", "transport", "direct"))
                .isEqualTo(1);
        assertThat(count("payload.bytes", "direction", "sent", "type", "image", "transport", "link"))
                .isEqualTo(7000);
        assertThat(count("payload.bytes", "direction", "sent", "type", "image", "transport", "direct"))
                .isZero();
    }

    @Test
    void aReceivedLinkOfUnknownSizeCountsAsAPayloadWithoutBytes() {
        meters.received(envelope(payload(PayloadType.VIDEO, Transport.LINK, -1)));
        assertThat(count("messages", "direction", "received")).isEqualTo(1);
        assertThat(count("payloads", "direction", "received", "type", "video", "transport", "link"))
                .isEqualTo(1);
        assertThat(count("payload.bytes", "direction", "received", "type", "video", "transport", "link"))
                .isZero();
    }

    @Test
    void timesCodecsByType() {
        long since = meters.clock();
        clock.add(Duration.ofMillis(3));
        meters.encoded(PayloadType.DICTIONARY, since);
        meters.decoded(PayloadType.ARROWTABLE, since);
        assertThat(millis("encode", "type", "dictionary")).isEqualTo(3);
        assertThat(millis("decode", "type", "arrowtable")).isEqualTo(3);
        assertThat(millis("decode", "type", "dictionary")).isZero();
    }

    @Test
    void timesWhatTheBrokerConfirmsAndAnswers() {
        long since = meters.clock();
        clock.add(Duration.ofMillis(2));
        meters.published(since);
        meters.answered(since);
        assertThat(millis("publish")).isEqualTo(2);
        assertThat(millis("request")).isEqualTo(2);
    }

    @Test
    void timesATransferAndCountsItsRepetitions() {
        Progress upload = meters.begin(new Transfer(Kind.UPLOAD, "image", 10));
        upload.tries("http://one");
        upload.tries("http://two");
        upload.tries("http://one");
        clock.add(Duration.ofMillis(40));
        upload.succeeded();
        assertThat(millis("upload", "type", "image")).isEqualTo(40);
        assertThat(count("retries", "operation", "upload")).isEqualTo(2);
        assertThat(count("retries", "operation", "download")).isZero();
    }

    @Test
    void aTransferThatFailsIsNotTimed() {
        Progress download = meters.begin(new Transfer(Kind.DOWNLOAD, "binary", 10));
        download.tries("http://one");
        download.failed(new IllegalStateException("planted"));
        assertThat(timer("download", "type", "binary").count()).isZero();
        assertThat(count("retries", "operation", "download")).isZero();
    }

    @Test
    void aTransferOfUnknownTypeIsNotTimed() {
        Progress download = meters.begin(new Transfer(Kind.DOWNLOAD, null, -1));
        download.tries("http://one");
        download.succeeded();
        assertThat(registry.find("camel.natsbridge.download").timers())
                .allSatisfy(timer -> assertThat(timer.count()).isZero());
    }

    @Test
    void countsRefusalsByCodeAndLeavesOtherFailuresOut() {
        meters.refused(Direction.SENT, new NoRespondersException("a"));
        meters.refused(Direction.SENT, new NoRespondersException("b"));
        meters.refused(Direction.RECEIVED, new IllegalStateException("planted"));
        assertThat(count("refusals", "direction", "sent", "code", "NB-110")).isEqualTo(2);
        assertThat(registry.find("camel.natsbridge.refusals").counters()).hasSize(1);
    }

    @Test
    void countsWhatHappensToConsumersAndConnections() {
        meters.redelivered();
        meters.dropped();
        meters.dropped();
        meters.buried();
        meters.disconnected();
        assertThat(count("redeliveries")).isEqualTo(1);
        assertThat(count("drops")).isEqualTo(2);
        assertThat(count("dead.letters")).isEqualTo(1);
        assertThat(count("connection.breaks")).isEqualTo(1);
    }

    @Test
    void showsTheBytesInSpoolFiles(@TempDir Path directory) throws IOException {
        double before = spooled();
        try (SpoolOutputStream out = new Spool(directory, 0).newOutputStream()) {
            out.write(new byte[1000]);
            assertThat(spooled() - before).isEqualTo(1000);
        }
        assertThat(spooled()).isEqualTo(before);
    }

    @Test
    void everyMeterNamesTheContextAndNothingThatGrows() {
        assertThat(registry.getMeters()).allSatisfy(meter -> {
            assertThat(meter.getId().getTag("camelContext")).isEqualTo("app");
            assertThat(meter.getId().getTags())
                    .extracting(tag -> tag.getKey())
                    .isSubsetOf("camelContext", "direction", "type", "transport", "operation", "code");
            assertThat(meter.getId().getDescription()).isNotBlank();
        });
    }

    private double spooled() {
        return search("spool.bytes").gauge().value();
    }

    private double count(String name, String... tags) {
        return search(name).tags(tags).counter().count();
    }

    private Timer timer(String name, String... tags) {
        return search(name).tags(tags).timer();
    }

    private double millis(String name, String... tags) {
        return timer(name, tags).totalTime(TimeUnit.MILLISECONDS);
    }

    private RequiredSearch search(String name) {
        return registry.get("camel.natsbridge." + name);
    }

    private static Payload payload(PayloadType type, Transport transport, long size) {
        return Payload.of("p", "", type).toBuilder()
                .transport(transport)
                .size(size)
                .build();
    }

    private static Envelope envelope(Payload... payloads) {
        return new Envelope(
                "c", "m", "t", "s", "chat", "n", "i", "", "", "", "", "", Map.of(), List.of(payloads), Map.of());
    }
}
