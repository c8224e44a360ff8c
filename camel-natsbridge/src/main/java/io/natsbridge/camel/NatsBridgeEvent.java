/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import java.time.Clock;
import java.util.EventObject;
import org.apache.camel.spi.CamelEvent;

/**
 * What happens beside exchanges and would else be seen in the log alone; Camel's event notifiers get it. Its {@linkplain #getSource source} is the {@link NatsBridgeEndpoint} or,
 * for connections, the {@link NatsBridgeComponent}.
 */
public final class NatsBridgeEvent extends EventObject implements CamelEvent {

    private static final long serialVersionUID = 1L;

    /** What happened. */
    public enum Kind {
        /** A consumer of core NATS dropped messages because more than {@code maxInFlight} waited. Told at most every 10 s while that goes on. */
        MESSAGES_DROPPED,
        /** A message of a stream was given up, and kept if there is a {@code deadLetterSubject}. */
        DEAD_LETTER,
        /** A connection to the broker broke. */
        CONNECTION_LOST,
        /** A connection that was lost is back, with its subscriptions. */
        CONNECTION_RESTORED
    }

    private final Kind kind;
    private final String text;
    private long timestamp = Clock.systemUTC().millis();

    NatsBridgeEvent(Kind kind, Object source, String text) {
        super(source);
        this.kind = kind;
        this.text = text;
    }

    /** What happened. */
    public Kind kind() {
        return kind;
    }

    /** What happened, for people; without what is secret and without bytes of messages. */
    public String text() {
        return text;
    }

    @Override
    public Type getType() {
        return Type.Custom;
    }

    @Override
    public long getTimestamp() {
        return timestamp;
    }

    @Override
    public void setTimestamp(long timestamp) {
        this.timestamp = timestamp;
    }

    @Override
    public String toString() {
        return kind + ": " + text;
    }
}
