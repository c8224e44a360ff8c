/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.benchmark;

import java.util.List;
import java.util.stream.Stream;

/** All scenarios, in the order of the page. */
final class Suites {

    private Suites() {}

    /** Those of every run. */
    static List<Scenario> all() {
        return Stream.of(
                        SendSuite.scenarios(),
                        ConfirmSuite.scenarios(),
                        StreamSendSuite.scenarios(),
                        SendMemorySuite.scenarios(),
                        RecvSuite.scenarios(),
                        RecvMemorySuite.scenarios(),
                        RequestSuite.scenarios(),
                        ConsumeSuite.scenarios(),
                        PeerSuite.scenarios(),
                        LinkSuite.scenarios(),
                        TableSuite.scenarios(),
                        StartSuite.scenarios())
                .flatMap(List::stream)
                .toList();
    }

    /** Those that are measured only where the expression for the names holds theirs letter by letter. */
    static List<Scenario> onRequest() {
        return LinkSuite.onRequest();
    }
}
