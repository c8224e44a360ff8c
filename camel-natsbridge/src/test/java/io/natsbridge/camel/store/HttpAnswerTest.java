/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpAnswerTest {

    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
    private final BasicClassicHttpResponse response = new BasicClassicHttpResponse(200);

    @AfterEach
    void stopTimer() {
        timer.shutdownNow();
    }

    @Test
    void anAnswerWithoutABodyIsEmpty() throws Exception {
        try (HttpAnswer answer = answer(response)) {
            assertThat(answer.length()).isZero();
            assertThat(answer.hasMarkedEnd()).isTrue();
            assertThat(answer.text()).isEmpty();
            assertThat(answer.firstLine()).isEmpty();
        }
    }

    @Test
    void aBodyOfUnknownLengthEndsWithItsLastChunkOrNobodyKnowsWhere() throws Exception {
        response.setEntity(new ByteArrayEntity(bytes("a\nb"), ContentType.TEXT_PLAIN, true));
        try (HttpAnswer answer = answer(response)) {
            assertThat(answer.hasMarkedEnd()).isTrue();
        }
        response.setEntity(new InputStreamEntity(new ByteArrayInputStream(bytes("a\nb")), ContentType.TEXT_PLAIN));
        try (HttpAnswer answer = answer(response)) {
            assertThat(answer.length()).isEqualTo(-1);
            assertThat(answer.hasMarkedEnd()).isFalse();
            assertThat(answer.firstLine()).isEqualTo("a");
        }
    }

    @Test
    void aBodyOfKnownLengthHasAnEnd() throws Exception {
        response.setEntity(new ByteArrayEntity(bytes("ä"), ContentType.TEXT_PLAIN));
        try (HttpAnswer answer = answer(response)) {
            assertThat(answer.length()).isEqualTo(2);
            assertThat(answer.hasMarkedEnd()).isTrue();
            assertThat(answer.text()).isEqualTo("ä");
        }
    }

    @Test
    void twoFramingsConflict() throws Exception {
        response.addHeader("Content-Length", 1);
        try (HttpAnswer answer = answer(response)) {
            assertThat(answer.hasConflictingLengths()).isFalse();
        }
        response.addHeader("Transfer-Encoding", "chunked");
        try (HttpAnswer answer = answer(response)) {
            assertThat(answer.hasConflictingLengths()).isTrue();
        }
    }

    private HttpAnswer answer(ClassicHttpResponse given) {
        HttpUriRequestBase request = new HttpUriRequestBase("GET", URI.create("http://host/"));
        Watch watch = new Watch(timer, HttpTimeouts.DEFAULT, Deadline.in(Duration.ofMinutes(1)), request);
        return new HttpAnswer(request, given, watch);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
