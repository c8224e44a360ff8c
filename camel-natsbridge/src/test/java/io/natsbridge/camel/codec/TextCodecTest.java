/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.natsbridge.camel.content.Content;
import io.natsbridge.camel.content.Spool;
import io.natsbridge.camel.envelope.Payload;
import io.natsbridge.camel.envelope.PayloadType;
import io.natsbridge.camel.error.NatsBridgeException.PayloadConversionException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextCodecTest {

    @TempDir
    private Path directory;

    private final TextCodec codec = new TextCodec();

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "ä€😀", "\uFEFFmarked", "a\0b\r\n"})
    void carriesTextAsUtf8(String text) throws Exception {
        assertThat(encoded(text)).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
        assertThat(encoded(new StringBuilder(text))).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
        assertThat(codec.decode(payload(null), Content.of(encoded(text)))).isEqualTo(text);
    }

    @Test
    void takesBytesThatAreTextAlready() throws Exception {
        byte[] utf8 = "ä😀".getBytes(StandardCharsets.UTF_8);
        assertThat(encoded(utf8)).isEqualTo(utf8);
        assertThat(encoded(new ByteArrayInputStream(utf8))).isEqualTo(utf8);
        Path file = Files.write(directory.resolve("t"), utf8);
        assertThat(encoded(file)).isEqualTo(utf8);
        assertThat(encoded(file.toFile())).isEqualTo(utf8);
        assertThat(encoded(ByteBuffer.wrap(utf8))).isEqualTo(utf8);
        assertThat(encoded(Content.of(utf8))).isEqualTo(utf8);
    }

    @Test
    void readsMicroPythonsPairsOfSurrogates() {
        byte[] pair = {(byte) 0xED, (byte) 0xA0, (byte) 0xBD, (byte) 0xED, (byte) 0xB8, (byte) 0x80};
        assertThat(codec.decode(payload(null), Content.of(pair))).isEqualTo("😀");
    }

    @Test
    void refusesTextThatHasNoUtf8Form() {
        assertThatThrownBy(() -> encoded("ab\uD83D"))
                .isInstanceOfSatisfying(PayloadConversionException.class, e -> assertThat(e.dataname())
                        .isEqualTo("note"))
                .hasMessageContaining("unpaired surrogate at index 2");
    }

    @Test
    void refusesBytesThatAreNoTextAndLeavesNothingBehind() throws Exception {
        byte[] latin1 = "gr\u00fc\u00dfe".getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> encoded(new ByteArrayInputStream(latin1)))
                .isInstanceOf(PayloadConversionException.class)
                .hasMessageContaining("byte 2 (0xFC)")
                .hasMessageContaining("binary");
        assertThatThrownBy(() -> codec.decode(payload(null), Content.of(latin1)))
                .isInstanceOf(PayloadConversionException.class)
                .hasMessageContaining("Payload 'note': is no text");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void refusesWhatIsNeitherTextNorBytes() {
        assertThatThrownBy(() -> encoded(5))
                .isInstanceOf(PayloadConversionException.class)
                .hasMessageContaining("java.lang.Integer")
                .hasMessageContaining("cannot be sent as text");
        assertThatThrownBy(() -> encoded(null)).hasMessageContaining("a value of null");
    }

    private byte[] encoded(Object value) throws IOException {
        try (Content content = codec.encode(payload(value), new Spool(directory, 2))) {
            return content.toByteArray();
        }
    }

    private static Payload payload(Object value) {
        return Payload.of("note", value, PayloadType.TEXT);
    }
}
