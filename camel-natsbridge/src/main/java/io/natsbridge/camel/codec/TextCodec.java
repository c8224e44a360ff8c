/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.codec;

import io.natsbridge.camel.content.Content;
import io.natsbridge.camel.content.Spool;
import io.natsbridge.camel.envelope.Payload;
import io.natsbridge.camel.error.NatsBridgeException.PayloadConversionException;
import io.natsbridge.camel.json.MalformedUtf8Exception;
import io.natsbridge.camel.json.Utf8;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** {@code text}: {@code CharSequence} ⇄ UTF-8. Bytes, streams and files are taken as UTF-8 that is text already. */
final class TextCodec implements PayloadCodec {

    @Override
    public Content encode(Payload payload, Spool spool) throws IOException {
        if (payload.value() instanceof CharSequence text) {
            int lone = Utf8.loneSurrogate(text);
            if (lone >= 0) {
                throw new PayloadConversionException(
                        payload.dataname(),
                        "cannot be sent as text: an unpaired surrogate at index " + lone
                                + " has no UTF-8 form; correct the text or send it as binary",
                        null);
            }
            return Content.of(text.toString().getBytes(StandardCharsets.UTF_8));
        }
        Content bytes = Bytes.contentOf(payload, spool);
        try {
            text(payload, bytes);
        } catch (PayloadConversionException e) {
            bytes.close();
            throw e;
        }
        return bytes;
    }

    @Override
    public String decode(Payload payload, Content content) {
        return text(payload, content);
    }

    private static String text(Payload payload, Content content) {
        byte[] bytes = content.toByteArray();
        try {
            return Utf8.decode(bytes, 0, bytes.length);
        } catch (MalformedUtf8Exception e) {
            throw new PayloadConversionException(
                    payload.dataname(),
                    "is no text: " + e.getMessage() + "; bytes that are no text travel as binary",
                    e);
        }
    }
}
