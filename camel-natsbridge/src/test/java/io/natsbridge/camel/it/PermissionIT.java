/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.natsbridge.camel.error.NatsBridgeException.ConnectionException;
import io.natsbridge.camel.error.NatsBridgeException.PublishException;
import io.natsbridge.camel.test.nats.NatsExtension;
import io.natsbridge.camel.test.nats.NatsOptions;
import io.natsbridge.camel.test.plik.EmbeddedPlikOptions;
import io.natsbridge.camel.test.plik.PlikExtension;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the broker does not permit fails, that alone, and soon. */
class PermissionIT {

    private static final String USERS = """
            authorization {
              users: [
                { user: limited, password: pass, permissions: {
                    publish: { allow: ["ok.>", "_INBOX.>"] }, subscribe: { allow: ["ok.>", "_INBOX.>"] } } }
                { user: deaf, password: pass, permissions: { publish: ">", subscribe: "ok.>" } }
              ]
            }
            """;

    @RegisterExtension
    static final NatsExtension NATS =
            NatsExtension.create(NatsOptions.defaults().config(USERS));

    @RegisterExtension
    static final PlikExtension PLIK = PlikExtension.embedded(EmbeddedPlikOptions.defaults());

    @RegisterExtension
    final Contexts camel = new Contexts();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no",
                "no.CAPITALS",
                "no.ü\uD83D\uDE00",
                "no.\"quoted\"",
                "no.it's",
                "no.back\\slash",
                "no.\\u0041"
            })
    void aSendThatTheBrokerRefusesFails(String subject) {
        Exception failure = Contexts.send(camel.start(), limited("ok.a"), "hello", "CamelNatsBridgeSubject", subject)
                .getException();
        assertRefused(failure);
    }

    @Test
    void onlyTheRefusedSendsFail() throws Exception {
        Map<String, Exception> failures = new ConcurrentHashMap<>();
        CamelContext context = camel.start();
        try (Sender sender = new Sender(context, limited("ok.a"), 64)) {
            for (int i = 0; i < 300; i++) {
                String subject = (i % 3 == 0 ? "no." : "ok.") + i;
                sender.send(
                        exchange -> {
                            exchange.getMessage().setBody("hello");
                            exchange.getMessage().setHeader("CamelNatsBridgeSubject", subject);
                        },
                        exchange -> {
                            if (exchange.getException() != null) {
                                failures.put(subject, exchange.getException());
                            }
                        });
            }
        }
        assertThat(failures).hasSize(100);
        assertThat(failures.keySet()).allMatch(subject -> subject.startsWith("no."));
    }

    @Test
    void theFilesOfARefusedSendAreDeleted() {
        Exception failure = Contexts.send(
                        camel.start(),
                        limited("no", "sizeThreshold=10", "fileserverUrl=" + PLIK.url()),
                        "more than ten bytes")
                .getException();
        assertRefused(failure);
        assertThat(PLIK.embedded().fileCount()).isZero();
    }

    @Test
    void aRefusedSendOnAConnectionThatWasHandedInFails() throws Exception {
        Options options =
                Options.builder().server(NATS.url()).userInfo("limited", "pass").build();
        Connection connection = Nats.connect(options);
        try {
            CamelContext context = camel.create();
            context.getRegistry().bind("nats", connection);
            context.start();
            assertRefused(Contexts.send(context, "natsbridge:no?connection=#nats", "hello")
                    .getException());
            Contexts.sent(context, "natsbridge:ok.a?connection=#nats", "hello");
            assertRefused(Contexts.send(context, "natsbridge:no?connection=#nats", "hello")
                    .getException());
        } finally {
            connection.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "queueName=group"})
    void aRouteWhoseSubscriptionIsRefusedDoesNotStart(String option) {
        assertThatThrownBy(() ->
                        camel.start(routes -> routes.from(limited("no", option)).to("mock:never")))
                .isInstanceOf(ConnectionException.class)
                .hasMessageStartingWith("NB-112: The broker refused the subscription to 'no'");
    }

    @Test
    void aRequestThatTheBrokerRefusesFailsBeforeItsTimeIsOver() {
        assertRefused(request(limited("no", "exchangePattern=InOut")));
    }

    @Test
    void aRequestWhoseReplyMayNotArriveFailsBeforeItsTimeIsOver() {
        camel.start(routes -> routes.from(limited("ok.answer")).setBody(routes.constant("answer")));
        assertThat(request(user("deaf", "ok.answer", "exchangePattern=InOut")))
                .isInstanceOf(ConnectionException.class)
                .hasMessageContaining("refused the subscription to '_INBOX.")
                .hasMessageContaining("inboxPrefix");
    }

    private Exception request(String uri) {
        CamelContext context = camel.start();
        long start = System.nanoTime();
        Exception failure = Contexts.send(context, uri, "question").getException();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        return failure;
    }

    private static void assertRefused(Exception failure) {
        assertThat(failure)
                .isInstanceOf(PublishException.class)
                .hasMessageContaining("this client has no permission to publish there")
                .extracting(e -> ((PublishException) e).isOutcomeUnknown())
                .isEqualTo(false);
    }

    private static String limited(String subject, String... options) {
        return user("limited", subject, options);
    }

    private static String user(String name, String subject, String... options) {
        return Uri.of(NATS, subject, options) + "&username=" + name + "&password=pass";
    }
}
