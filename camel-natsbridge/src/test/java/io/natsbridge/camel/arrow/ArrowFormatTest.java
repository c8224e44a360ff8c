/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

import static org.assertj.core.api.Assertions.assertThat;

import io.natsbridge.camel.content.Content;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArrowFormatTest {

    @ParameterizedTest
    @EnumSource(ArrowFormat.class)
    void recognisesWhatIsWritten(ArrowFormat format) {
        byte[] bytes =
                ArrowFixtures.write(ArrowFixtures.people(1), new ArrowWriteOptions("t", format, ArrowCompression.NONE));

        assertThat(ArrowFormat.detect(Content.of(bytes))).contains(format);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ARROW", "arrow1", "[{}]"})
    void doesNotRecogniseOtherBytes(String text) {
        assertThat(ArrowFormat.detect(Content.of(text.getBytes(StandardCharsets.UTF_8))))
                .isEmpty();
    }

    @Test
    void needsTheWholeMarkOfAStream() {
        assertThat(ArrowFormat.detect(Content.of(new byte[] {-1, -1, -1}))).isEmpty();
        assertThat(ArrowFormat.detect(Content.of(new byte[] {-1, -1, -1, -1}))).contains(ArrowFormat.STREAM);
    }
}
