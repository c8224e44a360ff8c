/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.natsbridge.camel.content.Content;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartBodyTest {

    private static final byte[] BYTES = "hello".getBytes(StandardCharsets.US_ASCII);

    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
    private final Watch watch =
            new Watch(timer, StoreFixture.QUICK, Deadline.in(Duration.ofMinutes(1)), new HttpPost("http://host"));

    @AfterEach
    void stop() {
        watch.close();
        timer.shutdownNow();
    }

    @Test
    void isAsLongAsItSaysAndGoesOutOnce() throws IOException {
        MultipartBody body = body(Content.of(BYTES));
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        body.writeTo(out);

        assertThat(out.size()).isEqualTo(body.getContentLength());
        assertThat(out.toString(StandardCharsets.US_ASCII)).contains("filename=\"a.bin\"", "\r\n\r\nhello\r\n--");
        assertThat(body.md5()).isEqualTo("5d41402abc4b2a76b9719d911017c592");
        assertThat(body.isStreaming()).isTrue();
        assertThat(body.isRepeatable()).isFalse();
        assertThatThrownBy(body::getContent).isInstanceOf(UnsupportedOperationException.class);
    }

    /** The server hangs up in the head, in the content, in the tail. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void tellsThatTheServerDidNotTakeAllAndHasNoDigestThen(int failing) throws IOException {
        MultipartBody body = body(Content.of(BYTES));

        body.writeTo(new BrokenPipe(failing));

        assertThat(body.writeFailure()).hasMessage("broken pipe");
        assertThat(body.sourceFailure()).isNull();
        assertThat(body.md5()).isNull();
        assertThat(watch.isBodyCut()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 6})
    void refusesContentThatIsNotAsLongAsItSays(int announced) {
        MultipartBody body = body(new Announced(announced));

        assertThatIOException().isThrownBy(() -> body.writeTo(OutputStream.nullOutputStream()));

        assertThat(body.sourceFailure()).hasMessageContaining("where it announced " + announced);
        assertThat(body.md5()).isNull();
    }

    private MultipartBody body(Content content) {
        MultipartBody body = MultipartBody.of("a.bin", content);
        body.watchedBy(watch);
        return body;
    }

    private record Announced(long size) implements Content {
        @Override
        public InputStream openStream() {
            return new ByteArrayInputStream(BYTES);
        }
    }

    /** Fails at the n-th write. */
    private static final class BrokenPipe extends OutputStream {

        private int left;

        BrokenPipe(int failing) {
            left = failing;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (--left == 0) {
                throw new IOException("broken pipe");
            }
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }
    }
}
