/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.store;

import io.natsbridge.camel.error.Names;
import io.natsbridge.camel.error.NatsBridgeException;
import io.natsbridge.camel.error.NatsBridgeException.LinkGoneException;
import io.natsbridge.camel.error.NatsBridgeException.LinkGoneException.Reason;
import io.natsbridge.camel.error.NatsBridgeException.PayloadIntegrityException;
import java.time.Instant;
import java.util.stream.Stream;

/**
 * A payload that a received envelope refers to. All of it is the claim of whoever sent the message.
 *
 * @param url the link as it was received
 * @param dataname the payload's name, for messages
 * @param size bytes that the envelope announces, or -1 when it announces none
 * @param sha256 SHA-256 that the bytes must have, hexadecimal, or null when the envelope says none
 * @param expiresAt when the file dies, as the sender says, or null; told when the file is gone
 * @param correlationId the conversation, for logs
 * @param payloadType the payload's type as written on the wire, or null; for whoever observes transfers
 */
public record Link(
        String url,
        String dataname,
        long size,
        String sha256,
        Instant expiresAt,
        String correlationId,
        String payloadType) {

    /** A link to a payload of which nobody says the type. */
    public Link(String url, String dataname, long size, String sha256, Instant expiresAt, String correlationId) {
        this(url, dataname, size, sha256, expiresAt, correlationId, null);
    }

    /**
     * What there is to say when the file is gone. Bytes that came wrong and could not be asked for again are the reason, not that the file is consumed by now; and the sender
     * may have said when a file dies, which tells more than a store that has forgotten it.
     *
     * @param gone what the store says, with what failed before suppressed
     */
    NatsBridgeException failureOf(LinkGoneException gone) {
        String text = gone.getMessage().substring(gone.code().length() + 2);
        for (Throwable before : gone.getSuppressed()) {
            if (before instanceof PayloadIntegrityException wrong) {
                wrong.addSuppressed(new LinkGoneException(gone.reason(), text, gone.status()));
                return wrong;
            }
        }
        if (expiresAt == null) {
            return gone;
        }
        boolean over = gone.reason() == Reason.NOT_FOUND && expiresAt.isBefore(Instant.now());
        LinkGoneException dated = new LinkGoneException(
                over ? Reason.EXPIRED : gone.reason(),
                text + " (the sender said it would live until " + expiresAt + ")",
                gone.status());
        Stream.of(gone.getSuppressed()).forEach(dated::addSuppressed);
        return dated;
    }

    /** Without the link, which may be signed. */
    @Override
    public String toString() {
        return "Link[dataname=" + Names.printable(dataname) + ", size=" + size + ", expiresAt=" + expiresAt + "]";
    }
}
