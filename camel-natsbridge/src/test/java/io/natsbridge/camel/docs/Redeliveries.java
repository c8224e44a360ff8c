/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.docs;

import java.util.concurrent.CountDownLatch;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.ExchangeRedeliveryEvent;
import org.apache.camel.support.EventNotifierSupport;

/** Tells when Camel has begun to repeat a step. */
final class Redeliveries extends EventNotifierSupport {

    private final CountDownLatch begun;

    Redeliveries(CountDownLatch begun) {
        this.begun = begun;
    }

    @Override
    public void notify(CamelEvent event) {
        if (event instanceof ExchangeRedeliveryEvent) {
            begun.countDown();
        }
    }
}
