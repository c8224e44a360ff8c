/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nats.client.Message;
import io.nats.client.api.StreamConfiguration;
import io.natsbridge.camel.NatsBridgeConstants;
import io.natsbridge.camel.NatsBridgeEndpoint;
import io.natsbridge.camel.test.nats.NatsExtension;
import io.natsbridge.camel.test.nats.NatsOptions;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code toD} sends to any number of subjects by one endpoint. */
class DynamicSendIT {

    @RegisterExtension
    static final NatsExtension NATS =
            NatsExtension.create(NatsOptions.defaults().jetStream(true));

    @RegisterExtension
    final Contexts camel = new Contexts();

    private final Wire wire = Wire.to(NATS.url());

    @AfterEach
    void close() {
        wire.close();
    }

    private CamelContext start(String uri) {
        return camel.start(routes -> routes.from("direct:in").toD(uri));
    }

    private static List<String> endpoints(CamelContext context) {
        return context.getEndpoints().stream()
                .filter(NatsBridgeEndpoint.class::isInstance)
                .map(endpoint ->
                        ((NatsBridgeEndpoint) endpoint).getConfiguration().getSubject())
                .toList();
    }

    @Test
    void manySubjectsShareAnEndpoint() {
        List<Message> arrived = wire.record("dynamic.>");
        CamelContext context = start(Uri.of(NATS, "dynamic.${header.to}"));
        IntStream.range(0, 100).forEach(i -> Contexts.sent(context, "direct:in", "x", "to", "n" + i));
        wire.flush();
        assertThat(arrived)
                .extracting(Message::getSubject)
                .containsExactlyElementsOf(
                        IntStream.range(0, 100).mapToObj(i -> "dynamic.n" + i).toList());
        assertThat(arrived)
                .allSatisfy(message ->
                        assertThat(Wire.json(message).path("send_to").asText()).isEqualTo(message.getSubject()));
        assertThat(endpoints(context)).containsExactly("toD");
    }

    @ParameterizedTest
    @ValueSource(strings = {"natsbridge:", "natsbridge://"})
    void theSubjectIsThatOfTheAddressHoweverItIsWritten(String scheme) {
        List<Message> arrived = wire.record("straße.>");
        CamelContext context = start(scheme + "straße.${header.to}?servers=" + NATS.url());
        Contexts.sent(context, "direct:in", "x", "to", "größe");
        wire.flush();
        assertThat(arrived).extracting(Message::getSubject).containsExactly("straße.größe");
    }

    @Test
    void aHeaderGoesBeforeTheAddress() {
        List<Message> arrived = wire.record("chosen");
        CamelContext context = start(Uri.of(NATS, "dynamic.${header.to}"));
        Contexts.sent(context, "direct:in", "x", "to", "a", NatsBridgeConstants.SUBJECT, "chosen");
        wire.flush();
        assertThat(arrived).hasSize(1);
    }

    @Test
    void theHeaderOfAReceivedMessageDoesNot() {
        List<Message> arrived = wire.record("passed.on");
        camel.start(routes -> routes.from(Uri.of(NATS, "passed.in")).toD(Uri.of(NATS, "passed.${body}")));
        wire.publish("passed.in", Envelopes.of(Envelopes.text("to", "on")).toString());
        await().until(() -> !arrived.isEmpty());
        assertThat(Wire.json(arrived.get(0)).path("send_to").asText()).isEqualTo("passed.on");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", ">", "a b", "a..b"})
    void aSubjectThatIsNoneIsRefused(String to) {
        CamelContext context = start(Uri.of(NATS, "dynamic.${header.to}"));
        assertThat(Contexts.send(context, "direct:in", "x", "to", to).getException())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Cannot use the subject 'dynamic." + to + "'");
    }

    @Test
    void nothingIsLeftInTheExchange() {
        CamelContext context = start(Uri.of(NATS, "dynamic.${header.to}"));
        Exchange exchange = Contexts.sent(context, "direct:in", "x", "to", "a");
        assertThat(exchange.getProperties().keySet()).noneMatch(name -> name.startsWith("CamelNatsBridge"));
    }

    @Test
    void aStreamIsLookedUpForEachSubject() throws Exception {
        wire.connection()
                .jetStreamManagement()
                .addStream(StreamConfiguration.builder()
                        .name("stored")
                        .subjects("stored.>")
                        .build());
        CamelContext context = start(Uri.of(NATS, "stored.${header.to}", "jetstreamEnabled=true"));
        Contexts.sent(context, "direct:in", "x", "to", "a");
        Contexts.sent(context, "direct:in", "x", "to", "b");
        assertThat(endpoints(context)).containsExactlyInAnyOrder("stored.a", "stored.b");
    }
}
