/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import io.nats.client.Connection;
import io.nats.client.Message;
import io.natsbridge.camel.NatsBridgeComponent;
import io.natsbridge.camel.NatsBridgeConfiguration;
import io.natsbridge.camel.test.nats.NatsExtension;
import io.natsbridge.camel.test.nats.NatsOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How many connections there are, and whose they are. */
class ConnectionIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @RegisterExtension
    static final NatsExtension NATS =
            NatsExtension.create(NatsOptions.defaults().monitoring(true));

    @RegisterExtension
    final Contexts camel = new Contexts();

    @Test
    void endpointsWithEqualOptionsShareOneConnection() throws Exception {
        CamelContext context = camel.start(routes -> {
            routes.from(Uri.of(NATS, "a")).to(Uri.of(NATS, "b"));
            routes.from(Uri.of(NATS, "b", "concurrentConsumers=3")).to(Uri.of(NATS, "c", "publishConfirm=false"));
            routes.from("direct:request").to(Uri.of(NATS, "c", "requestTimeout=1000"));
        });
        Contexts.sent(context, Uri.of(NATS, "a"), "hello");
        assertThat(Monitoring.connections(NATS)).isEqualTo(1);
    }

    @Test
    void endpointsWithOtherConnectionOptionsHaveTheirOwn() throws Exception {
        CamelContext context = camel.start();
        for (String option : List.of("", "pingInterval=5s", "noEcho=true", "connectionName=own", "inboxPrefix=_OWN.")) {
            Contexts.sent(context, Uri.of(NATS, "a", option), "hello");
        }
        assertThat(Monitoring.connections(NATS)).isEqualTo(5);
    }

    @Test
    void aProgramHasAConnectionOfItsOwnWithTheOptionsOfEndpoints() throws Exception {
        CamelContext context = camel.start();
        NatsBridgeComponent component = context.getComponent("natsbridge", NatsBridgeComponent.class);
        NatsBridgeConfiguration options = new NatsBridgeConfiguration();
        options.setServers(NATS.url());
        options.setConnectionName("program");
        Connection connection = component.connect(options);
        try {
            assertThat(Monitoring.connz(NATS).path("connections").findValuesAsText("name"))
                    .containsExactly("program");
        } finally {
            connection.close();
        }
        options.setServers(NATS.url().replace("://", "://ann:s3cret@"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> component.connect(options))
                .withMessageNotContaining("s3cret");
    }

    @Test
    void theBrokerListsTheConnectionUnderItsName() throws Exception {
        CamelContext context = camel.start();
        Contexts.sent(context, Uri.of(NATS, "a", "connectionName=orders"), "hello");
        Contexts.sent(context, Uri.of(NATS, "a"), "hello");
        assertThat(Monitoring.connz(NATS).path("connections").findValuesAsText("name"))
                .containsExactlyInAnyOrder("orders", context.getName());
    }

    @Test
    void aHundredSubjectsNeedOneConnection() throws Exception {
        CamelContext context =
                camel.start(routes -> routes.from("direct:in").toD(Uri.of(NATS, "many.${header.number}")));
        try (Wire wire = Wire.to(NATS.url())) {
            List<Message> received = wire.record("many.*");
            for (int i = 0; i < 100; i++) {
                Contexts.sent(context, "direct:in", "hello", "number", i);
            }
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(received).hasSize(100));
            assertThat(received).extracting(Message::getSubject).doesNotHaveDuplicates();
            assertThat(Monitoring.connections(NATS))
                    .as("ours and the recorder's")
                    .isEqualTo(2);
        }
    }

    @Test
    void aConnectionThatWasHandedInStaysOpenAndAsItWas() throws Exception {
        try (Wire wire = Wire.to(NATS.url())) {
            Connection connection = wire.connection();
            List<Message> received = wire.record("handed");
            int before = subscriptions();
            CamelContext context = camel.create();
            context.getRegistry().bind("nats", connection);
            camel.start(context, routes -> routes.from("natsbridge:echo?connection=#nats")
                    .to("log:echo?level=DEBUG"));
            for (int i = 0; i < 1_000; i++) {
                Contexts.sent(context, "natsbridge:handed?connection=#nats", "hello");
            }
            assertThat(Contexts.template(context).requestBody("natsbridge:echo?connection=#nats", "ping", String.class))
                    .isEqualTo("ping");
            context.stop();
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(received).hasSize(1_000));
            wire.publish("handed", "still open");
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(received).hasSize(1_001));
            assertThat(connection.getStatus()).isEqualTo(Connection.Status.CONNECTED);
            assertThat(subscriptions()).as("the recorder's subscriptions alone").isEqualTo(before);
        }
    }

    /** Of the only connection. */
    private static int subscriptions() throws Exception {
        return Monitoring.connz(NATS)
                .path("connections")
                .get(0)
                .path("subscriptions")
                .asInt();
    }

    @Test
    void routesThatComeAndGoDoNotDisturbTheOthersOnTheirConnection() throws Exception {
        String option = "maxPingsOut=1";
        CamelContext context = camel.start(routes -> {
            routes.from(Uri.of(NATS, "comes", option)).routeId("comes").to("log:comes?level=DEBUG");
            routes.from(Uri.of(NATS, "goes", option)).routeId("goes").to("log:goes?level=DEBUG");
        });
        AtomicInteger failed = new AtomicInteger();
        try (Sender sender = new Sender(context, Uri.of(NATS, "load", option), 32)) {
            Thread load = new Thread(() -> {
                try {
                    while (!Thread.currentThread().isInterrupted()) {
                        sender.send(
                                exchange -> exchange.getMessage().setBody("hello"),
                                exchange -> failed.addAndGet(exchange.getException() == null ? 0 : 1));
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            load.start();
            for (int i = 0; i < 10; i++) {
                context.getRouteController().stopRoute("comes");
                context.getRouteController().suspendRoute("goes");
                context.getRouteController().startRoute("comes");
                context.getRouteController().resumeRoute("goes");
            }
            load.interrupt();
            load.join();
        }
        assertThat(failed).hasValue(0);
        assertThat(Monitoring.connections(NATS)).isEqualTo(1);
    }
}
