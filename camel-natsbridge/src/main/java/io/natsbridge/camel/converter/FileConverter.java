/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.converter;

import io.natsbridge.camel.content.Content;
import io.natsbridge.camel.content.Spool;
import io.natsbridge.camel.content.SpoolOutputStream;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.apache.camel.Converter;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;
import org.apache.camel.support.SynchronizationAdapter;

/** Bytes as a file, which only its owner can read and which goes when the exchange ends. */
@Converter(generateLoader = true)
public final class FileConverter {

    private FileConverter() {}

    @Converter
    public static File toFile(byte[] bytes, Exchange exchange) throws IOException {
        return file(new ByteArrayInputStream(bytes), exchange);
    }

    @Converter
    public static File toFile(StreamCache cache, Exchange exchange) throws IOException {
        try (SpoolOutputStream out = spool().newOutputStream()) {
            cache.reset();
            cache.writeTo(out);
            return file(out.toContent(), exchange);
        }
    }

    private static File file(InputStream in, Exchange exchange) throws IOException {
        return file(spool().read(in), exchange);
    }

    /** A spool that keeps nothing in memory. */
    private static Spool spool() {
        return new Spool(Path.of(System.getProperty("java.io.tmpdir")), -1);
    }

    private static File file(Content content, Exchange exchange) {
        if (exchange == null) {
            content.close();
            throw new IllegalArgumentException(
                    "bytes become a file only within an exchange, which removes it in the end");
        }
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                content.close();
            }
        });
        return content.file().orElseThrow().toFile();
    }
}
