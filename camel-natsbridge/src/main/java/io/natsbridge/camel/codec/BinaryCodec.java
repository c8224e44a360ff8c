/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.codec;

import io.natsbridge.camel.content.Content;
import io.natsbridge.camel.content.Spool;
import io.natsbridge.camel.envelope.Payload;
import io.natsbridge.camel.envelope.Transport;
import java.io.IOException;

/** {@code image}, {@code audio}, {@code video}, {@code binary}: the bytes as they are; received, an array when direct and a content when by link. */
final class BinaryCodec implements PayloadCodec {

    @Override
    public Content encode(Payload payload, Spool spool) throws IOException {
        return Bytes.contentOf(payload, spool);
    }

    @Override
    public Object decode(Payload payload, Content content) {
        return payload.transport() == Transport.DIRECT ? content.toByteArray() : content;
    }
}
