/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.bridge;

import io.natsbridge.camel.envelope.Envelope;
import io.natsbridge.camel.envelope.PayloadType;
import io.natsbridge.camel.store.TransferObserver;

/**
 * Learns of all that passes between routes and the broker, in the thread that works on it: what is counted and timed. What it does must neither block nor fail. {@link
 * NoObserver} stands for nobody.
 */
public interface BridgeObserver extends TransferObserver {

    /** Which way a message goes. */
    enum Direction {
        SENT,
        RECEIVED
    }

    /** The time in nanoseconds from which on something is measured; any number where nobody measures. */
    long clock();

    /** A value became bytes. */
    void encoded(PayloadType type, long since);

    /** Bytes became a value. */
    void decoded(PayloadType type, long since);

    /** A message is with the broker, or with the route that sends it by another transport. */
    void sent(Envelope envelope);

    /** The broker has confirmed a message, or taken it where nobody asks it to. */
    void published(long since);

    /** A request was answered. */
    void answered(long since);

    /** A message was read, and its links fetched unless that is done later. */
    void received(Envelope envelope);

    /** A message could not be sent or read. Failures that have no code are none of the bridge's. */
    void refused(Direction direction, Throwable failure);

    /** A message came that was delivered before. */
    void redelivered();

    /** A message was dropped because too many waited. */
    void dropped();

    /** A message of a stream was given up. */
    void buried();

    /** The connection to the broker broke. */
    void disconnected();
}
