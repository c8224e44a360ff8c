/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.bridge;

import io.natsbridge.camel.envelope.Envelope;
import io.natsbridge.camel.envelope.PayloadType;
import io.natsbridge.camel.store.TransferObserver;

/** Where nobody wants to know what passes. */
public enum NoObserver implements BridgeObserver {
    /** The one. */
    INSTANCE;

    @Override
    public Progress begin(Transfer transfer) {
        return TransferObserver.NONE.begin(transfer);
    }

    @Override
    public TransferObserver and(TransferObserver another) {
        return another;
    }

    @Override
    public long clock() {
        return 0;
    }

    @Override
    public void encoded(PayloadType type, long since) {
        // nobody wants to know
    }

    @Override
    public void decoded(PayloadType type, long since) {
        // nobody wants to know
    }

    @Override
    public void sent(Envelope envelope) {
        // nobody wants to know
    }

    @Override
    public void published(long since) {
        // nobody wants to know
    }

    @Override
    public void answered(long since) {
        // nobody wants to know
    }

    @Override
    public void received(Envelope envelope) {
        // nobody wants to know
    }

    @Override
    public void refused(Direction direction, Throwable failure) {
        // nobody wants to know
    }

    @Override
    public void redelivered() {
        // nobody wants to know
    }

    @Override
    public void dropped() {
        // nobody wants to know
    }

    @Override
    public void buried() {
        // nobody wants to know
    }

    @Override
    public void disconnected() {
        // nobody wants to know
    }
}
