/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import io.nats.client.JetStreamApiException;
import io.natsbridge.camel.error.Names;
import io.natsbridge.camel.error.NatsBridgeException.FileserverException;
import io.natsbridge.camel.error.NatsBridgeException.LinkGoneException;
import io.natsbridge.camel.error.NatsBridgeException.LinkGoneException.Reason;
import io.natsbridge.camel.store.ObjectUrl;
import java.io.IOException;

/**
 * What the broker says about a bucket, as the component's exceptions.
 *
 * @param bucket the bucket
 * @param what what is done, to stand after "Cannot"
 */
record ObjectStoreFailures(ObjectUrl bucket, String what) {

    private static final int BUCKET_NOT_FOUND = 10059;
    private static final int NOT_ENABLED_FOR_ACCOUNT = 10039;
    private static final int NOT_ENABLED = 10076;
    private static final int BUCKET_IS_FULL = 10077;

    static boolean isMissingBucket(JetStreamApiException e) {
        return e.getApiErrorCode() == BUCKET_NOT_FOUND;
    }

    /** The broker refused. */
    FileserverException of(JetStreamApiException e) {
        String text = Names.printable(e.getErrorDescription());
        return switch (e.getApiErrorCode()) {
            case BUCKET_NOT_FOUND ->
                failure(
                        "the bucket does not exist; create it, such as by 'nats object add " + bucket.bucket()
                                + " --ttl=24h', or have it created by the claim-check route's createBucket",
                        false,
                        e);
            case NOT_ENABLED, NOT_ENABLED_FOR_ACCOUNT ->
                failure(text + "; switch JetStream on at the broker and for this account", false, e);
            case BUCKET_IS_FULL ->
                failure("the bucket is full (" + text + "); delete objects from it, or raise its size", true, e);
            default ->
                failure(
                        text + " [" + e.getApiErrorCode() + "]; see what the broker's log says",
                        e.getErrorCode() >= 500,
                        e);
        };
    }

    /** The broker did not answer, or the connection broke. */
    FileserverException of(IOException e) {
        return failure(
                Names.printable(e.getMessage())
                        + "; check that the broker runs with JetStream, and that this client may use the bucket",
                true,
                e);
    }

    FileserverException full(long bytes, long left) {
        return failure(
                "the bucket is full: " + bytes + " bytes do not fit into the " + Math.max(0, left)
                        + " that it has left; delete objects from it, or raise its size",
                true,
                null);
    }

    LinkGoneException gone(Reason reason, String why) {
        return new LinkGoneException(reason, "Cannot " + what + ": " + why + "; ask the sender to send it again", 404);
    }

    FileserverException failure(String why, boolean transientFailure, Exception cause) {
        int status = cause instanceof JetStreamApiException e ? Math.max(0, e.getErrorCode()) : 0;
        return new FileserverException("Cannot " + what + ": " + why, status, transientFailure, null, cause);
    }
}
