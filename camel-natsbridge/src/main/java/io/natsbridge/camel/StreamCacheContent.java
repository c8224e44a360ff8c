/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import io.natsbridge.camel.content.Content;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;

/** A Camel stream cache of bytes whose number is known as content. The cache belongs to its exchange. */
final class StreamCacheContent implements Content {

    private final StreamCache cache;
    private final Exchange exchange;

    StreamCacheContent(StreamCache cache, Exchange exchange) {
        this.cache = cache;
        this.exchange = exchange;
    }

    @Override
    public long size() {
        return cache.length();
    }

    @Override
    public InputStream openStream() throws IOException {
        StreamCache copy = cache.copy(exchange);
        if (copy instanceof InputStream in) {
            return in;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        cache.reset();
        cache.writeTo(bytes);
        return new ByteArrayInputStream(bytes.toByteArray());
    }
}
