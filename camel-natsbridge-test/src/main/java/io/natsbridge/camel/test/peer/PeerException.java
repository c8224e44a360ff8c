/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.peer;

/** A peer could not be started, did not answer, or reported an error. */
public final class PeerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;

    PeerException(String code, String message) {
        super(message);
        this.code = code;
    }

    PeerException(String code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /**
     * Returns what kind of error it was: one of the peer's own (see {@code README.md} beside the peers), or
     * {@code install}, {@code start}, {@code silent} (no answer in time) and {@code exited} of this side.
     */
    public String code() {
        return code;
    }
}
