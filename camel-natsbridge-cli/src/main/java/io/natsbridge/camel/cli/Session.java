/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.cli;

import io.nats.client.Connection;
import io.natsbridge.camel.BodyMode;
import io.natsbridge.camel.NatsBridgeComponent;
import io.natsbridge.camel.NatsBridgeConfiguration;
import io.natsbridge.camel.NatsBridgeConstants;
import io.natsbridge.camel.SmartReceive;
import io.natsbridge.camel.bridge.FetchMode;
import io.natsbridge.camel.envelope.Envelope;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.impl.engine.ExplicitCamelContextNameStrategy;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.camel.spi.Synchronization;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.jsse.SSLContextParameters;

/** A Camel context with the component as the command's options say, without any route. */
final class Session implements AutoCloseable {

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final NatsBridgeComponent component;
    private SmartReceive receive;
    private Connection connection;

    private Session() {
        context.setNameStrategy(new ExplicitCamelContextNameStrategy("natsbridge-cli"));
        context.disableJMX();
        component = context.getComponent(NatsBridgeConstants.SCHEME, NatsBridgeComponent.class);
        component.getConfiguration().setBodyMode(BodyMode.ENVELOPE);
    }

    /**
     * Starts a context.
     *
     * @param target options of the command
     * @param more options that the command itself sets, by name; they come before those of the target
     * @throws IOException when a file with options cannot be read
     * @throws IllegalArgumentException when an option is not there or not valid
     */
    static Session open(Target target, Map<String, String> more) throws IOException {
        Session session = new Session();
        try {
            more.forEach(session::set);
            target.values(System.getenv()).forEach(session::set);
            SSLContextParameters tls = target.tls();
            if (tls != null) {
                session.configuration().setSslContextParameters(tls);
            }
            session.context.start();
            return session;
        } catch (IOException | RuntimeException e) {
            session.close();
            throw e;
        }
    }

    private void set(String option, String value) {
        PropertyConfigurer configurer = component.getComponentPropertyConfigurer();
        if (!configurer.configure(context, component, option, value, true)) {
            throw new IllegalArgumentException("There is no option '" + Printable.line(option, 60)
                    + "'; the options are those of the component, in src/docs/options.md");
        }
    }

    CamelContext context() {
        return context;
    }

    NatsBridgeConfiguration configuration() {
        return component.getConfiguration();
    }

    /** The session's own connection to the broker, opened when it is first asked for. */
    Connection connection() {
        if (connection == null) {
            connection = component.connect(configuration());
        }
        return connection;
    }

    /**
     * Reads a message.
     *
     * @param fetch whether links are downloaded now, or when a payload's value is asked for
     * @return the message; the caller closes it
     * @throws io.natsbridge.camel.error.NatsBridgeException when it is refused
     */
    Incoming read(byte[] message, FetchMode fetch) throws Exception {
        if (receive == null) {
            configuration().setFetch(fetch);
            receive = component.smartReceive();
        }
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setBody(message);
        Incoming incoming = new Incoming(exchange);
        try {
            receive.process(exchange);
            return incoming;
        } catch (Exception e) {
            incoming.close();
            throw e;
        }
    }

    /**
     * A message that was read, and what its payloads hold on to.
     *
     * @param exchange whose body is the envelope
     */
    record Incoming(Exchange exchange) implements AutoCloseable {

        Envelope envelope() {
            return exchange.getMessage().getBody(Envelope.class);
        }

        @Override
        public void close() {
            List<Synchronization> completions = exchange.getExchangeExtension().handoverCompletions();
            if (completions != null) {
                completions.forEach(done -> done.onComplete(exchange));
            }
        }
    }

    /** Ends the connection and the context. */
    @Override
    public void close() {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            context.stop();
        }
    }
}
