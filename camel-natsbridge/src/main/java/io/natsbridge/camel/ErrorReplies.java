/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import io.nats.client.Message;
import io.nats.client.impl.Headers;
import io.natsbridge.camel.envelope.Payload;
import io.natsbridge.camel.envelope.PayloadType;
import io.natsbridge.camel.error.Names;
import io.natsbridge.camel.error.NatsBridgeException.InvalidEnvelopeException;
import io.natsbridge.camel.error.NatsBridgeException.LinkRefusedException;
import io.natsbridge.camel.error.NatsBridgeException.PayloadConversionException;
import io.natsbridge.camel.error.NatsBridgeException.PayloadIntegrityException;
import io.natsbridge.camel.error.NatsBridgeException.UnsupportedPayloadTypeException;

/** How an error is told to whoever made a request: the headers of the NATS service convention and a payload named {@code error}. */
final class ErrorReplies {

    private static final String ERROR = "Nats-Service-Error";
    private static final String CODE = "Nats-Service-Error-Code";

    private ErrorReplies() {}

    /** The error code of a reply, or null when it is none. */
    static String code(Message reply) {
        return reply.hasHeaders() ? reply.getHeaders().getFirst(CODE) : null;
    }

    /** The headers of a reply that reports a failure. */
    static Headers headers(Throwable failure, boolean mute) {
        return new Headers()
                .put(CODE, isRequestersFault(failure) ? "400" : "500")
                .put(ERROR, text(failure, mute).replaceAll("[^\\x20-\\x7E]", "?"));
    }

    /** The payload of a reply that reports a failure. */
    static Payload payload(Throwable failure, boolean mute) {
        return Payload.of("error", text(failure, mute), PayloadType.TEXT);
    }

    private static String text(Throwable failure, boolean mute) {
        if (mute) {
            return isRequestersFault(failure) ? "The request cannot be read" : "The request failed";
        }
        return Names.printable(String.valueOf(failure.getMessage()));
    }

    private static boolean isRequestersFault(Throwable failure) {
        return failure instanceof InvalidEnvelopeException
                || failure instanceof UnsupportedPayloadTypeException
                || failure instanceof PayloadConversionException
                || failure instanceof PayloadIntegrityException
                || failure instanceof LinkRefusedException;
    }
}
