/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.store;

import java.util.function.Function;

/** Learns of uploads and downloads as they run, each in the thread that transfers. What it does must neither block nor fail. */
@FunctionalInterface
public interface TransferObserver {

    /** Nobody. */
    TransferObserver NONE = new NoTransferObserver();

    /** Which way the bytes go. */
    enum Kind {
        UPLOAD,
        DOWNLOAD
    }

    /**
     * A transfer that begins.
     *
     * @param payloadType as written on the wire, or null
     * @param size bytes, or -1 when nobody knows yet
     */
    record Transfer(Kind kind, String payloadType, long size) {}

    /** A transfer that runs. */
    interface Progress {

        /**
         * A try begins; each but the first is a repetition.
         *
         * @param server base URL of the server; it may hold what is secret
         */
        void tries(String server);

        /** The bytes are there. */
        void succeeded();

        /** They are not, and no other try follows. */
        void failed(Throwable failure);
    }

    /** A transfer begins. */
    Progress begin(Transfer transfer);

    /** This observer and another. */
    default TransferObserver and(TransferObserver another) {
        return another == NONE ? this : new TwoTransferObservers(this, another);
    }

    /** Runs a transfer and tells of its begin and end. */
    default <T> T observe(Transfer transfer, Function<Progress, T> work) {
        Progress progress = begin(transfer);
        try {
            T result = work.apply(progress);
            progress.succeeded();
            return result;
        } catch (RuntimeException | Error e) {
            progress.failed(e);
            throw e;
        }
    }
}
