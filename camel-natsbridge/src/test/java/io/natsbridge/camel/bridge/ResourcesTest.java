/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResourcesTest {

    private final List<String> closed = new ArrayList<>();
    private final Resources resources = new Resources();

    @Test
    void areClosedTheLastOneFirst() {
        resources.add(closeable("a"));
        resources.add(closeable("b"));
        resources.close();
        assertThat(closed).containsExactly("b", "a");
    }

    @Test
    void areClosedOnce() {
        resources.add(closeable("a"));
        resources.close();
        resources.close();
        assertThat(closed).containsExactly("a");
    }

    @Test
    void areAllClosedWhenOneFails() {
        resources.add(closeable("a"));
        resources.add((AutoCloseable) () -> {
            throw new IOException("stuck");
        });
        resources.add(closeable("b"));
        resources.close();
        assertThat(closed).containsExactly("b", "a");
    }

    @Test
    void areClosedAtOnceWhenTheyComeLate() {
        resources.close();
        resources.add(closeable("late"));
        assertThat(closed).containsExactly("late");
    }

    @Test
    void passOnWhatNeedsNoClosing() {
        assertThat(resources.add("text")).isEqualTo("text");
        assertThat(resources.<Object>add(null)).isNull();
        AutoCloseable closeable = closeable("a");
        assertThat(resources.add(closeable)).isSameAs(closeable);
    }

    private AutoCloseable closeable(String name) {
        return () -> closed.add(name);
    }
}
