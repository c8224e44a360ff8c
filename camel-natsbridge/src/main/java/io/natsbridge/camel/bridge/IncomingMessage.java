/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.bridge;

import io.natsbridge.camel.envelope.Envelope;
import io.natsbridge.camel.error.NatsBridgeException;
import io.natsbridge.camel.store.Downloader;
import io.natsbridge.camel.store.Link;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A received message whose payloads hold their values, and what those values hold on to. Close it when the exchange ends. */
public final class IncomingMessage implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(IncomingMessage.class);

    private final Envelope envelope;
    private final Resources resources;
    private final List<Link> links;
    private final Downloader downloader;

    IncomingMessage(Envelope envelope, Resources resources, List<Link> links, Downloader downloader) {
        this.envelope = envelope;
        this.resources = resources;
        this.links = links;
        this.downloader = downloader;
    }

    /** The envelope; its payloads hold their natural Java values. */
    public Envelope envelope() {
        return envelope;
    }

    /** Whether payloads travelled by link. */
    public boolean hasLinks() {
        return !links.isEmpty();
    }

    /** Whether there is something to close, or will be once a link is fetched. */
    public boolean holdsResources() {
        return hasLinks() || !resources.isEmpty();
    }

    /** Deletes from the file server what the links point to, because their one consumer is done. What cannot be deleted is logged and dies with its time to live. */
    public void deleteFiles() {
        for (Link link : links) {
            try {
                downloader.delete(link);
            } catch (NatsBridgeException e) {
                LOG.warn("Cannot delete a file of message {} after use: {}", envelope.msgId(), e.getMessage());
            }
        }
    }

    /** Releases memory and spool files; values that read from them are of no use any more. */
    @Override
    public void close() {
        resources.close();
    }
}
