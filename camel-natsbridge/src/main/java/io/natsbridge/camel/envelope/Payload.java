/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.envelope;

import io.natsbridge.camel.content.Content;
import io.natsbridge.camel.error.NatsBridgeException.PayloadConversionException;
import io.natsbridge.camel.json.FrozenMaps;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One named, typed payload. Immutable; the value itself may not be ({@code InputStream}, {@code ArrowTable}): it belongs to the exchange that carries it, which closes
 * what has to be closed when it ends.
 */
public final class Payload {

    /** Turns a payload's natural value into the type that somebody asks for. */
    @FunctionalInterface
    public interface ValueConverter {
        /**
         * @throws io.natsbridge.camel.error.NatsBridgeException.PayloadConversionException when there is no such conversion
         */
        <T> T convert(Payload payload, Class<T> type);
    }

    private static final ValueConverter CAST_ONLY = new ValueConverter() {
        @Override
        public <T> T convert(Payload payload, Class<T> type) {
            Object value = payload.value();
            if (value != null) {
                throw new PayloadConversionException(
                        payload.dataname(),
                        "a " + payload.type().wireName() + " of "
                                + value.getClass().getName() + " cannot be read as " + type.getName()
                                + "; only the payloads of a received message are converted",
                        null);
            }
            return null;
        }
    };

    private final String id;
    private final String dataname;
    private final PayloadType type;
    private final Transport transport;
    private final long size;
    private final Map<String, Object> metadata;
    private final Map<String, Object> unknownFields;
    private final String link;
    private final Content content;
    private final Object value;
    private final ValueConverter converter;

    private Payload(Builder b) {
        this.id = b.id;
        this.dataname = Objects.requireNonNull(b.dataname, "dataname");
        this.type = Objects.requireNonNull(b.type, "type");
        this.transport = b.transport;
        this.size = b.size;
        this.metadata = FrozenMaps.copyOf(b.metadata);
        this.unknownFields = FrozenMaps.copyOf(b.unknownFields);
        this.link = b.link;
        this.content = b.content;
        this.value = b.value;
        this.converter = b.converter;
    }

    /**
     * A payload to send.
     *
     * @param dataname its name, any Unicode text, possibly empty; need not be unique
     * @param data a value that the type can be made of, see the component's documentation; null only for {@link PayloadType#DICTIONARY}
     * @param type its type
     */
    public static Payload of(String dataname, Object data, PayloadType type) {
        return new Builder(dataname, type).value(data).build();
    }

    /** Starts a payload from its parts. */
    public static Builder builder(String dataname, PayloadType type) {
        return new Builder(dataname, type);
    }

    /** A builder that begins with everything this payload holds. */
    public Builder toBuilder() {
        return new Builder(dataname, type)
                .id(id)
                .transport(transport)
                .size(size)
                .metadata(metadata)
                .unknownFields(unknownFields)
                .link(link)
                .content(content)
                .value(value)
                .converter(converter);
    }

    /** The payload's id on the wire; null on a payload that was not sent yet, empty where the sender wrote none. */
    public String id() {
        return id;
    }

    /** The payload's name: any Unicode text, possibly empty. A claim by its sender; never to be used as a path. */
    public String dataname() {
        return dataname;
    }

    public PayloadType type() {
        return type;
    }

    /** How the payload travelled; null on one that was not sent yet. */
    public Transport transport() {
        return transport;
    }

    /** Bytes before base64, or of the stored file; -1 while unknown. */
    public long size() {
        return size;
    }

    /** The payload's metadata on the wire; a claim by its sender. Unmodifiable, may hold null values. */
    public Map<String, Object> metadata() {
        return metadata;
    }

    /** Fields of the payload object that the protocol does not know. Unmodifiable. */
    public Map<String, Object> unknownFields() {
        return unknownFields;
    }

    /** The URL of a payload that travels by link. */
    public Optional<String> link() {
        return Optional.ofNullable(link);
    }

    /** The payload's bytes as they travel, where they are at hand. */
    public Optional<Content> content() {
        return Optional.ofNullable(content);
    }

    /** The payload's bytes, or null. */
    Content bytes() {
        return content;
    }

    /**
     * The value: on a received payload the natural Java value of its type, fetched now where that was put off.
     *
     * @throws io.natsbridge.camel.error.NatsBridgeException when it was put off and cannot be fetched or decoded
     */
    public Object value() {
        return value instanceof LazyValue lazy ? lazy.get() : value;
    }

    /** Whether {@link #value} has still to be fetched. */
    public boolean isLazy() {
        return value instanceof LazyValue lazy && !lazy.isPresent();
    }

    /**
     * The value as another type; on a received payload by Camel's type converters.
     *
     * @throws io.natsbridge.camel.error.NatsBridgeException.PayloadConversionException when it cannot be converted
     */
    public <T> T as(Class<T> wanted) {
        Object natural = value();
        return wanted.isInstance(natural) ? wanted.cast(natural) : converter.convert(this, wanted);
    }

    @Override
    public String toString() {
        return "Payload[" + type.wireName() + (transport == null ? "" : ", " + transport.wireName())
                + (size < 0 ? "" : ", " + size + " bytes") + "]";
    }

    /** A value that is made once, when it is first asked for; a failure is not kept, so that the next call tries again. */
    private static final class LazyValue {
        private Supplier<Object> maker;
        private Object made;

        LazyValue(Supplier<Object> maker) {
            this.maker = maker;
        }

        synchronized Object get() {
            if (maker != null) {
                made = maker.get();
                maker = null;
            }
            return made;
        }

        synchronized boolean isPresent() {
            return maker == null;
        }
    }

    /** Collects the parts of a payload. */
    public static final class Builder {
        private final String dataname;
        private PayloadType type;
        private String id;
        private Transport transport;
        private long size = -1;
        private Map<String, Object> metadata = Map.of();
        private Map<String, Object> unknownFields = Map.of();
        private String link;
        private Content content;
        private Object value;
        private ValueConverter converter = CAST_ONLY;

        private Builder(String dataname, PayloadType type) {
            this.dataname = dataname;
            this.type = type;
        }

        public Builder type(PayloadType newType) {
            this.type = newType;
            return this;
        }

        public Builder id(String newId) {
            this.id = newId;
            return this;
        }

        public Builder transport(Transport newTransport) {
            this.transport = newTransport;
            return this;
        }

        public Builder size(long newSize) {
            this.size = newSize;
            return this;
        }

        public Builder metadata(Map<String, Object> newMetadata) {
            this.metadata = newMetadata;
            return this;
        }

        public Builder unknownFields(Map<String, Object> newFields) {
            this.unknownFields = newFields;
            return this;
        }

        public Builder link(String url) {
            this.link = url;
            return this;
        }

        public Builder content(Content newContent) {
            this.content = newContent;
            return this;
        }

        public Builder value(Object newValue) {
            this.value = newValue;
            return this;
        }

        /** A value that is made when somebody first asks for it. */
        public Builder lazyValue(Supplier<Object> maker) {
            this.value = new LazyValue(maker);
            return this;
        }

        public Builder converter(ValueConverter newConverter) {
            this.converter = newConverter;
            return this;
        }

        public Payload build() {
            return new Payload(this);
        }
    }
}
