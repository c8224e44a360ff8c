/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.nats.client.api.MessageInfo;
import io.nats.client.api.StreamConfiguration;
import io.nats.client.impl.Headers;
import io.nats.client.support.DateTimeUtils;
import io.natsbridge.camel.DeadLetter;
import io.natsbridge.camel.DeadLetterQueue;
import io.natsbridge.camel.NatsBridgeConfiguration;
import io.natsbridge.camel.NatsBridgeRouteTemplates;
import io.natsbridge.camel.it.Inbox.Arrival;
import io.natsbridge.camel.test.nats.NatsExtension;
import io.natsbridge.camel.test.nats.NatsOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Dead letters that are published again after a fix. */
class DeadLetterReplayIT {

    private static final String REPLAY = "direct:" + NatsBridgeRouteTemplates.DEAD_LETTER_REPLAY;
    private static final String SUBJECT_HEADER = "NatsBridge-Dead-Letter-Subject";

    @RegisterExtension
    static final NatsExtension NATS =
            NatsExtension.create(NatsOptions.defaults().controllable(true).jetStream(true));

    final Contexts camel = new Contexts();

    @RegisterExtension
    final Streams streams = new Streams(NATS, camel);

    private final AtomicBoolean fixed = new AtomicBoolean();
    private final Inbox in = new Inbox();

    @Test
    void aFixedRouteGetsTheMessagesThatItGaveUp() {
        CamelContext context = start();
        for (int i = 0; i < 3; i++) {
            Contexts.sent(context, streams.uri(), "text " + i, "Tenant", "t" + i);
        }
        awaitLetters(3);
        fixed.set(true);
        assertThat(replay(context)).isEqualTo(3);
        assertThat(in.await(3)).extracting(Arrival::body).containsExactly("text 0", "text 1", "text 2");
        assertThat(in.all()).extracting(arrival -> arrival.header("Tenant")).containsExactly("t0", "t1", "t2");
        assertThat(streams.messages(Streams.DEAD_STREAM)).isZero();
        assertThat(replay(context)).isZero();
    }

    @Test
    void aReplayedMessageIsTheOriginalButForItsId() {
        CamelContext context = start();
        Contexts.sent(context, streams.uri(), "text", "Tenant", "t 1", "CamelNatsBridgeMsgId", "m-1");
        awaitLetters(1);
        fixed.set(true);
        replay(context);
        MessageInfo first = streams.message(Streams.STREAM, 1);
        MessageInfo again = streams.message(Streams.STREAM, 2);
        assertThat(again.getSubject()).isEqualTo(first.getSubject());
        assertThat(again.getData()).isEqualTo(first.getData());
        assertThat(first.getHeaders().getFirst("Nats-Msg-Id")).isEqualTo("m-1");
        assertThat(again.getHeaders().getFirst("Nats-Msg-Id")).startsWith("replay:dead:1:");
        again.getHeaders().remove("Nats-Msg-Id");
        first.getHeaders().remove("Nats-Msg-Id");
        assertThat(again.getHeaders().entrySet()).isEqualTo(first.getHeaders().entrySet());
    }

    @Test
    void aMessageThatFailsAgainIsADeadLetterAgainAndDoesNotGoRound() {
        CamelContext context = start();
        Contexts.sent(context, streams.uri(), "text");
        awaitLetters(1);
        assertThat(replay(context)).isEqualTo(1);
        awaitLetters(1);
        assertThat(streams.message(Streams.DEAD_STREAM, 2)).isNotNull();
        fixed.set(true);
        assertThat(replay(context)).isEqualTo(1);
        assertThat(in.first().body()).isEqualTo("text");
    }

    @Test
    void aReplayThatWasCutOffBeforeItRemovedTheLetterStoresNothingTwice() throws Exception {
        CamelContext context = start();
        Contexts.sent(context, streams.uri(), "text");
        awaitLetters(1);
        fixed.set(true);
        MessageInfo letter = streams.message(Streams.DEAD_STREAM, 1);
        streams.wire().connection().jetStream().publish(Streams.SUBJECT, id(replayId(letter)), letter.getData());
        in.first();
        assertThat(replay(context)).isEqualTo(1);
        assertThat(streams.messages(Streams.STREAM)).isEqualTo(2);
        assertThat(streams.messages(Streams.DEAD_STREAM)).isZero();
        assertThat(in.count()).isEqualTo(1);
    }

    @Test
    void bytesThatNobodyCanReadAreReplayedAsTheyWere() throws Exception {
        CamelContext context = start();
        byte[] broken = "{broken".getBytes(UTF_8);
        streams.wire().connection().jetStream().publish("jobs.new", broken);
        awaitLetters(1);
        assertThat(replay(context)).isEqualTo(1);
        assertThat(streams.message(Streams.STREAM, 2).getData()).isEqualTo(broken);
        awaitLetters(1);
    }

    @Test
    void aLetterStaysWhereItsMessageCannotBeStored() {
        CamelContext context = start();
        Contexts.sent(context, streams.uri(), "text");
        awaitLetters(1);
        camel.stop();
        streams.replace(StreamConfiguration.builder()
                .name(Streams.STREAM)
                .subjects("jobs.>")
                .maximumMessageSize(1)
                .build());
        CamelContext other = replayOnly("jobs.>");
        assertThatThrownBy(() -> replay(other))
                .isInstanceOf(CamelExecutionException.class)
                .hasStackTraceContaining("NB-109");
        assertThat(streams.messages(Streams.DEAD_STREAM)).isOne();
    }

    @Test
    void aLetterThatNamesAnotherSubjectStays() throws Exception {
        CamelContext context = replayOnly("jobs.>");
        for (String subject :
                new String[] {"$JS.API.STREAM.DELETE.jobs", "%24JS.API.STREAM.DELETE.jobs", "other.x", "jobs.*", "%zz"
                }) {
            streams.wire()
                    .connection()
                    .jetStream()
                    .publish(Streams.DEAD, new Headers().put(SUBJECT_HEADER, subject), new byte[] {1});
        }
        streams.wire().connection().jetStream().publish(Streams.DEAD, new byte[] {1});
        assertThat(replay(context)).isZero();
        assertThat(streams.messages(Streams.DEAD_STREAM)).isEqualTo(6);
        assertThat(streams.messages(Streams.STREAM)).isZero();
    }

    @Test
    void aProgramSeesWhatLettersSay() throws Exception {
        CamelContext context = start();
        Contexts.sent(context, streams.uri(), "text");
        awaitLetters(1);
        streams.wire().connection().jetStream().publish(Streams.DEAD, new byte[] {1});
        try (DeadLetterQueue queue = queue(context)) {
            DeadLetter letter = queue.next(1).orElseThrow();
            assertThat(letter.subject()).contains("jobs.new");
            assertThat(letter.reason()).isEqualTo("java.lang.IllegalStateException");
            assertThat(letter.text()).startsWith("the route failed with ");
            assertThat(letter)
                    .extracting(DeadLetter::stream, DeadLetter::streamSequence, DeadLetter::deliveries)
                    .containsExactly(Streams.STREAM, 1L, 1L);
            assertThat(letter.data())
                    .isEqualTo(streams.message(Streams.STREAM, 1).getData());
            assertThat(letter.time()).isBeforeOrEqualTo(Instant.now().plusSeconds(1));
            assertThat(letter.deadLetterSubject()).isEqualTo(Streams.DEAD);
            DeadLetter other = queue.next(2).orElseThrow();
            assertThat(other.subject()).isEmpty();
            assertThat(other.reason() + other.text() + other.stream()).isEmpty();
            assertThat(other.deliveries()).isZero();
            assertThat(queue.last()).isEqualTo(2);
            assertThat(queue.next(3)).isEmpty();
        }
    }

    @Test
    void aProgramReplaysOneLetter() throws Exception {
        CamelContext context = start();
        Contexts.sent(context, streams.uri(), "text 1");
        Contexts.sent(context, streams.uri(), "text 2");
        awaitLetters(2);
        fixed.set(true);
        try (DeadLetterQueue queue = queue(context)) {
            queue.replay(queue.next(2).orElseThrow());
        }
        assertThat(in.first().body()).isEqualTo("text 2");
        assertThat(streams.messages(Streams.DEAD_STREAM)).isOne();
    }

    private static DeadLetterQueue queue(CamelContext context) {
        NatsBridgeConfiguration configuration = new NatsBridgeConfiguration();
        configuration.setServers(NATS.url());
        configuration.setDeadLetterSubject(Streams.DEAD);
        return DeadLetterQueue.open(context, configuration);
    }

    @Test
    void aMessageThatSomebodyStoredUnderTheIdOfAReplayDoesNotSwallowIt() throws Exception {
        CamelContext context = start();
        Contexts.sent(context, streams.uri(), "text");
        awaitLetters(1);
        MessageInfo letter = streams.message(Streams.DEAD_STREAM, 1);
        fixed.set(true);
        streams.wire().connection().jetStream().publish("jobs.other", id(replayId(letter)), new byte[] {1});
        assertThatThrownBy(() -> replay(context)).hasStackTraceContaining("another message under its id");
        assertThat(streams.messages(Streams.DEAD_STREAM)).isOne();
    }

    private static String replayId(MessageInfo letter) {
        return "replay:dead:" + letter.getSeq() + ":" + DateTimeUtils.toRfc3339(letter.getTime());
    }

    private static Headers id(String id) {
        return new Headers().put("Nats-Msg-Id", id);
    }

    /** A route that fails until it is fixed, and the replay of what it gives up. */
    private CamelContext start() {
        return camel.start(routes -> {
            routes.from(streams.uri("maxDeliver=1", "deadLetterSubject=" + Streams.DEAD))
                    .process(exchange -> {
                        if (!fixed.get()) {
                            throw new IllegalStateException("broken route");
                        }
                    })
                    .process(in);
            routes.templatedRoute(NatsBridgeRouteTemplates.DEAD_LETTER_REPLAY)
                    .parameter("servers", NATS.url())
                    .parameter("deadLetterSubject", Streams.DEAD)
                    .parameter("subject", "jobs.>");
        });
    }

    private CamelContext replayOnly(String subject) {
        return camel.start(routes -> routes.templatedRoute(NatsBridgeRouteTemplates.DEAD_LETTER_REPLAY)
                .parameter("servers", NATS.url())
                .parameter("deadLetterSubject", Streams.DEAD)
                .parameter("subject", subject));
    }

    private static long replay(CamelContext context) {
        Exchange exchange = Contexts.template(context).request(REPLAY, in -> {});
        if (exchange.getException() != null) {
            throw new CamelExecutionException("The replay failed", exchange, exchange.getException());
        }
        return exchange.getMessage().getBody(Long.class);
    }

    private void awaitLetters(long count) {
        await().atMost(Duration.ofSeconds(20)).until(() -> streams.messages(Streams.DEAD_STREAM) == count);
    }
}
