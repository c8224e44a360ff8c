/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import static io.natsbridge.camel.test.plik.PlikOperation.DOWNLOAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.natsbridge.camel.NatsBridgeConstants;
import io.natsbridge.camel.envelope.Payload;
import io.natsbridge.camel.envelope.PayloadType;
import io.natsbridge.camel.error.NatsBridgeException.LinkGoneException;
import io.natsbridge.camel.error.NatsBridgeException.LinkGoneException.Reason;
import io.natsbridge.camel.test.nats.NatsExtension;
import io.natsbridge.camel.test.plik.EmbeddedPlikOptions;
import io.natsbridge.camel.test.plik.PlikExtension;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Payloads that are downloaded when a route first reads them. */
class LazyFetchIT {

    private static final int THRESHOLD = 10_000;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @RegisterExtension
    static final NatsExtension NATS = NatsExtension.create();

    @RegisterExtension
    final PlikExtension plik = PlikExtension.embedded(EmbeddedPlikOptions.defaults());

    @RegisterExtension
    final SpoolDirectory spool = new SpoolDirectory();

    @RegisterExtension
    final Contexts camel = new Contexts();

    private final Inbox in = new Inbox();

    @Test
    void aRouteThatNeverReadsAPayloadAsksTheFileServerNothing() {
        CompletableFuture<Object> size = new CompletableFuture<>();
        CamelContext context = camel.start(routes -> {
            routes.from(uri("route", "bodyMode=list"))
                    .choice()
                    .when(routes.header("wanted").isEqualTo("yes"))
                    .process(in)
                    .otherwise()
                    .log("not wanted: ${body[0].dataname}, ${body[0].size} bytes")
                    .process(exchange ->
                            size.complete(exchange.getMessage().getHeader(NatsBridgeConstants.PAYLOAD_SIZE)));
        });
        long atFirst = sendAndCount(context, uri("route"), Samples.bytes(THRESHOLD));
        assertThat(size.orTimeout(20, TimeUnit.SECONDS).join()).isEqualTo((long) THRESHOLD);
        camel.stop();
        assertThat(plik.faults().requests()).isEqualTo(atFirst);
        assertThat(in.count()).isZero();
    }

    @Test
    void onlyThePayloadsThatAreReadAreDownloaded() {
        CompletableFuture<byte[]> second = new CompletableFuture<>();
        CamelContext context = camel.start(routes -> routes.from(uri("some", "bodyMode=list"))
                .process(exchange -> second.complete(payload(exchange, 1).as(byte[].class))));
        byte[] wanted = Samples.bytes(THRESHOLD + 1);
        Contexts.sent(
                context,
                uri("some"),
                List.of(
                        Payload.of("a", Samples.bytes(THRESHOLD), PayloadType.BINARY),
                        Payload.of("b", wanted, PayloadType.BINARY),
                        Payload.of("c", Samples.bytes(THRESHOLD + 2), PayloadType.BINARY)));
        assertThat(second.orTimeout(20, TimeUnit.SECONDS).join()).isEqualTo(wanted);
        camel.stop();
        assertThat(plik.faults().requests(DOWNLOAD)).isEqualTo(1);
    }

    @Test
    void theEndOfTheExchangeClosesWhatWasOpened() {
        CompletableFuture<InputStream> open = new CompletableFuture<>();
        AtomicInteger files = new AtomicInteger();
        CamelContext context =
                camel.start(routes -> routes.from(uri("close", "bodyMode=list")).process(exchange -> {
                    InputStream in = payload(exchange, 0).as(InputStream.class);
                    assertThat(in.read()).isGreaterThanOrEqualTo(0);
                    files.set(spool.files().size());
                    open.complete(in);
                    throw new IllegalStateException("the route fails");
                }));
        Contexts.sent(context, uri("close"), Samples.bytes(3_000_000));
        open.orTimeout(20, TimeUnit.SECONDS).join();
        assertThat(files).hasValue(1);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(spool.files()).isEmpty());
    }

    @Test
    void aRedeliveryNeedsNoSecondDownloadWhateverStepFails() {
        AtomicInteger tries = new AtomicInteger();
        List<Integer> sizes = new CopyOnWriteArrayList<>();
        CamelContext context = camel.start(routes -> {
            routes.errorHandler(
                    routes.defaultErrorHandler().maximumRedeliveries(4).redeliveryDelay(0));
            routes.from(uri("again")).to("direct:part");
            routes.from("direct:part").errorHandler(routes.noErrorHandler()).process(exchange -> {
                sizes.add(exchange.getMessage().getBody(byte[].class).length);
                if (tries.incrementAndGet() < 4) {
                    throw new IllegalStateException("not yet");
                }
            });
        });
        Contexts.sent(context, uri("again"), Samples.bytes(THRESHOLD));
        await().atMost(PATIENCE).until(() -> sizes.size() == 4);
        assertThat(sizes).containsOnly(THRESHOLD);
        assertThat(plik.faults().requests(DOWNLOAD)).isEqualTo(1);
    }

    @Test
    void whoComesSecondToAOneShotFileIsToldInsideItsRoute() {
        AtomicInteger received = new AtomicInteger();
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        CamelContext context = camel.start(routes -> {
            for (int i = 0; i < 2; i++) {
                routes.from(uri("second", "bodyMode=list")).process(exchange -> {
                    Throwable failure =
                            catchThrowable(() -> payload(exchange, 0).as(byte[].class));
                    if (failure == null) {
                        received.incrementAndGet();
                    } else {
                        failures.add(failure);
                    }
                });
            }
        });
        Contexts.sent(context, uri("second", "oneShot=true"), Samples.bytes(THRESHOLD));
        await().atMost(PATIENCE).until(() -> received.get() == 1 && failures.size() == 1);
        assertThat(failures.get(0))
                .isInstanceOfSatisfying(LinkGoneException.class, gone -> assertThat(gone.reason())
                        .isEqualTo(Reason.CONSUMED))
                .hasMessageContaining("its one permitted reader has read it");
    }

    private long sendAndCount(CamelContext context, String uri, byte[] bytes) {
        Contexts.sent(context, uri, bytes);
        return plik.faults().requests();
    }

    private static Payload payload(Exchange exchange, int index) {
        return (Payload) exchange.getMessage().getBody(List.class).get(index);
    }

    private String uri(String subject, String... options) {
        return Uri.of(NATS, subject, options) + "&fetch=lazy&sizeThreshold=" + THRESHOLD + "&fileserverUrl="
                + plik.url() + "&" + spool.options();
    }
}
