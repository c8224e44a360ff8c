/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.natsbridge.camel.codec.PayloadCodecs;
import io.natsbridge.camel.content.Content;
import io.natsbridge.camel.content.Spool;
import io.natsbridge.camel.envelope.Payload;
import io.natsbridge.camel.envelope.PayloadType;
import io.natsbridge.camel.metrics.BridgeMeters;
import io.natsbridge.camel.store.TransferObserver;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class TimedCodecTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void doesWhatTheCodecDoesAndIsTimed() throws IOException {
        PayloadCodecs codecs = TimedCodec.around(Messages.CODECS, new BridgeMeters(registry, "app"));
        Payload payload = Payload.of("p", "grüße", PayloadType.TEXT);
        try (Content content = codecs.of(PayloadType.TEXT).encode(payload, Spool.inTemporaryDirectory())) {
            assertThat(content.size()).isEqualTo(7);
            assertThat(codecs.of(PayloadType.TEXT).decode(payload, content)).isEqualTo("grüße");
        }
        assertThat(count("encode")).isEqualTo(1);
        assertThat(count("decode")).isEqualTo(1);
    }

    private long count(String name) {
        return registry.get("camel.natsbridge." + name)
                .tag("type", "text")
                .timer()
                .count();
    }

    @Test
    void codecsThatNobodyTimesStayAsTheyAre() {
        assertThat(TimedCodec.around(Messages.CODECS, NoObserver.INSTANCE)).isSameAs(Messages.CODECS);
    }

    @Test
    void whoObservesNothingAddsNothing() {
        assertThat(NoObserver.INSTANCE.and(TransferObserver.NONE)).isSameAs(TransferObserver.NONE);
        assertThat(NoObserver.INSTANCE.clock()).isZero();
        TransferObserver.Progress progress =
                NoObserver.INSTANCE.begin(new TransferObserver.Transfer(TransferObserver.Kind.UPLOAD, "text", 1));
        progress.tries("http://host");
        progress.failed(new IllegalStateException());
        assertThat(progress).isSameAs(TransferObserver.NONE);
    }
}
