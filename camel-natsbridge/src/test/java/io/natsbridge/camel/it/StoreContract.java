/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nats.client.Message;
import io.natsbridge.camel.SmartSend;
import io.natsbridge.camel.envelope.Payload;
import io.natsbridge.camel.envelope.PayloadType;
import io.natsbridge.camel.envelope.Transport;
import io.natsbridge.camel.error.NatsBridgeException;
import io.natsbridge.camel.error.NatsBridgeException.FileserverException;
import io.natsbridge.camel.error.NatsBridgeException.LinkGoneException;
import io.natsbridge.camel.error.NatsBridgeException.LinkGoneException.Reason;
import io.natsbridge.camel.error.NatsBridgeException.LinkRefusedException;
import io.natsbridge.camel.error.NatsBridgeException.PayloadTooLargeException;
import io.natsbridge.camel.test.nats.NatsExtension;
import io.natsbridge.camel.test.nats.NatsOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every store does for payloads that travel by link, seen through endpoints. A subclass brings a store. */
abstract class StoreContract {

    static final int THRESHOLD = 10_000;
    static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final byte[] BYTES = Samples.bytes(THRESHOLD);

    @RegisterExtension
    static final NatsExtension NATS =
            NatsExtension.create(NatsOptions.defaults().jetStream(true));

    @RegisterExtension
    final SpoolDirectory spool = new SpoolDirectory();

    @RegisterExtension
    final Contexts camel = new Contexts();

    @RegisterExtension
    final LogTap log = new LogTap();

    private final Inbox in = new Inbox();
    private final Inbox failed = new Inbox();

    /** Adds the routes that a context needs which sends or receives. */
    abstract void addRoutes(RouteBuilder routes) throws Exception;

    /** The options of an endpoint that stores here. */
    abstract String sender();

    /** The options of an endpoint that fetches from here. */
    abstract String receiver();

    /** How many files there are. */
    abstract int fileCount() throws Exception;

    /** Deletes a file behind everybody's back. */
    abstract void delete(String link) throws Exception;

    /** Makes files live for about a second from now on; waits, once one is stored, until that is over. */
    abstract void shortenLives() throws Exception;

    abstract void awaitEndOfLife() throws Exception;

    /** Makes the store refuse what is uploaded from now on. */
    abstract void refuse() throws Exception;

    /** Leaves no room in the store for {@link #THRESHOLD} bytes. */
    abstract void fill() throws Exception;

    /** Makes room again. */
    abstract void empty() throws Exception;

    /** A link to the same file elsewhere. */
    abstract String elsewhere(String link);

    /** Sets how many bytes a second come and go; 0 for none. */
    abstract void limit(long bytesPerSecond);

    /** Whether a reader may delete what it has read. */
    boolean readersDelete() {
        return true;
    }

    /** Whether the store itself ends the life of a one-shot file. */
    boolean knowsOneShot() {
        return false;
    }

    /** How a JVM of its own uses this store. */
    abstract LargeStoreProgram.Use largeStore();

    /** The brokers that the endpoints use. */
    String servers() {
        return NATS.url();
    }

    @ParameterizedTest
    @ValueSource(ints = {THRESHOLD, 131_072, 5_000_003})
    void theSameBytesArrive(int size) throws Exception {
        CamelContext context = start();
        log.listen();
        Exchange sent = Contexts.sent(context, uri("inbox", sender()), Samples.bytes(size));
        Inbox.Arrival arrival = in.first();
        assertThat(arrival.bytes()).isEqualTo(Samples.bytes(size));
        assertThat(arrival.header("CamelNatsBridgeTransport")).isEqualTo("link");
        assertThat(fileCount()).isEqualTo(1);
        String link = link(sent.getMessage().getHeader("CamelNatsBridgeEnvelope", String.class));
        assertThat(log.text()).as("what is logged").doesNotContain(link);
    }

    @Test
    void severalFilesOfOneMessageArriveUnderTheirNames() throws Exception {
        CamelContext context = start();
        List<Payload> payloads = IntStream.range(0, 3)
                .mapToObj(i -> Payload.of("größe " + i + " ../%.bin", Samples.bytes(THRESHOLD + i), PayloadType.VIDEO))
                .toList();
        Contexts.sent(context, uri("inbox", sender()), payloads);
        List<Inbox.Part> parts = in.first().payloads();
        assertThat(parts)
                .extracting(Inbox.Part::dataname)
                .containsExactlyElementsOf(
                        payloads.stream().map(Payload::dataname).toList());
        assertThat(parts).extracting(Inbox.Part::transport).containsOnly(Transport.LINK);
        for (int i = 0; i < 3; i++) {
            assertThat(parts.get(i).bytes()).isEqualTo(Samples.bytes(THRESHOLD + i));
        }
        assertThat(fileCount()).isEqualTo(3);
    }

    @Test
    void aKeptFileIsThereForEveryReader() throws Exception {
        CamelContext context = start();
        String envelope = envelope(context, BYTES);
        deliver(envelope);
        deliver(envelope);
        assertThat(in.await(2))
                .allSatisfy(arrival -> assertThat(arrival.bytes()).isEqualTo(BYTES));
    }

    @Test
    void aFileThatIsNotThereIsGone() throws Exception {
        CamelContext context = start();
        String envelope = envelope(context, BYTES);
        delete(link(envelope));
        deliver(envelope);
        assertGone(Reason.NOT_FOUND);
    }

    @Test
    void aFileWhoseTimeIsOverIsExpired() throws Exception {
        shortenLives();
        CamelContext context = start();
        String envelope = envelope(context, BYTES, "linkTtl=1s");
        assertThat(Instant.parse(
                        payload(envelope).path("metadata").path("expires_at").asText()))
                .isBefore(Instant.now().plusSeconds(5));
        awaitEndOfLife();
        deliver(envelope);
        assertGone(Reason.EXPIRED);
    }

    @Test
    void aLinkElsewhereIsRefused() throws Exception {
        CamelContext context = start();
        String envelope = envelope(context, BYTES);
        ObjectNode json = (ObjectNode) Wire.json(envelope.getBytes(UTF_8));
        ((ObjectNode) json.path("payloads").get(0)).put("data", elsewhere(link(envelope)));
        deliver(json.toString());
        assertThat(failed.first().failure()).isInstanceOf(LinkRefusedException.class);
        assertTellsNoSecret(failed.first().failure(), link(envelope));
    }

    @Test
    void whatTheStoreRefusesIsNotSent() throws Exception {
        refuse();
        assertNotSent();
    }

    @Test
    void whatTheStoreHasNoRoomForIsNotSentUntilItHas() throws Exception {
        fill();
        assertNotSent();
        empty();
        Contexts.sent(start(), uri("inbox", sender()), BYTES);
        assertThat(in.first().bytes()).isEqualTo(BYTES);
    }

    @Test
    void whatWasStoredForAMessageThatIsNotSentIsDeleted() throws Exception {
        int before = fileCount();
        CamelContext context = camel.create();
        camel.start(context, routes -> {
            routes.errorHandler(routes.noErrorHandler());
            addRoutes(routes);
            routes.from("direct:send").process(smartSend()).process(exchange -> {
                assertThat(fileCount()).isEqualTo(before + 2);
                throw new IllegalStateException("transport is down");
            });
        });
        List<Payload> two = List.of(
                Payload.of("a", BYTES, PayloadType.BINARY), Payload.of("b", Samples.bytes(20_000), PayloadType.BINARY));
        Exchange exchange = Contexts.send(context, "direct:send", two);
        assertThat(exchange.getException()).hasMessage("transport is down");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(fileCount()).isEqualTo(before));
    }

    @Test
    void aReaderDeletesWhatItHasReadAndADeletedFileAgain() throws Exception {
        CamelContext context = start("deleteAfterAck=true", "concurrentConsumers=2");
        String envelope = envelope(context, BYTES);
        deliver(envelope);
        in.first();
        if (!readersDelete()) {
            assertThat(fileCount()).isEqualTo(1);
            return;
        }
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(fileCount()).isZero());
        deliver(envelope);
        assertGone(Reason.NOT_FOUND);
    }

    @Test
    void aOneShotFileIsConsumedByItsFirstReader() throws Exception {
        CamelContext context = start();
        String envelope = envelope(context, BYTES, "oneShot=true");
        deliver(envelope);
        assertThat(in.first().bytes()).isEqualTo(BYTES);
        deliver(envelope);
        if (knowsOneShot()) {
            assertGone(Reason.CONSUMED);
            assertThat(fileCount()).isZero();
        } else {
            assertThat(in.await(2).get(1).bytes()).isEqualTo(BYTES);
        }
    }

    @Test
    void aSlowStoreIsWaitedFor() throws Exception {
        CamelContext context = start();
        String envelope = envelope(context, Samples.bytes(150_000));
        limit(100_000);
        deliver(envelope);
        assertThat(in.first().bytes()).isEqualTo(Samples.bytes(150_000));
    }

    /** The message itself comes before the store stands still, because some stores are behind the broker's own connection. */
    @Test
    void aStoreThatStandsStillIsGivenUp() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch still = new CountDownLatch(1);
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        CamelContext context = camel.start(routes -> {
            addRoutes(routes);
            routes.from(uri("lazy", receiver(), "fetch=lazy&bodyMode=list&maxRetries=1&downloadTimeout=1s"))
                    .process(exchange -> {
                        arrived.countDown();
                        assertThat(still.await(20, TimeUnit.SECONDS)).isTrue();
                        Payload payload = (Payload)
                                exchange.getMessage().getBody(List.class).get(0);
                        failure.complete(catchThrowable(() -> payload.as(byte[].class)));
                    });
        });
        String envelope = envelope(context, BYTES);
        deliver("lazy", envelope);
        assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();
        limit(0);
        try {
            still.countDown();
            assertThat(failure.get(20, TimeUnit.SECONDS)).isInstanceOfSatisfying(FileserverException.class, gaveUp -> {
                assertThat(gaveUp.isTransient()).isTrue();
                assertTellsNoSecret(gaveUp, link(envelope));
            });
        } finally {
            limit(Long.MAX_VALUE);
        }
    }

    @Test
    void twoReadersMayDeleteTheSameFile() throws Exception {
        CyclicBarrier both = new CyclicBarrier(2);
        CamelContext context = camel.start(routes -> {
            addRoutes(routes);
            for (int i = 0; i < 2; i++) {
                routes.from(uri("both", receiver(), "deleteAfterAck=true"))
                        .process(exchange -> both.await(20, TimeUnit.SECONDS))
                        .process(in);
            }
        });
        log.listen();
        deliver("both", envelope(context, BYTES));
        assertThat(in.await(2))
                .allSatisfy(arrival -> assertThat(arrival.bytes()).isEqualTo(BYTES));
        camel.stop();
        if (readersDelete()) {
            assertThat(fileCount()).isZero();
            assertThat(log.text()).doesNotContain("Cannot delete");
        }
    }

    @Test
    void aGibibyteFitsThroughASmallJvm(@TempDir Path directory) throws Exception {
        LargeStoreProgram.run(directory, NATS.url(), largeStore());
        assertThat(fileCount()).isEqualTo(readersDelete() ? 0 : 1);
    }

    private CamelContext start(String... options) throws Exception {
        CamelContext context = camel.create();
        return camel.start(context, routes -> {
            routes.onException(Exception.class).handled(true).process(failed);
            addRoutes(routes);
            routes.from(uri("inbox", receiver(), "bridgeErrorHandler=true", String.join("&", options)))
                    .process(in);
        });
    }

    /** The envelope of a message whose payload is stored, and that is not sent. */
    private String envelope(CamelContext context, byte[] bytes, String... options) {
        return Contexts.template(context)
                .requestBody(uri("inbox", sender(), "publish=false", String.join("&", options)), bytes, String.class);
    }

    private void deliver(String envelope) {
        deliver("inbox", envelope);
    }

    private static void deliver(String subject, String envelope) {
        try (Wire wire = Wire.to(NATS.url())) {
            wire.publish(subject, envelope);
        }
    }

    private void assertGone(Reason reason) {
        assertThat(failed.first().failure())
                .isInstanceOfSatisfying(LinkGoneException.class, gone -> assertThat(gone.reason())
                        .isEqualTo(reason));
    }

    private void assertNotSent() throws Exception {
        try (Wire wire = Wire.to(NATS.url())) {
            List<Message> sent = wire.record("refused");
            CamelContext context = camel.create();
            camel.start(context, routes -> {
                routes.errorHandler(routes.noErrorHandler());
                addRoutes(routes);
            });
            Exchange exchange = Contexts.send(context, uri("refused", sender(), "maxRetries=1"), BYTES);
            assertThat(exchange.getException())
                    .isInstanceOfAny(FileserverException.class, PayloadTooLargeException.class)
                    .hasMessageContaining("'payload'");
            wire.flush();
            assertThat(sent).isEmpty();
        }
        camel.stop();
    }

    private SmartSend smartSend() {
        SmartSend send = new SmartSend();
        send.setSubject("none");
        send.setSizeThreshold((long) THRESHOLD);
        configure(send);
        return send;
    }

    /** Makes a processor store here. */
    abstract void configure(SmartSend send);

    static JsonNode payload(String envelope) {
        return Wire.json(envelope.getBytes(UTF_8)).path("payloads").get(0);
    }

    static String link(String envelope) {
        return payload(envelope).path("data").asText();
    }

    private static void assertTellsNoSecret(Exception failure, String link) {
        int query = link.indexOf('?');
        for (Throwable cause = failure; query >= 0 && cause != null; cause = cause.getCause()) {
            assertThat(String.valueOf(cause.getMessage())).doesNotContain(link.substring(query + 1));
            assertThat(String.valueOf(cause.getMessage())).doesNotContainPattern("Signature=[0-9a-f]{8}");
        }
        assertThat(failure).isInstanceOf(NatsBridgeException.class);
    }

    private String uri(String subject, String... options) {
        String given = String.join("&", options).replaceAll("&+", "&").replaceAll("&$", "");
        return Uri.of(servers(), subject, "sizeThreshold=" + THRESHOLD, spool.options(), given);
    }
}
