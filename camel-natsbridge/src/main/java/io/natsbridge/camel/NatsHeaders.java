/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import io.nats.client.Message;
import io.nats.client.impl.Headers;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.spi.HeaderFilterStrategy;

/** Between the headers of an exchange and those of a NATS message, through the filter. */
final class NatsHeaders {

    /** The id by which a stream knows a message that it has already. */
    static final String MSG_ID = "Nats-Msg-Id";

    private NatsHeaders() {}

    /** The headers of an exchange that travel, or null for none. */
    static Headers toNats(Exchange exchange, HeaderFilterStrategy filter) {
        if (!exchange.getMessage().hasHeaders()) {
            return null;
        }
        Headers headers = null;
        for (Map.Entry<String, Object> entry :
                exchange.getMessage().getHeaders().entrySet()) {
            String name = entry.getKey();
            Object value = entry.getValue();
            boolean simple = value instanceof CharSequence || value instanceof Number || value instanceof Boolean;
            if (simple && isHeaderName(name) && !filter.applyFilterToCamelHeaders(name, value, exchange)) {
                headers = headers == null ? new Headers() : headers;
                headers.put(name, printable(value.toString()));
            }
        }
        return headers;
    }

    /** Puts the headers of a NATS message that may pass into an exchange. */
    static void toExchange(Message message, Exchange exchange, HeaderFilterStrategy filter) {
        if (!message.hasHeaders()) {
            return;
        }
        for (Map.Entry<String, List<String>> entry : message.getHeaders().entrySet()) {
            List<String> values = entry.getValue();
            Object value = values.size() == 1 ? values.get(0) : values;
            if (!filter.applyFilterToExternalHeaders(entry.getKey(), value, exchange)) {
                exchange.getMessage().setHeader(entry.getKey(), value);
            }
        }
    }

    /** NATS carries printable ASCII; anything else is percent-encoded. */
    static String printable(String value) {
        return isPrintable(value, ' ')
                ? value
                : URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Any text as printable ASCII; {@link #decoded} gives it back. */
    static String encoded(String value) {
        StringBuilder text = new StringBuilder();
        value.codePoints()
                .forEach(c -> text.append(
                        c > 0x20 && c < 0x7F && c != '%'
                                ? Character.toString(c)
                                : URLEncoder.encode(Character.toString(c), StandardCharsets.UTF_8)));
        return text.toString();
    }

    /**
     * What was encoded.
     *
     * @throws IllegalArgumentException when that cannot have been
     */
    static String decoded(String value) {
        return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static boolean isHeaderName(String name) {
        return !name.isEmpty() && name.indexOf(':') < 0 && isPrintable(name, '!');
    }

    private static boolean isPrintable(String text, char first) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < first || text.charAt(i) >= 0x7F) {
                return false;
            }
        }
        return true;
    }
}
