/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.natsbridge.camel.arrow.ArrowCompression;
import io.natsbridge.camel.envelope.PayloadType;
import io.natsbridge.camel.json.JsonNumbers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PayloadCodecsTest {

    private final ArrowTableCodec tables = new ArrowTableCodec(ArrowCompression.NONE);
    private final PayloadCodecs codecs = new PayloadCodecs(tables, JsonNumbers.STRICT);

    @ParameterizedTest
    @EnumSource(PayloadType.class)
    void haveACodecForEveryType(PayloadType type) {
        Class<?> expected = type.isOpaque()
                ? BinaryCodec.class
                : type.isArrow() ? ArrowTableCodec.class : type == PayloadType.TEXT ? TextCodec.class : JsonCodec.class;
        assertThat(codecs.of(type)).isInstanceOf(expected);
    }

    @Test
    void writeTablesAsTheyAreTold() {
        assertThat(codecs.of(PayloadType.ARROWTABLE)).isSameAs(tables);
        assertThat(codecs.of(PayloadType.TABLE)).isSameAs(tables);
    }
}
