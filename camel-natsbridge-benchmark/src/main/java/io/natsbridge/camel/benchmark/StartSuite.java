/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.benchmark;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/** Starting a context with a route, each time in a JVM of its own, beside camel-nats. */
final class StartSuite {

    private StartSuite() {}

    static List<Scenario> scenarios() {
        return List.of(Scenario.of(
                        "start",
                        "start of a context with a route, in a new JVM",
                        Unit.MILLISECONDS,
                        stage -> new Start("natsbridge:start?servers=" + stage.natsUrl()))
                .against(
                        "camel-nats",
                        1.3,
                        stage -> new Start("nats:start?servers="
                                + URI.create(stage.natsUrl()).getAuthority())));
    }

    private record Start(String from) implements Contender {
        @Override
        public double measure(Duration window) throws Exception {
            try (ChildJvm jvm = ChildJvm.start(StartProgram.class, List.of(), from)) {
                return Double.parseDouble(jvm.answer());
            }
        }

        @Override
        public void close() {}
    }
}
