/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import io.natsbridge.camel.test.nats.NatsService;

/** URIs of the endpoint under test. */
final class Uri {

    private Uri() {}

    /** An endpoint at a server; options as {@code name=value}. */
    static String of(NatsService nats, String subject, String... options) {
        return of(nats.url(), subject, options);
    }

    static String of(String servers, String subject, String... options) {
        String more = options.length == 0 || options[0].isEmpty() ? "" : "&" + String.join("&", options);
        return "natsbridge:" + subject + "?servers=" + servers + more;
    }
}
