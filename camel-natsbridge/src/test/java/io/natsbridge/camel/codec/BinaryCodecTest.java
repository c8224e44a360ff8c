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
import io.natsbridge.camel.envelope.Transport;
import io.natsbridge.camel.error.NatsBridgeException.PayloadConversionException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BinaryCodecTest {

    private static final byte[] BYTES = {0, 1, -1, 127, -128};

    @TempDir
    private Path directory;

    private final BinaryCodec codec = new BinaryCodec();

    @ParameterizedTest
    @EnumSource(names = {"IMAGE", "AUDIO", "VIDEO", "BINARY"})
    void carriesBytesAsTheyAre(PayloadType type) throws Exception {
        Content content = codec.encode(Payload.of("n", BYTES, type), spool());
        assertThat(content.toByteArray()).isSameAs(BYTES);
    }

    @Test
    void takesEveryThingThatHoldsBytes() throws Exception {
        Path file = Files.write(directory.resolve("f"), BYTES);
        assertThat(encoded(ByteBuffer.wrap(BYTES))).isEqualTo(BYTES);
        assertThat(encoded(new ByteArrayInputStream(BYTES))).isEqualTo(BYTES);
        assertThat(encoded(Content.of(BYTES))).isEqualTo(BYTES);
        assertThat(encoded(file)).isEqualTo(BYTES);
        assertThat(encoded(file.toFile())).isEqualTo(BYTES);
        assertThat(file).exists();
    }

    @Test
    void takesWhatIsLeftOfABufferAndLeavesTheBufferAsItIs() throws Exception {
        ByteBuffer buffer = ByteBuffer.wrap(BYTES, 1, 3);
        assertThat(encoded(buffer)).containsExactly(1, -1, 127);
        assertThat(buffer.position()).isEqualTo(1);
        ByteBuffer direct =
                ByteBuffer.allocateDirect(2).put((byte) 5).put((byte) 6).flip();
        assertThat(encoded(direct.asReadOnlyBuffer())).containsExactly(5, 6);
    }

    @Test
    void closesAStreamThatItHasRead() throws Exception {
        AtomicInteger closed = new AtomicInteger();
        InputStream in = new ByteArrayInputStream(BYTES) {
            @Override
            public void close() {
                closed.incrementAndGet();
            }
        };
        assertThat(encoded(in)).isEqualTo(BYTES);
        assertThat(closed).hasValue(1);
    }

    @Test
    void closesAStreamThatFailsAndLeavesNothingBehind() {
        AtomicInteger closed = new AtomicInteger();
        InputStream in = new InputStream() {
            private int count;

            @Override
            public int read() throws IOException {
                if (count++ > 10) {
                    throw new IOException("gone");
                }
                return 1;
            }

            @Override
            public void close() {
                closed.incrementAndGet();
            }
        };
        assertThatThrownBy(() -> encoded(in)).isInstanceOf(IOException.class).hasMessage("gone");
        assertThat(closed).hasValue(1);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void leavesAContentThatBelongsToSomebodyElseOpen() throws Exception {
        Content owned = spool().read(new ByteArrayInputStream(BYTES));
        Content encoded = codec.encode(Payload.of("n", owned, PayloadType.BINARY), spool());
        assertThat(encoded.size()).isEqualTo(BYTES.length);
        try (InputStream in = encoded.openStream()) {
            assertThat(in.readAllBytes()).isEqualTo(BYTES);
        }
        encoded.close();
        assertThat(owned.file().orElseThrow()).exists();
        owned.close();
    }

    @Test
    void refusesWhatIsNoFile() {
        assertThatThrownBy(() -> encoded(directory))
                .isInstanceOf(PayloadConversionException.class)
                .hasMessageContaining(directory + " is no file");
        assertThatThrownBy(() -> encoded(directory.resolve("none").toFile()))
                .isInstanceOf(PayloadConversionException.class);
    }

    @Test
    void refusesWhatHoldsNoBytes() {
        assertThatThrownBy(() -> encoded("text"))
                .isInstanceOf(PayloadConversionException.class)
                .hasMessageContaining("cannot be sent as binary: a value of java.lang.String holds no bytes");
        assertThatThrownBy(() -> encoded(null)).hasMessageContaining("a value of null holds no bytes");
    }

    @Test
    void givesAnArrayForADirectPayloadAndTheContentForALink() {
        Content content = Content.of(BYTES);
        Payload payload = Payload.of("n", null, PayloadType.BINARY);
        assertThat(codec.decode(payload.toBuilder().transport(Transport.DIRECT).build(), content))
                .isEqualTo(BYTES);
        assertThat(codec.decode(payload.toBuilder().transport(Transport.LINK).build(), content))
                .isSameAs(content);
    }

    private byte[] encoded(Object value) throws IOException {
        try (Content content = codec.encode(Payload.of("n", value, PayloadType.BINARY), spool())) {
            return content.toByteArray();
        }
    }

    private Spool spool() {
        return new Spool(directory, 2);
    }
}
