/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.codec;

import io.natsbridge.camel.arrow.ArrowCompression;
import io.natsbridge.camel.content.Content;
import io.natsbridge.camel.content.Spool;
import io.natsbridge.camel.envelope.Payload;
import io.natsbridge.camel.error.NatsBridgeException.UnsupportedPayloadTypeException;

/** Tables. The Arrow formats come with the package {@code .arrow}; until then tables are refused. */
public final class ArrowTableCodec implements PayloadCodec {

    private final ArrowCompression compression;

    public ArrowTableCodec(ArrowCompression compression) {
        this.compression = compression;
    }

    @Override
    public Content encode(Payload payload, Spool spool) {
        throw refused();
    }

    @Override
    public Object decode(Payload payload, Content content) {
        throw refused();
    }

    private UnsupportedPayloadTypeException refused() {
        return new UnsupportedPayloadTypeException(
                "Arrow tables (compression " + compression + ") are not read or written yet");
    }
}
