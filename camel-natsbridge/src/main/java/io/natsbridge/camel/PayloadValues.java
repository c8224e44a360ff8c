/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import io.natsbridge.camel.content.Content;
import io.natsbridge.camel.envelope.Payload;
import io.natsbridge.camel.envelope.PayloadType;
import io.natsbridge.camel.error.Names;
import io.natsbridge.camel.error.NatsBridgeException;
import io.natsbridge.camel.error.NatsBridgeException.PayloadConversionException;
import jakarta.activation.DataHandler;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import javax.sound.sampled.AudioInputStream;
import org.apache.camel.Exchange;
import org.apache.camel.NoTypeConversionAvailableException;
import org.apache.camel.StreamCache;
import org.apache.camel.TypeConversionException;
import org.apache.camel.WrappedFile;
import org.apache.camel.attachment.Attachment;

/** Between the values of payloads as Camel knows them and as the codecs know them. */
final class PayloadValues {

    private PayloadValues() {}

    /** A payload whose value the codecs understand: Camel's own wrappers are taken off, and other values converted where a type converter can. */
    static Payload toSend(Payload payload, Exchange exchange) {
        Object given = payload.value();
        if (given instanceof byte[]) {
            return payload;
        }
        Object value = given;
        if (value instanceof WrappedFile<?> wrapped && wrapped.getFile() instanceof File file) {
            value = file;
        } else if (value instanceof ContentStreamCache cache) {
            value = cache.content();
        } else if (value instanceof DataHandler || value instanceof Attachment) {
            value = bytes(payload, value);
        } else if (value instanceof StreamCache cache && value instanceof InputStream && cache.length() >= 0) {
            value = new StreamCacheContent(cache, exchange);
        }
        if (value instanceof AudioInputStream && payload.type().isOpaque()) {
            value = convert(payload, value, byte[].class, exchange);
        }
        boolean convertible = value != null && !isBytes(value);
        if (convertible && payload.type() == PayloadType.TEXT && !(value instanceof CharSequence)) {
            value = convert(payload, value, String.class, exchange);
        } else if (convertible && payload.type().isOpaque() && !(value instanceof CharSequence)) {
            value = convert(payload, value, InputStream.class, exchange);
        }
        return value == given ? payload : payload.toBuilder().value(value).build();
    }

    /** A received payload whose value is as Camel knows it, and that converts with Camel's type converters. */
    static Payload received(Payload payload, Exchange exchange) {
        Payload.Builder builder = payload.toBuilder().converter(new Converter(exchange));
        if (payload.isLazy()) {
            return builder.lazyValue(() -> camelValue(payload.value())).build();
        }
        return builder.value(camelValue(payload.value())).build();
    }

    private static Object camelValue(Object value) {
        return value instanceof Content content ? new ContentStreamCache(content) : value;
    }

    private static InputStream bytes(Payload payload, Object attachment) {
        try {
            DataHandler handler =
                    attachment instanceof Attachment part ? part.getDataHandler() : (DataHandler) attachment;
            return handler.getInputStream();
        } catch (IOException e) {
            throw new PayloadConversionException(
                    payload.dataname(), "the attachment cannot be read: " + Names.printable(e.toString()), e);
        }
    }

    private static boolean isBytes(Object value) {
        return value instanceof byte[]
                || value instanceof ByteBuffer
                || value instanceof InputStream
                || value instanceof Content
                || value instanceof File
                || value instanceof Path;
    }

    private static Object convert(Payload payload, Object value, Class<?> type, Exchange exchange) {
        try {
            Object converted = exchange.getContext().getTypeConverter().tryConvertTo(type, exchange, value);
            return converted != null ? converted : value;
        } catch (TypeConversionException e) {
            throw new PayloadConversionException(
                    payload.dataname(),
                    "a value of " + value.getClass().getName() + " cannot be converted to "
                            + payload.type().wireName() + ": " + Names.printable(e.getMessage()),
                    e);
        }
    }

    /**
     * A value as another type, by Camel's type converters.
     *
     * @param dataname for messages
     * @throws NatsBridgeException when it cannot be converted; unlike Camel's own exception it tells nothing of the value
     */
    static <T> T convert(String dataname, Object value, Class<T> type, Exchange exchange) {
        try {
            return exchange.getContext().getTypeConverter().mandatoryConvertTo(type, exchange, value);
        } catch (NoTypeConversionAvailableException e) {
            throw unconverted(dataname, kind(value, type), "there is no type converter", e);
        } catch (TypeConversionException e) {
            Throwable cause = e;
            while (cause.getCause() != null && !(cause instanceof NatsBridgeException)) {
                cause = cause.getCause();
            }
            if (cause instanceof NatsBridgeException known) {
                throw known;
            }
            throw unconverted(dataname, kind(value, type), cause.getMessage(), cause == e ? null : cause);
        }
    }

    private static PayloadConversionException unconverted(
            String dataname, String what, String reason, Throwable cause) {
        return new PayloadConversionException(dataname, what + ": " + Names.printable(reason), cause);
    }

    private static String kind(Object value, Class<?> type) {
        String from = value == null ? "null" : value.getClass().getName();
        return "a value of " + from + " cannot be read as " + type.getName();
    }

    /**
     * Camel's type converters behind {@link Payload#as}.
     *
     * @param exchange with which what a conversion opens is closed
     */
    private record Converter(Exchange exchange) implements Payload.ValueConverter {
        @Override
        public <T> T convert(Payload payload, Class<T> type) {
            Object value = payload.value();
            if (value instanceof StreamCache cache) {
                cache.reset();
            }
            return PayloadValues.convert(payload.dataname(), value, type, exchange);
        }
    }
}
