/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private final StringWriter err = new StringWriter();
    private final AtomicLong clock = new AtomicLong();

    private Progress progress(boolean interactive) {
        PrintWriter writer = new PrintWriter(err);
        Terminal terminal =
                new Terminal(InputStream.nullInputStream(), writer, writer, interactive, false, Graphics.NONE, 80);
        return new Progress(terminal, "film.mp4", 1_000_000, clock::get);
    }

    @Test
    void aPersonSeesABarThatIsDrawnTenTimesASecondAtMost() {
        Progress progress = progress(true);
        progress.add(250_000);
        progress.add(250_000);
        clock.addAndGet(1_000_000_000);
        progress.add(250_000);
        progress.done();
        assertThat(err.toString().split("\r")).hasSize(4);
        assertThat(err.toString())
                .contains("\rfilm.mp4                 ██████░░░░░░░░░░░░░░░░░░  25 % of 1.0 MB ")
                .contains("██████████████████░░░░░░  75 % of 1.0 MB, 750 kB/s")
                .endsWith("\n");
    }

    @Test
    void aLogGetsALineAtTheBeginningAndOneAtTheEnd() {
        Progress progress = progress(false);
        progress.add(1_000_000);
        clock.addAndGet(500_000_000);
        progress.done();
        assertThat(err.toString().lines())
                .containsExactly("uploading film.mp4, 1.0 MB", "uploaded  film.mp4, 1.0 MB, 2.0 MB/s");
    }

    @Test
    void anotherTryBeginsAtNothing() {
        Progress progress = progress(true);
        progress.add(900_000);
        progress.begin();
        clock.addAndGet(1_000_000_000);
        progress.add(100_000);
        assertThat(err.toString()).contains(" 10 % of 1.0 MB, 100 kB/s");
    }
}
