/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.codec;

import io.natsbridge.camel.envelope.PayloadType;
import io.natsbridge.camel.json.JsonNumbers;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.BiFunction;

/** The codec of every payload type. Immutable. */
public final class PayloadCodecs {

    private final Map<PayloadType, PayloadCodec> codecs = new EnumMap<>(PayloadType.class);

    /**
     * @param tables how tables are written and read
     * @param numbers what becomes of numbers that the receiver of JSON does not take as they are
     */
    public PayloadCodecs(ArrowTableCodec tables, JsonNumbers numbers) {
        PayloadCodec json = new JsonCodec(numbers);
        PayloadCodec binary = new BinaryCodec();
        for (PayloadType type : PayloadType.values()) {
            codecs.put(
                    type,
                    switch (type) {
                        case TEXT -> new TextCodec();
                        case DICTIONARY, JSONTABLE -> json;
                        case ARROWTABLE, TABLE -> tables;
                        case IMAGE, AUDIO, VIDEO, BINARY -> binary;
                    });
        }
    }

    private PayloadCodecs() {}

    /** The same codecs, each in something else. */
    public PayloadCodecs wrapped(BiFunction<PayloadType, PayloadCodec, PayloadCodec> wrapper) {
        PayloadCodecs wrapped = new PayloadCodecs();
        codecs.forEach((type, codec) -> wrapped.codecs.put(type, wrapper.apply(type, codec)));
        return wrapped;
    }

    /** The codec of a type. */
    public PayloadCodec of(PayloadType type) {
        return codecs.get(type);
    }
}
