/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import io.natsbridge.camel.test.nats.NatsExtension;
import io.natsbridge.camel.test.nats.NatsOptions;
import io.natsbridge.camel.test.nats.NatsService;
import io.natsbridge.camel.test.nats.NatsServices;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the log says of a stream: what it gives up, what it does not keep long enough, and what it does not survive. */
class StreamAdviceIT {

    private static final String MAY_NOT_HEAR = """
            authorization {
              users: [
                { user: limited, password: pass, permissions: { publish: ">", subscribe: ["_INBOX.>", "jobs.>"] } }
                { user: all, password: pass }
              ]
            }
            """;

    @RegisterExtension
    static final NatsExtension NATS =
            NatsExtension.create(NatsOptions.defaults().controllable(true).jetStream(true));

    final Contexts camel = new Contexts();

    @RegisterExtension
    final Streams streams = new Streams(NATS, camel);

    @RegisterExtension
    final LogTap log = new LogTap();

    @BeforeEach
    void listen() {
        log.listen();
    }

    @Test
    void messagesThatTheBrokerGivesUpAreLoggedNotOneByOne() {
        AtomicInteger deliveries = new AtomicInteger();
        CamelContext context = camel.start(routes -> routes.from(
                        streams.uri("manualAck=true", "ackWait=200", "maxDeliver=2", "concurrentConsumers=3"))
                .process(exchange -> deliveries.incrementAndGet()));
        for (int i = 0; i < 3; i++) {
            Contexts.sent(context, streams.uri(), "text");
        }
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(log.text())
                .containsPattern("Message [123] of stream 'jobs' was delivered 2 times to 'worker' and never settled"));
        await().during(Duration.ofMillis(500)).until(() -> log.text().split("never settled").length == 2);
        camel.stop();
        assertThat(log.text()).contains("(3 such messages so far)");
        assertThat(deliveries).hasValue(6);
    }

    @Test
    void anAdvisoryThatIsNoJsonDoesNoHarm() {
        camel.start(routes -> routes.from(streams.uri()).to("mock:never"));
        streams.wire()
                .publish(
                        "$JS.EVENT.ADVISORY.CONSUMER.MAX_DELIVERIES.jobs.worker",
                        null,
                        null,
                        "{s3cret".getBytes(UTF_8));
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(log.text())
                .contains("Message ? of stream 'jobs' was delivered too many times")
                .doesNotContain("s3cret"));
    }

    @Test
    void aRouteThatMayNotHearAdvisoriesRunsWithoutThem() throws Exception {
        try (NatsService guarded = NatsServices.start(
                NatsOptions.defaults().controllable(true).jetStream(true).config(MAY_NOT_HEAR))) {
            String user = "&username=limited&password=pass";
            String uri = Uri.of(guarded, "jobs.new", "jetstreamEnabled=true", "durableName=worker") + user;
            Inbox in = new Inbox();
            CamelContext context = camel.start(
                    routes -> routes.from(uri + "&createStream=true").process(in));
            Contexts.sent(context, uri, "text");
            assertThat(in.first().body()).isEqualTo("text");
            assertThat(log.text()).contains("no permission to subscribe to '$JS.EVENT.ADVISORY");
            camel.stop();
        }
    }

    @Test
    void filesThatLiveShorterThanTheirMessagesAreWarnedOf() {
        streams.replace(jobs().maxAge(Duration.ofHours(24)).build());
        camel.start(routes -> routes.from(streams.uri("ackWait=30s", "nakDelay=1s", "maxDeliver=10"))
                .to("mock:never"));
        assertThat(log.text())
                .contains("linkTtl is 24h")
                .contains("stream 'jobs' keeps messages for 24h")
                .contains("for up to 11m")
                .contains("raise linkTtl to 24h11m or more");
    }

    @Test
    void filesThatLiveLongEnoughAreNotWarnedOf() {
        streams.replace(jobs().maxAge(Duration.ofHours(23)).build());
        camel.start(routes -> routes.from(streams.uri()).to("mock:never"));
        camel.start(routes -> routes.from("direct:in").to(streams.uri()));
        assertThat(log.text()).doesNotContain("linkTtl");
    }

    @Test
    void aStreamWithoutALimitOfAgeIsComparedWithTheRedeliveriesAlone() {
        camel.start(routes -> routes.from("direct:in").to(streams.uri("ackWait=1h", "maxDeliver=3", "linkTtl=2h")));
        assertThat(log.text())
                .contains("linkTtl is 2h")
                .contains("keeps messages without a limit of age")
                .contains("for up to 3h");
    }

    @Test
    void aStreamWithoutALimitOfAgeIsNamedEvenWhenTheRedeliveriesFit() {
        camel.start(routes -> routes.from("direct:in").to(streams.uri("maxDeliver=-1")));
        assertThat(log.text())
                .contains("compared only with the time that one is delivered again, ever, maxDeliver is -1")
                .contains("give the stream a max age");
    }

    @Test
    void theFilesOfAnotherStoreAreItsOwnMatter() {
        streams.replace(jobs().maxAge(Duration.ofDays(30)).build());
        camel.start(routes -> routes.from("direct:in").to(streams.uri("fileserverUrl=nats-object://payloads")));
        assertThat(log.text()).doesNotContain("linkTtl");
    }

    @Test
    void aStreamWithOneReplicaOrInMemoryIsNamed() {
        camel.start(routes -> routes.from("direct:in").to(streams.uri()));
        assertThat(log.text()).contains("Stream 'jobs' has one replica");
        camel.stop();
        streams.replace(jobs().storageType(StorageType.Memory).build());
        camel.start(routes -> routes.from("direct:in").to(streams.uri()));
        assertThat(log.text()).contains("Stream 'jobs' is kept in memory");
    }

    private static StreamConfiguration.Builder jobs() {
        return StreamConfiguration.builder().name(Streams.STREAM).subjects("jobs.>");
    }
}
