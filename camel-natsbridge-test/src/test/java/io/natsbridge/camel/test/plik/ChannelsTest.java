/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.plik;

import static io.natsbridge.camel.test.plik.ContractBase.bytes;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is done to bodies on their way out. */
class ChannelsTest {

    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private final WritableByteChannel out = Channels.newChannel(sent);

    private static void write(WritableByteChannel channel, String... blocks) throws IOException {
        for (String block : blocks) {
            channel.write(ByteBuffer.wrap(bytes(block)));
        }
    }

    @ParameterizedTest
    @CsvSource({"0, \uffbeBCDEF", "2, AB\uffbcDEF", "3, ABC\uffbbEF", "5, ABCDE\uffb9", "6, ABCDEF"})
    void invertsTheByteAtAnOffsetAcrossBlocks(int offset, String expected) throws IOException {
        write(new FlippingChannel(out, offset), "AB", "CD", "EF");

        byte[] bytes = new byte[6];
        for (int i = 0; i < 6; i++) {
            bytes[i] = (byte) expected.charAt(i);
        }
        assertThat(sent.toByteArray()).isEqualTo(bytes);
    }

    @Test
    void stopsAtTheLimitInTheMiddleOfABlock() throws IOException {
        LimitedChannel limited = new LimitedChannel(out, 3);
        write(limited, "AB");

        assertThatThrownBy(() -> write(limited, "CD")).isInstanceOf(LimitedChannel.LimitReached.class);
        assertThat(sent.toString(UTF_8)).isEqualTo("ABC");
    }

    @Test
    void doesNotStopExactlyAtTheLimit() throws IOException {
        write(new LimitedChannel(out, 4), "AB", "CD");

        assertThat(sent.toString(UTF_8)).isEqualTo("ABCD");
    }

    @Test
    void leavesTheChannelBelowOpen() throws IOException {
        new LimitedChannel(out, 4).close();

        assertThat(out.isOpen()).isTrue();
    }
}
