/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import io.natsbridge.camel.arrow.ArrowValues;
import io.natsbridge.camel.bridge.PayloadMetadata;
import io.natsbridge.camel.codec.TableText;
import io.natsbridge.camel.content.Content;
import io.natsbridge.camel.envelope.Envelope;
import io.natsbridge.camel.envelope.Payload;
import io.natsbridge.camel.envelope.PayloadType;
import io.natsbridge.camel.error.NatsBridgeException.UnsupportedPayloadTypeException;
import java.io.File;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;
import org.apache.camel.WrappedFile;

/** Which payloads a body means. */
final class BodyPayloads {

    private BodyPayloads() {}

    /** The payloads of a body: those that it holds, or one made of it. */
    static List<Payload> of(Object body, Exchange exchange, ExchangeOptions options) {
        if (body == null) {
            return List.of();
        }
        if (body instanceof Payload payload) {
            return List.of(payload);
        }
        if (body instanceof Envelope envelope) {
            return envelope.payloads();
        }
        List<?> list = body instanceof Object[] array ? Arrays.asList(array) : body instanceof List<?> l ? l : null;
        if (list != null && options.payloadType() == null) {
            if (list.stream().allMatch(Payload.class::isInstance)) {
                return list.stream().map(Payload.class::cast).toList();
            }
            if (list.stream().allMatch(BodyPayloads::isTriple)) {
                return triples(list);
            }
        }
        return List.of(plain(body, exchange, options));
    }

    /** A (dataname, data, type) triple, as the other platforms write them. */
    private static boolean isTriple(Object element) {
        List<?> parts = parts(element);
        return parts != null
                && parts.size() == 3
                && parts.get(0) instanceof CharSequence
                && (parts.get(2) instanceof PayloadType || parts.get(2) instanceof CharSequence);
    }

    private static List<?> parts(Object element) {
        return element instanceof Object[] array ? Arrays.asList(array) : element instanceof List<?> list ? list : null;
    }

    private static List<Payload> triples(List<?> list) {
        List<Payload> payloads = new ArrayList<>();
        for (Object element : list) {
            List<?> parts = parts(element);
            PayloadType type = parts.get(2) instanceof PayloadType given
                    ? given
                    : PayloadType.forWireName(parts.get(2).toString());
            payloads.add(Payload.of(parts.get(0).toString(), parts.get(1), type));
        }
        return payloads;
    }

    private static Payload plain(Object body, Exchange exchange, ExchangeOptions options) {
        String contentType = options.contentType();
        PayloadType type = options.payloadType();
        if (type == null) {
            type = typeOf(body, contentType, exchange);
        }
        String mediaType = contentType != null ? contentType : MediaValues.contentType(body);
        boolean tellContentType = mediaType != null && type.isOpaque();
        Payload payload = Payload.builder(options.dataname(), type)
                .metadata(tellContentType ? Map.of(PayloadMetadata.CONTENT_TYPE, mediaType) : Map.of())
                .value(body)
                .build();
        Object value = value(body, payload, contentType, exchange);
        return value == body ? payload : payload.toBuilder().value(value).build();
    }

    /** A body that is text and is said to be a dictionary or a table of JSON is its JSON; what is said to be CSV is a table's. */
    private static Object value(Object body, Payload payload, String contentType, Exchange exchange) {
        PayloadType type = payload.type();
        boolean table = type.isArrow() || type == PayloadType.JSONTABLE;
        if (table && isCsv(contentType) && !(body instanceof Iterable<?> || ArrowValues.isTable(body))) {
            return TableText.csv(payload, exchange.getMessage().getBody(String.class));
        }
        boolean json = type == PayloadType.DICTIONARY || type == PayloadType.JSONTABLE;
        return json && body instanceof CharSequence text ? text.toString().getBytes(StandardCharsets.UTF_8) : body;
    }

    private static boolean isCsv(String contentType) {
        return contentType != null && contentType.split(";", 2)[0].trim().equalsIgnoreCase("text/csv");
    }

    private static PayloadType typeOf(Object body, String contentType, Exchange exchange) {
        if (body instanceof CharSequence || body instanceof Reader) {
            return PayloadType.TEXT;
        }
        if (MediaValues.isMedia(body)) {
            return PayloadTypes.ofFile(MediaValues.contentType(body), null);
        }
        if (ArrowValues.isTable(body)) {
            return PayloadType.ARROWTABLE;
        }
        if (body instanceof WrappedFile<?> || body instanceof File || body instanceof Path) {
            return PayloadTypes.ofFile(contentType, fileName(body, exchange));
        }
        if (body instanceof byte[]
                || body instanceof ByteBuffer
                || body instanceof InputStream
                || body instanceof Content
                || body instanceof StreamCache) {
            return PayloadTypes.ofFile(contentType, exchange.getMessage().getHeader(Exchange.FILE_NAME, String.class));
        }
        return isRows(body) ? PayloadType.JSONTABLE : dictionary(body);
    }

    private static String fileName(Object body, Exchange exchange) {
        if (body instanceof File file) {
            return file.getName();
        }
        if (body instanceof Path path) {
            return String.valueOf(path.getFileName());
        }
        return exchange.getMessage().getHeader(Exchange.FILE_NAME, String.class);
    }

    private static boolean isRows(Object body) {
        if (body instanceof Iterator<?>) {
            return true;
        }
        List<?> list =
                body instanceof Object[] array ? Arrays.asList(array) : body instanceof List<?> l ? l : List.of();
        return !list.isEmpty() && list.stream().allMatch(Map.class::isInstance);
    }

    private static PayloadType dictionary(Object body) {
        if (body instanceof AutoCloseable) {
            throw new UnsupportedPayloadTypeException("Cannot tell the payload type of a body of "
                    + body.getClass().getName() + "; set the option or header payloadType, or convert the body");
        }
        return PayloadType.DICTIONARY;
    }
}
