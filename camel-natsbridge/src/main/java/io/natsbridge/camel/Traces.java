/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import io.natsbridge.camel.store.TransferObserver;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;

/** Shows uploads and downloads in the traces of a context, if there are any. Thread-safe. */
interface Traces {

    /** Whether Camel's telemetry is there. */
    boolean POSSIBLE = OptionalClasses.has("org.apache.camel.telemetry.Tracer");

    /** Who traces what passes in a context; nobody without one of Camel's telemetry components. */
    static Traces in(CamelContext context) {
        return POSSIBLE ? TelemetryTraces.in(context) : NoTraces.INSTANCE;
    }

    /**
     * Shows what is transferred for an exchange below the span that it has meanwhile.
     *
     * @param subject what the endpoint is about, for those that are not traced
     * @param namesServer whether the spans tell the server that is asked
     */
    TransferObserver of(Exchange exchange, String subject, boolean namesServer);

    /** Lets an exchange that this thread makes to transfer something go on in the trace of what it is transferred for. */
    void goOn(Exchange exchange);

    /** Shows what is transferred before a received exchange begins its route: with a span that has those of the downloads and of the route below it. */
    TransferObserver ofReceived(Exchange exchange, String subject);
}
