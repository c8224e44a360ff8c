/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.nats.client.api.StreamConfiguration;
import io.natsbridge.camel.test.nats.NatsExtension;
import io.natsbridge.camel.test.nats.NatsOptions;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.CamelContext;
import org.apache.camel.console.DevConsole;
import org.apache.camel.console.DevConsole.MediaType;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.util.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the console {@code natsbridge} and JMX show while messages come. */
class DevConsoleIT {

    @RegisterExtension
    static final NatsExtension NATS =
            NatsExtension.create(NatsOptions.defaults().jetStream(true));

    @RegisterExtension
    final Contexts camel = new Contexts();

    private static DevConsole console(CamelContext context) {
        return PluginHelper.getDevConsoleResolver(context).resolveDevConsole("natsbridge");
    }

    private static JsonNode json(CamelContext context) {
        JsonObject told = (JsonObject) console(context).call(MediaType.JSON, Map.of());
        return Wire.json(told.toJson().getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void itTellsWhatWaitsAndWhatWentOverTheConnection() {
        CountDownLatch blocked = new CountDownLatch(1);
        CamelContext context = camel.start(
                routes -> routes.from(Uri.of(NATS, "shown")).routeId("slow").process(exchange -> blocked.await()));
        try {
            for (int i = 0; i < 5; i++) {
                Contexts.sent(context, Uri.of(NATS, "shown"), "x");
            }
            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
                JsonNode consumer = json(context).path("consumers").path(0);
                assertThat(consumer.path("routeId").asText()).isEqualTo("slow");
                assertThat(consumer.path("subject").asText()).isEqualTo("shown");
                assertThat(consumer.path("waiting").asInt()).isBetween(1, 5);
                assertThat(consumer.path("dropped").asInt(-1)).isZero();
                JsonNode connection = json(context).path("connections").path(0);
                assertThat(connection.path("status").asText()).isEqualTo("CONNECTED");
                assertThat(connection.path("users").asInt()).isEqualTo(2);
                assertThat(connection.path("messagesIn").asInt()).isEqualTo(5);
                assertThat(connection.path("messagesOut").asInt()).isGreaterThanOrEqualTo(5);
            });
        } finally {
            blocked.countDown();
        }
    }

    @Test
    void jmxTellsTheSame() throws Exception {
        CamelContext context = camel.create();
        context.setManagementName("shown");
        camel.start(context, routes -> routes.from(Uri.of(NATS, "managed"))
                .routeId("managed")
                .to("log:managed?level=DEBUG"));
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        Set<ObjectName> beans =
                server.queryNames(new ObjectName("org.apache.camel:context=shown,type=consumers,*"), null);
        assertThat(beans).hasSize(1);
        ObjectName bean = beans.iterator().next();
        assertThat(server.getAttribute(bean, "WaitingMessages")).isEqualTo(0);
        assertThat(server.getAttribute(bean, "DroppedMessages")).isEqualTo(0L);
        assertThat(server.getAttribute(bean, "ConnectionBreaks")).isEqualTo(0L);
        assertThat(server.getAttribute(bean, "Trouble")).isNull();
        assertThat(server.getAttribute(bean, "RouteId")).isEqualTo("managed");
    }

    @Test
    void itTellsWhyNothingComesOfAStream() throws Exception {
        try (Wire wire = Wire.to(NATS.url())) {
            wire.connection()
                    .jetStreamManagement()
                    .addStream(StreamConfiguration.builder()
                            .name("gone")
                            .subjects("gone")
                            .build());
            CamelContext context = camel.start(
                    routes -> routes.from(Uri.of(NATS, "gone", "jetstreamEnabled=true", "durableName=worker"))
                            .to("log:gone?level=DEBUG"));
            wire.connection().jetStreamManagement().deleteStream("gone");
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat((String) console(context).call(MediaType.TEXT, Map.of()))
                            .contains("Connections:", "Consumers:", "durable: worker", "trouble: "));
        }
    }

    @Test
    void aContextWithoutTheComponentHasNothingToShow() {
        assertThat(console(camel.start()).call(MediaType.TEXT, Map.of())).isEqualTo("Connections:\nConsumers:\n");
    }
}
