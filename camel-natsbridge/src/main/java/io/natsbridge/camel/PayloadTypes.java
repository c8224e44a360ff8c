/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import io.natsbridge.camel.envelope.PayloadType;
import java.util.Locale;
import java.util.Map;

/** Which payload type a file is, by its media type or its name's extension. */
final class PayloadTypes {

    private static final Map<String, PayloadType> BY_EXTENSION = Map.ofEntries(
            Map.entry("png", PayloadType.IMAGE),
            Map.entry("jpg", PayloadType.IMAGE),
            Map.entry("jpeg", PayloadType.IMAGE),
            Map.entry("gif", PayloadType.IMAGE),
            Map.entry("bmp", PayloadType.IMAGE),
            Map.entry("webp", PayloadType.IMAGE),
            Map.entry("svg", PayloadType.IMAGE),
            Map.entry("tif", PayloadType.IMAGE),
            Map.entry("tiff", PayloadType.IMAGE),
            Map.entry("wav", PayloadType.AUDIO),
            Map.entry("mp3", PayloadType.AUDIO),
            Map.entry("ogg", PayloadType.AUDIO),
            Map.entry("oga", PayloadType.AUDIO),
            Map.entry("flac", PayloadType.AUDIO),
            Map.entry("aac", PayloadType.AUDIO),
            Map.entry("m4a", PayloadType.AUDIO),
            Map.entry("opus", PayloadType.AUDIO),
            Map.entry("aiff", PayloadType.AUDIO),
            Map.entry("mp4", PayloadType.VIDEO),
            Map.entry("m4v", PayloadType.VIDEO),
            Map.entry("webm", PayloadType.VIDEO),
            Map.entry("mkv", PayloadType.VIDEO),
            Map.entry("mov", PayloadType.VIDEO),
            Map.entry("avi", PayloadType.VIDEO),
            Map.entry("ogv", PayloadType.VIDEO),
            Map.entry("mpeg", PayloadType.VIDEO));

    private PayloadTypes() {}

    /**
     * The type of a file.
     *
     * @param contentType media type, or null
     * @param name file name, or null
     * @return image, audio or video, else binary
     */
    static PayloadType ofFile(String contentType, String name) {
        String kind = contentType == null
                ? ""
                : contentType.toLowerCase(Locale.ROOT).split("/", 2)[0].trim();
        return switch (kind) {
            case "image" -> PayloadType.IMAGE;
            case "audio" -> PayloadType.AUDIO;
            case "video" -> PayloadType.VIDEO;
            default -> BY_EXTENSION.getOrDefault(extension(name), PayloadType.BINARY);
        };
    }

    private static String extension(String name) {
        int dot = name == null ? -1 : name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }
}
