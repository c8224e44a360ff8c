/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.bridge;

import io.natsbridge.camel.codec.PayloadCodec;
import io.natsbridge.camel.codec.PayloadCodecs;
import io.natsbridge.camel.content.Content;
import io.natsbridge.camel.content.Spool;
import io.natsbridge.camel.envelope.Payload;
import io.natsbridge.camel.envelope.PayloadType;
import java.io.IOException;

/** Tells how long a codec takes for the payloads of one type. */
public final class TimedCodec implements PayloadCodec {

    private final PayloadType type;
    private final PayloadCodec codec;
    private final BridgeObserver observer;

    private TimedCodec(PayloadType type, PayloadCodec codec, BridgeObserver observer) {
        this.type = type;
        this.codec = codec;
        this.observer = observer;
    }

    /** The codecs with an observer, who learns how long each takes; the codecs themselves where there is none. */
    public static PayloadCodecs around(PayloadCodecs codecs, BridgeObserver observer) {
        return observer == NoObserver.INSTANCE
                ? codecs
                : codecs.wrapped((type, codec) -> new TimedCodec(type, codec, observer));
    }

    @Override
    public Content encode(Payload payload, Spool spool) throws IOException {
        long since = observer.clock();
        Content content = codec.encode(payload, spool);
        observer.encoded(type, since);
        return content;
    }

    @Override
    public Object decode(Payload payload, Content content) throws IOException {
        long since = observer.clock();
        Object value = codec.decode(payload, content);
        observer.decoded(type, since);
        return value;
    }
}
