/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.bridge;

import io.natsbridge.camel.content.Spool;
import io.natsbridge.camel.store.Fileservers;
import io.natsbridge.camel.store.TransferObserver;
import io.natsbridge.camel.store.Upload;
import io.natsbridge.camel.store.Uploader;
import java.time.Duration;

/**
 * How payloads are sent.
 *
 * @param sizeThreshold bytes from which on a payload travels by link, 0 or more
 * @param platform who receives
 * @param hash which payloads carry their SHA-256
 * @param spool where bytes of unknown number wait
 * @param links where and how payloads that travel by link are stored
 */
public record SendOptions(long sizeThreshold, TargetPlatform platform, HashMode hash, Spool spool, LinkOptions links) {

    /**
     * Where and how payloads that travel by link are stored.
     *
     * @param uploader stores them
     * @param fileservers those that take them
     * @param life how long they live
     * @param timeout how long one upload may take beside what its size allows for
     */
    public record LinkOptions(Uploader uploader, Fileservers fileservers, Upload.Life life, Duration timeout) {}

    /** The same options for files that live otherwise. */
    public SendOptions withLife(Upload.Life life) {
        return new SendOptions(
                sizeThreshold,
                platform,
                hash,
                spool,
                new LinkOptions(links.uploader(), links.fileservers(), life, links.timeout()));
    }

    /** The same options, of whose uploads one more observer learns. */
    public SendOptions observedBy(TransferObserver observer) {
        return observer == TransferObserver.NONE
                ? this
                : withStore(links.uploader().observedBy(observer), links.fileservers());
    }

    /** The same options for files that are stored elsewhere. */
    public SendOptions withStore(Uploader uploader, Fileservers fileservers) {
        return new SendOptions(
                sizeThreshold,
                platform,
                hash,
                spool,
                new LinkOptions(uploader, fileservers, links.life(), links.timeout()));
    }
}
