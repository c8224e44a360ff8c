/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.store;

/** Where nobody wants to know of transfers. */
final class NoTransferObserver implements TransferObserver, TransferObserver.Progress {

    @Override
    public Progress begin(Transfer transfer) {
        return this;
    }

    @Override
    public TransferObserver and(TransferObserver another) {
        return another;
    }

    @Override
    public void tries(String server) {
        // nobody wants to know
    }

    @Override
    public void succeeded() {
        // nobody wants to know
    }

    @Override
    public void failed(Throwable failure) {
        // nobody wants to know
    }
}
