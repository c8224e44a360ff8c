/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.store;

/** Tells two observers, the first one first. */
record TwoTransferObservers(TransferObserver first, TransferObserver second) implements TransferObserver {

    @Override
    public Progress begin(Transfer transfer) {
        return new Both(first.begin(transfer), second.begin(transfer));
    }

    private record Both(Progress first, Progress second) implements Progress {
        @Override
        public void tries(String server) {
            first.tries(server);
            second.tries(server);
        }

        @Override
        public void succeeded() {
            first.succeeded();
            second.succeeded();
        }

        @Override
        public void failed(Throwable failure) {
            first.failed(failure);
            second.failed(failure);
        }
    }
}
