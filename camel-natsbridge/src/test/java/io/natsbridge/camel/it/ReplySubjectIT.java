/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nats.client.Message;
import io.natsbridge.camel.test.nats.NatsExtension;
import io.natsbridge.camel.test.nats.NatsOptions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A requester chooses where its answer goes, but not everywhere: the answer is published with the responder's rights. */
class ReplySubjectIT {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final List<String> BROKERS_OWN = List.of(
            "$JS.API.STREAM.DELETE.orders",
            "$JS.API.STREAM.PURGE.orders",
            "$JS.API.STREAM.MSG.DELETE.orders",
            "$JS.API.CONSUMER.DELETE.orders.billing",
            "$JS.API.SERVER.REMOVE",
            "$JS.ACK.orders.billing.1.1.1.1700000000000000000.0",
            "$JS.EVENT.ADVISORY.x",
            "$SYS.REQ.SERVER.PING",
            "$SYS.REQ.ACCOUNT.PURGE.A",
            "$SYS.ACCOUNT.A.CONNECT",
            "$SRV.PING",
            "$KV.config.password",
            "$O.files.C.x",
            "$NRG.AE.x",
            "$MQTT.sub.x",
            "$G",
            "$",
            "$.a");

    private static final List<String> PATTERNS =
            List.of(">", "*", "a.>", "a.*", "*.a", "a.*.b", "_INBOX.*", "orders.>", "a.*.>");

    private static final List<String> NO_SUBJECTS = List.of(
            " ",
            "a b",
            " a",
            "a ",
            "a\tb",
            "a\r\nPUB b 0\r\n\r\n",
            "a\nb",
            "a\u0000b",
            "a\u007Fb",
            "a\u0085b",
            "a\u00A0b",
            "a\u2028b",
            "a\u202Eb",
            "a\uFEFFb",
            "a..b",
            ".a",
            "a.",
            ".",
            "..",
            "x".repeat(1025));

    @RegisterExtension
    static final NatsExtension NATS =
            NatsExtension.create(NatsOptions.defaults().jetStream(true));

    @RegisterExtension
    final Contexts camel = new Contexts();

    @Test
    void nothingIsPublishedOnHostileSubjectsInTheEnvelope() {
        List<String> hostile = Stream.of(BROKERS_OWN, PATTERNS, NO_SUBJECTS)
                .flatMap(List::stream)
                .toList();
        assertThat(hostile).hasSizeGreaterThanOrEqualTo(40);
        camel.start(routes -> routes.from(Uri.of(NATS, "echo")).to("log:echo?level=DEBUG"));
        try (Wire wire = Wire.to(NATS.url())) {
            List<Message> all = wire.record(">");
            for (String subject : hostile) {
                wire.publish("echo", request(subject));
            }
            wire.publish("echo", request("good"));
            await().atMost(PATIENCE).until(() -> all.stream()
                    .anyMatch(message -> message.getSubject().equals("good")));
            assertThat(all)
                    .filteredOn(message -> !message.getSubject().equals("echo"))
                    .hasSize(1);
        }
    }

    @Test
    void nothingIsPublishedOnTheBrokersOwnSubjectsThoughNatsNamesThem() {
        camel.start(routes -> routes.from(Uri.of(NATS, "echo")).to("log:echo?level=DEBUG"));
        try (Wire wire = Wire.to(NATS.url())) {
            List<Message> all = wire.record(">");
            for (String subject : BROKERS_OWN) {
                wire.publish("echo", subject, null, request("envelope").getBytes(UTF_8));
            }
            wire.publish("echo", "good", null, request("").getBytes(UTF_8));
            await().atMost(PATIENCE).until(() -> all.stream()
                    .anyMatch(message -> message.getSubject().equals("good")));
            assertThat(all)
                    .filteredOn(message -> !message.getSubject().equals("echo"))
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"answers.>", "other,answers.*", "answers.a"})
    void onlyAllowedSubjectsAreAnswered(String allowed) {
        camel.start(routes -> routes.from(Uri.of(NATS, "echo", "allowedReplySubjects=" + allowed))
                .to("log:echo?level=DEBUG"));
        try (Wire wire = Wire.to(NATS.url())) {
            List<Message> all = wire.record(">");
            wire.publish("echo", request("orders.delete"));
            wire.publish("echo", request("answers"));
            wire.publish("echo", request("answers.a"));
            await().atMost(PATIENCE).until(() -> all.stream()
                    .anyMatch(message -> message.getSubject().equals("answers.a")));
            assertThat(all)
                    .filteredOn(message -> !message.getSubject().equals("echo"))
                    .hasSize(1);
        }
    }

    @Test
    void aNatsInboxIsAnsweredWhateverIsAllowed() {
        camel.start(routes -> routes.from(Uri.of(NATS, "echo", "allowedReplySubjects=answers"))
                .to("log:echo?level=DEBUG"));
        try (Wire wire = Wire.to(NATS.url())) {
            assertThat(Wire.json(wire.request("echo", request("")))
                            .path("reply_to_msg_id")
                            .asText())
                    .isEqualTo("message-1");
        }
    }

    private static String request(String replyTo) {
        return Envelopes.of(Envelopes.text("a", "b")).put("reply_to", replyTo).toString();
    }
}
