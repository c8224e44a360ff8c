/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.natsbridge.camel.NatsBridgeConstants;
import io.natsbridge.camel.error.NatsBridgeException.PublishException;
import io.natsbridge.camel.test.nats.NatsExtension;
import io.natsbridge.camel.test.nats.NatsOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a send reports is true, whatever happens to the broker meanwhile. The broker's own trace of what it read is the witness. */
class PublishConfirmIT {

    private static final Pattern TRACED = Pattern.compile("<<- MSG_PAYLOAD:.*?(m-\\d+-\\d+)");

    @RegisterExtension
    static final NatsExtension NATS =
            NatsExtension.create(NatsOptions.defaults().controllable(true).config("trace: true"));

    @RegisterExtension
    final Contexts camel = new Contexts();

    /** What threads do that send: go on with the next message, or wait for the end of each. */
    private enum Way {
        GOING_ON,
        WAITING
    }

    private enum Outcome {
        OK,
        NOT_SENT,
        UNKNOWN
    }

    @ParameterizedTest
    @EnumSource
    void whatWasReportedSentIsAtTheBrokerThoughItIsKilledUnderLoad(Way way) throws Exception {
        Ledger ledger = new Ledger(way == Way.GOING_ON ? 1 : 3);
        CamelContext context = camel.start();
        try (Load load = new Load(context, Uri.of(NATS, "kill", "reconnectTimeWait=20"), ledger, way)) {
            for (int kill = 0; kill < 6; kill++) {
                load.awaitMoreSent(400);
                NATS.kill();
                load.awaitOneNotSent();
                NATS.startAgain();
            }
            load.awaitMoreSent(400);
        }
        ledger.check();
        assertThat(ledger.with(Outcome.UNKNOWN))
                .as("sends on their way at a kill")
                .isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aBrokerThatHangsConfirmsNothing(Way way) throws Exception {
        Ledger ledger = new Ledger(way == Way.GOING_ON ? 2 : 4);
        CamelContext context = camel.start();
        try (Load load = new Load(context, Uri.of(NATS, "hang", "reconnectTimeWait=20"), ledger, way)) {
            load.awaitMoreSent(200);
            NATS.pause();
            load.awaitOneNotSent();
            NATS.kill();
            NATS.startAgain();
            load.awaitMoreSent(200);
        }
        ledger.check();
    }

    /** What became of each message. */
    private static final class Ledger {
        private final int test;
        private final Map<String, Outcome> outcomes = new ConcurrentHashMap<>();

        Ledger(int test) {
            this.test = test;
        }

        String id(int number) {
            return "m-" + test + "-" + number;
        }

        void enter(Exchange exchange) {
            Exception failure = exchange.getException();
            Outcome outcome = failure == null
                    ? Outcome.OK
                    : ((PublishException) failure).isOutcomeUnknown() ? Outcome.UNKNOWN : Outcome.NOT_SENT;
            outcomes.put(exchange.getMessage().getHeader(NatsBridgeConstants.MSG_ID, String.class), outcome);
        }

        Set<String> with(Outcome outcome) {
            return outcomes.entrySet().stream()
                    .filter(entry -> entry.getValue() == outcome)
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toSet());
        }

        /** What was reported sent is at the broker, and what was reported not sent is not. */
        void check() {
            Set<String> atBroker = TRACED.matcher(NATS.log())
                    .results()
                    .map((MatchResult match) -> match.group(1))
                    .collect(Collectors.toSet());
            Set<String> lost = with(Outcome.OK);
            int ok = lost.size();
            lost.removeAll(atBroker);
            assertThat(lost)
                    .as("reported sent, but not at the broker, of " + ok)
                    .isEmpty();
            Set<String> doubted = with(Outcome.NOT_SENT);
            doubted.retainAll(atBroker);
            assertThat(doubted).as("reported not sent, but at the broker").isEmpty();
        }
    }

    /** Sends all the time from threads of its own. */
    private static final class Load implements AutoCloseable {
        private static final int WAITING_THREADS = 6;

        private final Ledger ledger;
        private final Sender sender;
        private final ProducerTemplate template;
        private final String uri;
        private final AtomicInteger sent = new AtomicInteger();
        private final CountDownLatch end = new CountDownLatch(1);
        private final List<Thread> threads = new ArrayList<>();

        Load(CamelContext context, String uri, Ledger ledger, Way way) throws Exception {
            this.ledger = ledger;
            this.uri = uri;
            this.sender = new Sender(context, uri, 32);
            this.template = Contexts.template(context);
            for (int i = 0; i < (way == Way.WAITING ? WAITING_THREADS : 1); i++) {
                threads.add(new Thread(() -> run(way), "load"));
            }
            threads.forEach(Thread::start);
        }

        private void run(Way way) {
            try {
                for (int i = 0; !end.await(i % 50 == 0 ? 2 : 0, TimeUnit.MILLISECONDS); i++) {
                    String id = ledger.id(sent.getAndIncrement());
                    Consumer<Exchange> message = exchange -> {
                        exchange.getMessage().setBody("some text");
                        exchange.getMessage().setHeader(NatsBridgeConstants.MSG_ID, id);
                    };
                    if (way == Way.WAITING) {
                        ledger.enter(template.send(uri, message::accept));
                    } else {
                        sender.send(message, ledger::enter);
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        void awaitMoreSent(int count) {
            awaitMore(Outcome.OK, count);
        }

        void awaitOneNotSent() {
            awaitMore(Outcome.NOT_SENT, 1);
        }

        private void awaitMore(Outcome outcome, int count) {
            int before = ledger.with(outcome).size();
            await().pollInterval(Duration.ofMillis(10))
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> ledger.with(outcome).size() >= before + count);
        }

        @Override
        public void close() {
            end.countDown();
            await().atMost(Duration.ofSeconds(10)).until(() -> threads.stream().noneMatch(Thread::isAlive));
            sender.close();
        }
    }
}
