/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import io.natsbridge.camel.NatsBridgeEvent.Kind;
import io.natsbridge.camel.error.Names;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells whoever counts, and the context's event notifiers, what happens beside exchanges. Thread-safe. */
final class Incidents implements ConnectionStates.Listener {

    private static final Logger LOG = LoggerFactory.getLogger(Incidents.class);

    private final NatsBridgeComponent component;

    Incidents(NatsBridgeComponent component) {
        this.component = component;
    }

    @Override
    public void lost() {
        component.observer().disconnected();
        notify(new NatsBridgeEvent(
                Kind.CONNECTION_LOST, component, "The connection to NATS broke; it is being restored"));
    }

    @Override
    public void restored() {
        notify(new NatsBridgeEvent(Kind.CONNECTION_RESTORED, component, "The connection to NATS is restored"));
    }

    /** @param count so far */
    void dropped(NatsBridgeEndpoint endpoint, long count) {
        later(new NatsBridgeEvent(
                Kind.MESSAGES_DROPPED,
                endpoint,
                "The route on subject '" + endpoint.getConfiguration().getSubject() + "' is too slow: " + count
                        + " messages were dropped so far"));
    }

    void buried(NatsBridgeEndpoint endpoint, String message, DeadLetters.Reason why) {
        component.observer().buried();
        later(new NatsBridgeEvent(
                Kind.DEAD_LETTER,
                endpoint,
                "Message " + message + " is given up: " + why.code() + ", " + Names.printable(why.text())));
    }

    /** Away from the thread that brings messages, which a notifier must not hold up. */
    private void later(NatsBridgeEvent event) {
        try {
            component.workers().execute(() -> notify(event));
        } catch (RejectedExecutionException e) {
            LOG.debug("The component has stopped; nobody is told: {}", event);
        }
    }

    private void notify(NatsBridgeEvent event) {
        try {
            component.getCamelContext().getManagementStrategy().notify(event);
        } catch (Exception e) {
            LOG.warn("An event notifier failed with the event {}", event, e);
        }
    }
}
