/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.nats.client.AuthenticationException;
import io.nats.client.Message;
import io.natsbridge.camel.NatsBridgeEndpoint;
import io.natsbridge.camel.error.NatsBridgeException.FileserverException;
import io.natsbridge.camel.test.nats.NatsExtension;
import io.natsbridge.camel.test.nats.NatsOptions;
import io.natsbridge.camel.test.plik.EmbeddedPlikOptions;
import io.natsbridge.camel.test.plik.Fault;
import io.natsbridge.camel.test.plik.PlikExtension;
import io.natsbridge.camel.test.plik.PlikOperation;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Credentials show in no log, envelope, header, exception or text of an endpoint. */
class SecretIT {

    private static final String BROKER = "canary-broker-7f3a";
    private static final String WRONG = "canary-wrong-91bc";
    private static final String FILES = "canary-files-52de";
    private static final String TOKEN = "canary-token-08ef";
    private static final List<String> CANARIES = List.of(BROKER, WRONG, FILES, TOKEN);

    @RegisterExtension
    static final NatsExtension NATS =
            NatsExtension.create(NatsOptions.defaults().user("somebody", BROKER));

    @RegisterExtension
    static final PlikExtension PLIK = PlikExtension.embedded(EmbeddedPlikOptions.defaults());

    @RegisterExtension
    final Contexts camel = new Contexts();

    @RegisterExtension
    final LogTap log = new LogTap("io.natsbridge", "org.apache.camel");

    @BeforeEach
    void listen() {
        log.listen();
    }

    private static String uri(String subject, String password) {
        return Uri.of(
                NATS,
                subject,
                "username=somebody",
                "password=" + password,
                "fileserverUrl=" + PLIK.url(),
                "fileserverUser=reader",
                "fileserverPassword=" + FILES,
                "sizeThreshold=100");
    }

    @Test
    void aMessageOnItsWayShowsNone() throws Exception {
        Inbox inbox = new Inbox();
        CamelContext context = camel.start(
                routes -> routes.from(uri("secrets", BROKER)).routeId("secrets").process(inbox));
        Exchange sent = Contexts.send(context, uri("secrets", BROKER), new byte[5000]);
        assertThat(sent.getException()).isNull();
        Inbox.Arrival arrival = inbox.first();
        assertNone(sent.getMessage().getHeader("CamelNatsBridgeEnvelope", String.class));
        assertNone(arrival.headers().toString());
        assertNone(context.getEndpoint(uri("secrets", BROKER)).toString());
        NatsBridgeEndpoint endpoint = context.getEndpoint(uri("secrets", BROKER), NatsBridgeEndpoint.class);
        assertNone(endpoint.getServiceUrl() + endpoint.getServiceMetadata() + endpoint.getConfiguration());
        context.stop();
        assertNone(log.text());
    }

    @Test
    void aRefusedConnectionShowsNone() {
        CamelContext context = camel.start();
        Throwable refused = catchThrowable(() -> Contexts.send(context, uri("secrets", WRONG), "x"));
        assertThat(refused).hasRootCauseInstanceOf(AuthenticationException.class);
        StringWriter trace = new StringWriter();
        refused.printStackTrace(new PrintWriter(trace));
        assertNone(trace.toString());
        assertNone(log.text());
    }

    @Test
    void aTokenOfTheFileServerThatItRefusesShowsNowhere() {
        PLIK.faults().next(PlikOperation.CREATE, Fault.status(403));
        Exchange sent = Contexts.send(
                camel.start(),
                Uri.of(
                        NATS,
                        "secrets.token",
                        "username=somebody",
                        "password=" + BROKER,
                        "fileserverUrl=" + PLIK.url(),
                        "fileserverToken=" + TOKEN,
                        "maxRetries=1",
                        "sizeThreshold=100"),
                new byte[5000]);
        assertThat(sent.getException()).isInstanceOf(FileserverException.class);
        StringWriter trace = new StringWriter();
        sent.getException().printStackTrace(new PrintWriter(trace));
        assertNone(trace.toString());
        assertNone(log.text());
    }

    @Test
    void aPeerSeesNone() {
        try (Wire wire = Wire.to(NATS.url().replace("://", "://somebody:" + BROKER + "@"))) {
            List<Message> messages = wire.record("secrets.peer");
            Contexts.send(camel.start(), uri("secrets.peer", BROKER), "hello");
            wire.flush();
            assertThat(messages).hasSize(1);
            assertNone(new String(messages.get(0).getData(), StandardCharsets.UTF_8));
            assertNone(String.valueOf(messages.get(0).getHeaders()));
        }
    }

    private static void assertNone(String text) {
        assertThat(text).isNotNull().doesNotContain(CANARIES);
    }
}
