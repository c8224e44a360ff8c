/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nats.client.Message;
import io.nats.client.api.StreamConfiguration;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsMessage;
import io.natsbridge.camel.NatsBridgeConstants;
import io.natsbridge.camel.error.NatsBridgeException.ErrorReplyException;
import io.natsbridge.camel.reliability.Trial;
import io.natsbridge.camel.test.nats.NatsExtension;
import io.natsbridge.camel.test.nats.NatsOptions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Headers and metadata that command Camel or the broker pass on no path and in no direction. */
@Tag("reliability")
class HeaderNamesIT {

    private static final String PLANTED = "planted";
    private static final Trial TRIAL = Trial.of(
            "header-names",
            "names of headers and metadata that command, by spelling and path: passed through an endpoint");
    private static final List<String> PATHS = new ArrayList<>();

    @RegisterExtension
    static final NatsExtension NATS =
            NatsExtension.create(NatsOptions.defaults().jetStream(true));

    @RegisterExtension
    final Contexts camel = new Contexts();

    private final BlockingQueue<Map<String, Object>> arrived = new LinkedBlockingQueue<>();
    private Wire wire;

    @BeforeEach
    void listen() {
        wire = Wire.to(NATS.url());
    }

    @AfterEach
    void hangUp() {
        wire.close();
    }

    @AfterAll
    static void countThemAll() {
        TRIAL.finish(
                1_400, "paths: " + String.join(", ", PATHS.stream().sorted().toList()));
    }

    @Test
    void noneOfAMessageReachesTheExchange() throws Exception {
        camel.start(routes -> routes.from(Uri.of(NATS, "names.in")).process(this::arrive));
        wire.publish(
                "names.in",
                null,
                planted(ControlNames.all()),
                envelope().toString().getBytes(UTF_8));
        assertNonePassed("message", ControlNames.all(), headersThatArrived().keySet());
    }

    @Test
    void noneOfAMessageInAStreamReachesTheExchange() throws Exception {
        wire.connection().jetStreamManagement().addStream(stream("names-in", "names.stream"));
        camel.start(routes -> routes.from(Uri.of(NATS, "names.stream", "jetstreamEnabled=true", "durableName=names"))
                .process(this::arrive));
        wire.publish(
                "names.stream",
                null,
                planted(ControlNames.camel()),
                envelope().toString().getBytes(UTF_8));
        assertNonePassed(
                "message of a stream",
                ControlNames.camel(),
                headersThatArrived().keySet());
    }

    @Test
    void noneOfTheMetadataBecomesAHeader() throws Exception {
        camel.start(routes -> routes.from(Uri.of(NATS, "names.meta")).process(this::arrive));
        ObjectNode payload = Envelopes.text("t", "x");
        ObjectNode ofPayload = payload.putObject("metadata");
        ObjectNode envelope = Envelopes.of(payload);
        ObjectNode ofEnvelope = envelope.putObject("metadata");
        ControlNames.all().forEach(name -> {
            ofPayload.put(name, PLANTED);
            ofEnvelope.put(name, PLANTED);
        });
        wire.publish("names.meta", envelope.toString());
        Collection<String> seen = headersThatArrived().keySet();
        assertNonePassed("metadata of the envelope", ControlNames.all(), seen);
        assertNonePassed("metadata of a payload", ControlNames.all(), seen);
    }

    @Test
    void noneOfAReplyReachesTheExchange() {
        answer("names.ask", planted(ControlNames.all()));
        Exchange asked = ask("names.ask");
        assertThat(asked.getException()).isNull();
        assertNonePassed(
                "reply",
                ControlNames.all(),
                planted(asked.getMessage().getHeaders()).keySet());
    }

    @Test
    void noneOfAnErrorReplyReachesTheExchange() {
        answer("names.err", planted(ControlNames.all()).put("Nats-Service-Error-Code", "400"));
        Exchange asked = ask("names.err");
        assertThat(asked.getException()).isInstanceOf(ErrorReplyException.class);
        assertNonePassed(
                "error reply",
                ControlNames.all(),
                planted(asked.getMessage().getHeaders()).keySet());
    }

    @Test
    void noneOfAMessageReachesItsDeadLetter() throws Exception {
        wire.connection().jetStreamManagement().addStream(stream("names-bad", "names.bad"));
        List<Message> letters = wire.record("names.dead");
        wire.connection().jetStreamManagement().addStream(stream("names-dead", "names.dead"));
        camel.start(routes -> routes.from(Uri.of(
                        NATS, "names.bad", "jetstreamEnabled=true", "durableName=bad", "deadLetterSubject=names.dead"))
                .process(this::arrive));
        Headers headers = planted(ControlNames.camel()).put("kept", "yes");
        wire.publish("names.bad", null, headers, "{broken".getBytes(UTF_8));
        await().atMost(20, TimeUnit.SECONDS).until(() -> !letters.isEmpty());
        assertThat(letters.get(0).getHeaders().getFirst("kept")).isEqualTo("yes");
        assertNonePassed(
                "dead letter", ControlNames.camel(), letters.get(0).getHeaders().keySet());
    }

    @Test
    void noneOfTheExchangeReachesTheWire() {
        List<Message> messages = wire.record("names.out");
        List<Object> headers = new ArrayList<>(List.of("kept", "yes"));
        ControlNames.foreign().forEach(name -> headers.addAll(List.of(name, PLANTED)));
        Contexts.sent(camel.start(), Uri.of(NATS, "names.out"), "hello", headers.toArray());
        wire.flush();
        assertThat(messages).hasSize(1);
        assertThat(messages.get(0).getHeaders().keySet()).containsExactly("kept");
        assertNonePassed(
                "message sent",
                ControlNames.foreign(),
                messages.get(0).getHeaders().keySet());
    }

    @Test
    void noHeaderOfTheExchangePurgesAStream() throws Exception {
        wire.connection()
                .jetStreamManagement()
                .addStream(StreamConfiguration.builder()
                        .name("names-rollup")
                        .subjects("names.rollup")
                        .allowRollup(true)
                        .build());
        CamelContext context = camel.start();
        for (String name : List.of("Nats-Rollup", "nats-rollup", "NATS-ROLLUP")) {
            for (String value : List.of("all", "sub")) {
                Contexts.sent(context, Uri.of(NATS, "names.rollup", "jetstreamEnabled=true"), "x", name, value);
            }
        }
        assertThat(wire.connection()
                        .jetStreamManagement()
                        .getStreamInfo("names-rollup")
                        .getStreamState()
                        .getMsgCount())
                .isEqualTo(6);
    }

    @Test
    void noneOfTheExchangeReachesAReply() {
        camel.start(routes -> routes.from(Uri.of(NATS, "names.reply"))
                .process(this::plant)
                .setHeader("kept", routes.constant("yes")));
        Message reply = wire.request("names.reply", envelope().toString());
        assertThat(reply.getHeaders().keySet()).containsExactly("kept");
        assertNonePassed(
                "reply sent", ControlNames.foreign(), reply.getHeaders().keySet());
    }

    @Test
    void noneOfTheExchangeReachesAnErrorReply() {
        camel.start(routes -> routes.from(Uri.of(NATS, "names.fail"))
                .process(this::plant)
                .throwException(new IllegalStateException("failed on purpose")));
        Message reply = wire.request("names.fail", envelope().toString());
        assertThat(reply.getHeaders().keySet())
                .containsExactlyInAnyOrder("Nats-Service-Error", "Nats-Service-Error-Code");
        assertNonePassed(
                "error reply sent", ControlNames.foreign(), reply.getHeaders().keySet());
    }

    /** Answers every request on a subject as a hostile peer would. */
    private void answer(String subject, Headers headers) {
        wire.connection()
                .createDispatcher(request -> wire.connection()
                        .publish(NatsMessage.builder()
                                .subject(request.getReplyTo())
                                .headers(headers)
                                .data(envelope().toString())
                                .build()))
                .subscribe(subject);
        wire.flush();
    }

    private Exchange ask(String subject) {
        CamelContext context = camel.start();
        return Contexts.template(context).request(Uri.of(NATS, subject), exchange -> exchange.getMessage()
                .setBody("question"));
    }

    private void plant(Exchange exchange) {
        ControlNames.foreign().forEach(name -> exchange.getMessage().setHeader(name, PLANTED));
    }

    private void arrive(Exchange exchange) {
        arrived.add(new HashMap<>(exchange.getMessage().getHeaders()));
    }

    /** The headers whose values somebody planted. */
    private Map<String, Object> headersThatArrived() throws InterruptedException {
        Map<String, Object> seen = arrived.poll(20, TimeUnit.SECONDS);
        assertThat(seen).containsKey(NatsBridgeConstants.MSG_ID);
        return planted(seen);
    }

    private static Map<String, Object> planted(Map<String, Object> headers) {
        Map<String, Object> planted = new HashMap<>(headers);
        planted.values().removeIf(value -> !String.valueOf(value).contains(PLANTED) || value instanceof Map<?, ?>);
        return planted;
    }

    private static void assertNonePassed(String path, List<String> names, Collection<String> seen) {
        PATHS.add(path);
        names.forEach(name -> {
            TRIAL.tried();
            if (seen.stream().anyMatch(name::equalsIgnoreCase)) {
                TRIAL.bad(path + ": " + name);
            }
        });
        assertThat(seen).as(path).noneMatch(names::contains);
    }

    private static Headers planted(List<String> names) {
        Headers headers = new Headers();
        names.forEach(name -> headers.put(name, PLANTED));
        return headers;
    }

    private static ObjectNode envelope() {
        return Envelopes.of(Envelopes.text("t", "x"));
    }

    private static StreamConfiguration stream(String name, String subject) {
        return StreamConfiguration.builder().name(name).subjects(subject).build();
    }
}
