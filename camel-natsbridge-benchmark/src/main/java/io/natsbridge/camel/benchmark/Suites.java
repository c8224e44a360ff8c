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

    static List<Scenario> all() {
        return Stream.of(SendSuite.scenarios(), TableSuite.scenarios(), StartSuite.scenarios())
                .flatMap(List::stream)
                .toList();
    }
}
