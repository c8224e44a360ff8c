/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.envelope;

import io.natsbridge.camel.error.Names;
import io.natsbridge.camel.error.NatsBridgeException.UnsupportedPayloadTypeException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What kind of data a payload holds. */
public enum PayloadType {
    /** UTF-8 text. */
    TEXT,
    /** A JSON value: object, array or scalar. */
    DICTIONARY,
    /** A table as Arrow IPC stream. */
    ARROWTABLE,
    /** A table as JSON array of objects. */
    JSONTABLE,
    /** A table as Arrow IPC file: Python's name for every table. */
    TABLE,
    /** An image file. */
    IMAGE,
    /** An audio file. */
    AUDIO,
    /** A video file. */
    VIDEO,
    /** Any other bytes. */
    BINARY;

    private static final Map<String, PayloadType> BY_WIRE_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(PayloadType::wireName, Function.identity()));

    private final String wireName = name().toLowerCase(Locale.ROOT);

    /** The name on the wire, such as {@code arrowtable}. */
    public String wireName() {
        return wireName;
    }

    /** Whether the bytes are the value itself: images, audio, video and binary. */
    public boolean isOpaque() {
        return this == IMAGE || this == AUDIO || this == VIDEO || this == BINARY;
    }

    /** Whether the value is a table in Arrow's format. */
    public boolean isArrow() {
        return this == ARROWTABLE || this == TABLE;
    }

    /**
     * The type of that name.
     *
     * @param wireName the exact name on the wire
     * @throws UnsupportedPayloadTypeException when there is none
     */
    public static PayloadType forWireName(String wireName) {
        PayloadType type = BY_WIRE_NAME.get(wireName);
        if (type == null) {
            throw new UnsupportedPayloadTypeException("Unknown payload type '" + Names.printable(wireName)
                    + "'; the types are "
                    + Arrays.stream(values()).map(PayloadType::wireName).collect(Collectors.joining(", ")));
        }
        return type;
    }
}
