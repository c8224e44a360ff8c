/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LogContextTest {

    private final List<String> seen = new ArrayList<>();

    @AfterEach
    void clear() {
        LogContext.end();
    }

    @Test
    void anIdIsThereUntilTheTaskEnds() {
        LogContext.run("c1", () -> seen.add(LogContext.current()));
        assertThat(seen).containsExactly("c1");
        assertThat(LogContext.current()).isNull();
    }

    @Test
    void anIdComesBackAfterAnother() {
        LogContext.begin("before");
        LogContext.run("c1", () -> seen.add(LogContext.current()));
        assertThat(seen).containsExactly("c1");
        assertThat(LogContext.current()).isEqualTo("before");
    }

    @Test
    void aTaskWithoutIdChangesNothing() {
        LogContext.run(null, () -> seen.add(LogContext.current()));
        LogContext.begin("before");
        LogContext.run(null, () -> seen.add(LogContext.current()));
        LogContext.run("before", () -> seen.add(LogContext.current()));
        assertThat(seen).containsExactly(null, "before", "before");
        assertThat(LogContext.current()).isEqualTo("before");
    }

    @Test
    void aTaskThatFailsLeavesNothing() {
        assertThatThrownBy(() -> LogContext.run("c1", () -> {
                    throw new IllegalStateException("planted");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(LogContext.current()).isNull();
    }

    @Test
    void anIdFromOutsideCannotForgeLogLines() {
        LogContext.begin("a\nb");
        assertThat(LogContext.current()).isEqualTo("a\\u000ab");
    }
}
