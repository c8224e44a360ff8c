/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.bridge;

import io.natsbridge.camel.store.Downloader;

/**
 * How payloads are received.
 *
 * @param maxPayloads how many payloads a message may hold
 * @param requireHash whether a payload without SHA-256 is refused
 * @param fetch when links are downloaded
 * @param downloader follows links
 */
public record ReceiveOptions(int maxPayloads, boolean requireHash, FetchMode fetch, Downloader downloader) {}
