/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nats.client.Message;
import io.nats.client.impl.Headers;
import io.natsbridge.camel.NatsBridgeConstants;
import io.natsbridge.camel.error.NatsBridgeException.ErrorReplyException;
import io.natsbridge.camel.error.NatsBridgeException.InvalidEnvelopeException;
import io.natsbridge.camel.error.NatsBridgeException.NoRespondersException;
import io.natsbridge.camel.test.nats.NatsExtension;
import io.natsbridge.camel.test.plik.EmbeddedPlikOptions;
import io.natsbridge.camel.test.plik.PlikExtension;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.ExchangeTimedOutException;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Requests and their replies, between routes and with peers that know only NATS or only the envelope. */
class RequestReplyIT {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @RegisterExtension
    static final NatsExtension NATS = NatsExtension.create();

    @RegisterExtension
    static final PlikExtension PLIK = PlikExtension.embedded(EmbeddedPlikOptions.defaults());

    @RegisterExtension
    final Contexts camel = new Contexts();

    @Test
    void theReplyBecomesTheMessage() {
        CamelContext context = camel.start(routes -> routes.from(Uri.of(NATS, "ask"))
                .setBody(routes.simple("${body}, answered"))
                .setHeader("answered", routes.constant("yes")));
        Exchange exchange = request(context, Uri.of(NATS, "ask"), "asked", "kept", "my own");
        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getBody()).isEqualTo("asked, answered");
        assertThat(exchange.getMessage().getHeaders())
                .containsEntry("answered", "yes")
                .containsEntry("kept", "my own");
    }

    @Test
    void theReplyNamesTheRequestItAnswers() {
        CamelContext context =
                camel.start(routes -> routes.from(Uri.of(NATS, "ids")).setBody(routes.constant("answer")));
        Exchange exchange = request(
                context,
                Uri.of(NATS, "ids"),
                "question",
                NatsBridgeConstants.MSG_ID,
                "m-1",
                NatsBridgeConstants.CORRELATION_ID,
                "c-1");
        assertThat(exchange.getMessage().getHeaders())
                .containsEntry(NatsBridgeConstants.REPLY_TO_MSG_ID, "m-1")
                .containsEntry(NatsBridgeConstants.CORRELATION_ID, "c-1")
                .containsEntry(NatsBridgeConstants.REPLY_TO, "");
        assertThat(exchange.getMessage().getHeader(NatsBridgeConstants.MSG_ID)).isNotEqualTo("m-1");
    }

    @Test
    void aRequestCarriesItsInboxForBothKindsOfPeers() throws Exception {
        try (Wire wire = Wire.to(NATS.url())) {
            List<Message> requests = wire.record("both");
            CamelContext context = camel.start();
            CompletableFuture<Object> answer =
                    Contexts.template(context).asyncRequestBody(Uri.of(NATS, "both"), "question");
            await().atMost(PATIENCE).until(() -> requests.size() == 1);
            Message request = requests.get(0);
            assertThat(request.getReplyTo()).startsWith("_INBOX.");
            assertThat(Wire.json(request).path("reply_to").asText()).isEqualTo(request.getReplyTo());
            wire.publish(request.getReplyTo(), envelope("answer").toString());
            assertThat(answer.get(10, TimeUnit.SECONDS)).isEqualTo("answer");
        }
    }

    @Test
    void aPeerThatKnowsOnlyTheEnvelopeIsAnsweredWhereItAsksFor() throws Exception {
        camel.start(routes -> routes.from(Uri.of(NATS, "envelope")).setBody(routes.simple("${body}!")));
        try (Wire wire = Wire.to(NATS.url())) {
            List<Message> replies = wire.record("answers.here");
            wire.publish(
                    "envelope",
                    envelope("question").put("reply_to", "answers.here").toString());
            await().atMost(PATIENCE).until(() -> replies.size() == 1);
            JsonNode reply = Wire.json(replies.get(0));
            assertThat(reply.path("correlation_id").asText()).isEqualTo("conversation-1");
            assertThat(reply.path("reply_to_msg_id").asText()).isEqualTo("message-1");
            assertThat(reply.path("send_to").asText()).isEqualTo("answers.here");
            assertThat(reply.path("reply_to").asText()).isEmpty();
            assertThat(text(reply)).isEqualTo("question!");
        }
    }

    @Test
    void aNatsInboxGoesBeforeTheEnvelope() throws Exception {
        camel.start(routes -> routes.from(Uri.of(NATS, "before")).setBody(routes.constant("answer")));
        try (Wire wire = Wire.to(NATS.url())) {
            List<Message> elsewhere = wire.record("elsewhere");
            Message reply = wire.request(
                    "before", envelope("question").put("reply_to", "elsewhere").toString());
            assertThat(text(Wire.json(reply))).isEqualTo("answer");
            wire.flush();
            assertThat(elsewhere).isEmpty();
        }
    }

    @Test
    void nobodyThereIsItsOwnError() {
        Exchange exchange = request(camel.start(), Uri.of(NATS, "nobody"), "question");
        assertThat(exchange.getException())
                .isInstanceOf(NoRespondersException.class)
                .hasMessageStartingWith("NB-110: Cannot request on subject 'nobody'");
    }

    @Test
    void noReplyInTimeIsItsOwnError() {
        CountDownLatch end = new CountDownLatch(1);
        CamelContext context = camel.start(
                routes -> routes.from(Uri.of(NATS, "silent")).process(exchange -> end.await(20, TimeUnit.SECONDS)));
        long start = System.nanoTime();
        Exchange exchange = request(context, Uri.of(NATS, "silent", "requestTimeout=500"), "question");
        end.countDown();
        assertThat(exchange.getException())
                .isInstanceOf(ExchangeTimedOutException.class)
                .hasMessageContaining("500 millis")
                .hasMessageContaining("silent");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofMillis(500), PATIENCE);
    }

    @Test
    void anErrorReplyIsItsOwnErrorAndSaysNothingOfTheCause() throws Exception {
        CamelContext context = camel.start(routes ->
                routes.from(Uri.of(NATS, "fails")).throwException(new IllegalStateException("the secret reason")));
        Exchange exchange = request(context, Uri.of(NATS, "fails"), "question");
        assertThat(exchange.getException())
                .isInstanceOf(ErrorReplyException.class)
                .hasMessageStartingWith("NB-111: The request on subject 'fails' was answered with error 500")
                .hasMessageNotContaining("secret");
        try (Wire wire = Wire.to(NATS.url())) {
            Message reply = wire.request("fails", envelope("question").toString());
            assertThat(reply.getHeaders().getFirst("Nats-Service-Error-Code")).isEqualTo("500");
            assertThat(reply.getHeaders().getFirst("Nats-Service-Error")).isNotBlank();
            JsonNode envelope = Wire.json(reply);
            assertThat(envelope.path("msg_purpose").asText()).isEqualTo("error");
            assertThat(envelope.path("reply_to_msg_id").asText()).isEqualTo("message-1");
            assertThat(envelope.path("payloads")).hasSize(1);
            assertThat(envelope.path("payloads").get(0).path("dataname").asText())
                    .isEqualTo("error");
            assertThat(envelope.path("payloads").get(0).path("payload_type").asText())
                    .isEqualTo("text");
            assertThat(text(envelope)).isEqualTo(reply.getHeaders().getFirst("Nats-Service-Error"));
            assertThat(new String(reply.getData(), UTF_8)).doesNotContain("secret", "IllegalState");
        }
    }

    @Test
    void anErrorReplyTellsTheCauseWhereTheRouteWantsIt() throws Exception {
        camel.start(routes -> routes.from(Uri.of(NATS, "tells", "muteException=false"))
                .throwException(new IllegalStateException("out of\r\nstöck")));
        try (Wire wire = Wire.to(NATS.url())) {
            Message reply = wire.request("tells", envelope("question").toString());
            assertThat(reply.getHeaders().getFirst("Nats-Service-Error")).isEqualTo("out of\\u000d\\u000ast?ck");
            assertThat(text(Wire.json(reply))).isEqualTo("out of\\u000d\\u000astöck");
        }
    }

    @Test
    void aRequestThatCannotBeReadIsAnsweredWithAnError() throws Exception {
        camel.start(routes -> routes.from(Uri.of(NATS, "unread")).to("mock:never"));
        try (Wire wire = Wire.to(NATS.url())) {
            Message reply = wire.request("unread", "no envelope");
            assertThat(reply.getHeaders().getFirst("Nats-Service-Error-Code")).isEqualTo("400");
            assertThat(Wire.json(reply).path("msg_purpose").asText()).isEqualTo("error");
        }
    }

    @Test
    void aHandledFailureIsAnAnswer() throws Exception {
        camel.start(routes -> {
            routes.onException(InvalidEnvelopeException.class).handled(true).setBody(routes.constant("say it again"));
            routes.onException(IllegalStateException.class).handled(true).setBody(routes.constant("sorry"));
            routes.from(Uri.of(NATS, "handled", "bridgeErrorHandler=true"))
                    .throwException(new IllegalStateException("reason"));
        });
        try (Wire wire = Wire.to(NATS.url())) {
            assertThat(text(Wire.json(wire.request("handled", envelope("a").toString()))))
                    .isEqualTo("sorry");
            assertThat(text(Wire.json(wire.request("handled", "no envelope")))).isEqualTo("say it again");
        }
    }

    @Test
    void aReplyThatIsNoEnvelopeFailsTheRequest() {
        CamelContext context = camel.start();
        try (Wire wire = Wire.to(NATS.url())) {
            wire.connection()
                    .createDispatcher(
                            request -> wire.connection().publish(request.getReplyTo(), "nonsense".getBytes(UTF_8)))
                    .subscribe("nonsense");
            wire.flush();
            assertThat(request(context, Uri.of(NATS, "nonsense"), "question").getException())
                    .isInstanceOf(InvalidEnvelopeException.class);
        }
    }

    @Test
    void theHeadersOfAReplyPassTheFilter() {
        CamelContext context = camel.start();
        try (Wire wire = Wire.to(NATS.url())) {
            Headers headers = new Headers()
                    .put("harmless", "passes")
                    .put("CamelHttpUri", "http://attacker")
                    .put("cAMELfileName", "/etc/passwd")
                    .put("Nats-Rollup", "all");
            wire.connection()
                    .createDispatcher(request -> wire.connection()
                            .publish(
                                    request.getReplyTo(),
                                    headers,
                                    envelope("a").toString().getBytes(UTF_8)))
                    .subscribe("headers");
            wire.flush();
            Exchange exchange = request(context, Uri.of(NATS, "headers"), "question");
            assertThat(exchange.getException()).isNull();
            assertThat(exchange.getMessage().getHeaders())
                    .containsEntry("harmless", "passes")
                    .doesNotContainKeys("CamelHttpUri", "CamelFileName", "Nats-Rollup");
        }
    }

    @Test
    void aLargeReplyTravelsByALinkThatIsGoneOnceItIsRead() {
        byte[] large = new byte[200_000];
        String link = "&sizeThreshold=100000&fileserverUrl=" + PLIK.url();
        CamelContext context =
                camel.start(routes -> routes.from(Uri.of(NATS, "large") + link).setBody(routes.constant(large)));
        Exchange exchange = request(context, Uri.of(NATS, "large") + link, "question");
        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getHeaders()).containsEntry(NatsBridgeConstants.TRANSPORT, "link");
        assertThat(exchange.getMessage().getBody(byte[].class)).isEqualTo(large);
        assertThat(PLIK.embedded().fileCount()).isZero();
    }

    @Test
    void theFileOfARequestThatNobodyTakesIsDeleted() {
        Exchange exchange = request(
                camel.start(),
                Uri.of(NATS, "nobody", "sizeThreshold=10", "fileserverUrl=" + PLIK.url()),
                "more than ten bytes");
        assertThat(exchange.getException()).isInstanceOf(NoRespondersException.class);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(PLIK.embedded().fileCount()).isZero());
    }

    @Test
    void anInOnlyConsumerAnswersNothing() {
        CountDownLatch processed = new CountDownLatch(2);
        camel.start(routes -> routes.from(Uri.of(NATS, "one.way", "exchangePattern=InOnly"))
                .process(exchange -> {
                    assertThat(exchange.getPattern()).isEqualTo(ExchangePattern.InOnly);
                    processed.countDown();
                }));
        try (Wire wire = Wire.to(NATS.url())) {
            List<Message> replies = wire.record("answers.>");
            wire.publish(
                    "one.way", "answers.inbox", null, envelope("a").toString().getBytes(UTF_8));
            wire.publish(
                    "one.way", envelope("a").put("reply_to", "answers.envelope").toString());
            await().atMost(PATIENCE).until(() -> processed.getCount() == 0);
            camel.stop();
            wire.flush();
            assertThat(replies).isEmpty();
        }
    }

    @Test
    void aMessageThatAsksForNothingGetsNothing() {
        CamelContext context = camel.start(routes -> routes.from(Uri.of(NATS, "event"))
                .process(exchange -> assertThat(exchange.getPattern()).isEqualTo(ExchangePattern.InOnly))
                .to("mock:event"));
        try (Wire wire = Wire.to(NATS.url())) {
            List<Message> all = wire.record(">");
            wire.publish("event", envelope("a").toString());
            await().atMost(PATIENCE)
                    .until(() -> context.getEndpoint("mock:event", MockEndpoint.class)
                                    .getReceivedCounter()
                            == 1);
            camel.stop();
            wire.flush();
            assertThat(all).extracting(Message::getSubject).containsExactly("event");
        }
    }

    @Test
    void manyRequestsAtOnceGetTheirOwnReplies() throws Exception {
        CamelContext context = camel.start(routes ->
                routes.from(Uri.of(NATS, "many", "concurrentConsumers=4")).setBody(routes.simple("re ${body}")));
        Map<String, String> answers = new ConcurrentHashMap<>();
        try (Sender sender = new Sender(context, Uri.of(NATS, "many", "exchangePattern=InOut"), 64)) {
            for (int i = 0; i < 1_000; i++) {
                String question = "question " + i;
                sender.send(
                        exchange -> exchange.getMessage().setBody(question),
                        exchange -> answers.put(
                                question, String.valueOf(exchange.getMessage().getBody())));
            }
        }
        assertThat(answers).hasSize(1_000).allSatisfy((question, answer) -> assertThat(answer)
                .isEqualTo("re " + question));
    }

    private static Exchange request(CamelContext context, String uri, Object body, Object... headers) {
        return Contexts.send(context, uri + "&exchangePattern=InOut", body, headers);
    }

    private static ObjectNode envelope(String text) {
        return Envelopes.of(Envelopes.text("payload", text));
    }

    private static String text(JsonNode envelope) {
        String data = envelope.path("payloads").get(0).path("data").asText();
        return new String(Base64.getDecoder().decode(data), UTF_8);
    }
}
