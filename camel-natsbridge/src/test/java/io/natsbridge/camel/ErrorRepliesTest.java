/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.Message;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsMessage;
import io.natsbridge.camel.envelope.Payload;
import io.natsbridge.camel.envelope.PayloadType;
import io.natsbridge.camel.error.NatsBridgeException.ConnectionException;
import io.natsbridge.camel.error.NatsBridgeException.FileserverException;
import io.natsbridge.camel.error.NatsBridgeException.InvalidEnvelopeException;
import io.natsbridge.camel.error.NatsBridgeException.LinkRefusedException;
import io.natsbridge.camel.error.NatsBridgeException.PayloadConversionException;
import io.natsbridge.camel.error.NatsBridgeException.PayloadIntegrityException;
import io.natsbridge.camel.error.NatsBridgeException.UnsupportedPayloadTypeException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ErrorRepliesTest {

    static Stream<Throwable> ofTheRequester() {
        return Stream.of(
                new InvalidEnvelopeException("f", 1, "secret", null),
                new UnsupportedPayloadTypeException("secret"),
                new PayloadConversionException("secret", "secret", null),
                new PayloadIntegrityException("secret", "secret"),
                new LinkRefusedException("secret"));
    }

    static Stream<Throwable> ofTheResponder() {
        return Stream.of(
                new IllegalStateException("secret"),
                new FileserverException("secret", 500, true, null, null),
                new ConnectionException("secret", null),
                new OutOfMemoryError("secret"));
    }

    @ParameterizedTest
    @MethodSource("ofTheRequester")
    void tellsTheRequesterThatTheRequestIsWrongAndNoMore(Throwable failure) {
        assertReply(failure, "400", "The request cannot be read");
    }

    @ParameterizedTest
    @MethodSource("ofTheResponder")
    void tellsTheRequesterThatTheRequestFailedAndNoMore(Throwable failure) {
        assertReply(failure, "500", "The request failed");
    }

    @Test
    void tellsWhyWhereItIsAskedTo() {
        Throwable failure = new IllegalStateException("no röom\r\nNats-Rollup: all");
        Headers headers = ErrorReplies.headers(failure, false);
        assertThat(headers.getFirst("Nats-Service-Error")).isEqualTo("no r?om\\u000d\\u000aNats-Rollup: all");
        assertThat(headers.getFirst("Nats-Service-Error-Code")).isEqualTo("500");
        assertThat(ErrorReplies.payload(failure, false).value()).isEqualTo("no röom\\u000d\\u000aNats-Rollup: all");
        assertThat(ErrorReplies.payload(new IllegalStateException(), false).value())
                .isEqualTo("null");
    }

    @Test
    void knowsAnErrorReplyByItsCode() {
        Message error = NatsMessage.builder()
                .subject("s")
                .headers(ErrorReplies.headers(new IllegalStateException(), true))
                .build();
        assertThat(ErrorReplies.code(error)).isEqualTo("500");
        assertThat(ErrorReplies.code(NatsMessage.builder().subject("s").build()))
                .isNull();
        assertThat(ErrorReplies.code(NatsMessage.builder()
                        .subject("s")
                        .headers(new Headers().add("a", "b"))
                        .build()))
                .isNull();
    }

    private static void assertReply(Throwable failure, String code, String text) {
        Headers headers = ErrorReplies.headers(failure, true);
        assertThat(headers.getFirst("Nats-Service-Error-Code")).isEqualTo(code);
        assertThat(headers.getFirst("Nats-Service-Error")).isEqualTo(text);
        Payload payload = ErrorReplies.payload(failure, true);
        assertThat(payload.dataname()).isEqualTo("error");
        assertThat(payload.type()).isEqualTo(PayloadType.TEXT);
        assertThat(payload.value()).isEqualTo(text);
    }
}
