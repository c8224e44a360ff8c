/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.codec;

import io.natsbridge.camel.content.Content;
import io.natsbridge.camel.content.Spool;
import io.natsbridge.camel.envelope.Payload;
import java.io.IOException;

/** Turns the value of one payload type into the bytes that travel, and back. Thread-safe. */
public interface PayloadCodec {

    /**
     * The bytes of a payload's value. An {@code InputStream} is read to its end and closed.
     *
     * @param payload what to encode
     * @param spool where bytes of unknown number wait
     * @return content that the caller closes
     * @throws io.natsbridge.camel.error.NatsBridgeException.PayloadConversionException when the value has no form of this type
     * @throws IOException when a stream or file cannot be read, or the spool cannot be written
     */
    Content encode(Payload payload, Spool spool) throws IOException;

    /**
     * The natural Java value of received bytes. A value that reads from the content later ({@code Content}, {@code ArrowTable}) takes it over; from others the caller still
     * closes it.
     *
     * @param payload whose bytes these are
     * @param content the bytes
     * @throws io.natsbridge.camel.error.NatsBridgeException.PayloadConversionException when the bytes are not of this type
     * @throws IOException when the content cannot be read
     */
    Object decode(Payload payload, Content content) throws IOException;
}
