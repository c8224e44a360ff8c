/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.cli;

import io.natsbridge.camel.codec.TableText;
import io.natsbridge.camel.envelope.Payload;
import io.natsbridge.camel.envelope.PayloadType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLConnection;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Which payload a file becomes: its type follows from its name. */
final class PayloadFile {

    private static final Map<String, PayloadType> BY_EXTENSION = Map.ofEntries(
            Map.entry("txt", PayloadType.TEXT),
            Map.entry("md", PayloadType.TEXT),
            Map.entry("log", PayloadType.TEXT),
            Map.entry("json", PayloadType.DICTIONARY),
            Map.entry("csv", PayloadType.ARROWTABLE),
            Map.entry("arrow", PayloadType.ARROWTABLE),
            Map.entry("arrows", PayloadType.ARROWTABLE),
            Map.entry("feather", PayloadType.ARROWTABLE),
            Map.entry("webp", PayloadType.IMAGE),
            Map.entry("flac", PayloadType.AUDIO),
            Map.entry("opus", PayloadType.AUDIO),
            Map.entry("m4a", PayloadType.AUDIO),
            Map.entry("mkv", PayloadType.VIDEO),
            Map.entry("webm", PayloadType.VIDEO),
            Map.entry("y4m", PayloadType.VIDEO));

    private PayloadFile() {}

    /**
     * A payload of a file.
     *
     * @param name its name; null for the file's
     * @param type its type; null for what its name says
     * @throws IOException when it cannot be read, or is no text where it ought to be one
     */
    static Payload of(Path file, String name, PayloadType type) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("Cannot send " + file + ": it is no file");
        }
        String own = String.valueOf(file.getFileName());
        PayloadType chosen = type == null ? typeOf(own) : type;
        boolean isTable = chosen.isArrow() || chosen == PayloadType.JSONTABLE;
        Object value = file;
        if (isTable && extension(own).equals("csv")) {
            value = rows(Payload.of(own, text(Files.readAllBytes(file), file.toString()), chosen));
        } else if (chosen == PayloadType.TEXT) {
            value = text(Files.readAllBytes(file), file.toString());
        }
        return payload(name == null ? own : name, value, chosen, own);
    }

    /**
     * A payload of what standard input gives.
     *
     * @param name its name; null for {@code stdin}
     * @param type its type; null for {@code text}
     */
    static Payload of(InputStream in, String name, PayloadType type) throws IOException {
        String chosen = name == null ? "stdin" : name;
        boolean isText = type == null || type == PayloadType.TEXT;
        if (isText) {
            return Payload.of(chosen, text(in.readAllBytes(), "standard input"), PayloadType.TEXT);
        }
        boolean json = type == PayloadType.DICTIONARY || type == PayloadType.JSONTABLE;
        return payload(chosen, json ? in.readAllBytes() : in, type, chosen);
    }

    private static Payload payload(String name, Object value, PayloadType type, String file) {
        String media = type.isOpaque() ? URLConnection.guessContentTypeFromName(file) : null;
        return Payload.builder(name, type)
                .metadata(media == null ? Map.of() : Map.of("content_type", media))
                .value(value)
                .build();
    }

    private static Object rows(Payload csv) {
        return TableText.csv(csv, csv.value().toString());
    }

    static PayloadType typeOf(String name) {
        PayloadType known = BY_EXTENSION.get(extension(name));
        if (known != null) {
            return known;
        }
        String media = URLConnection.guessContentTypeFromName(name);
        String kind = media == null ? "" : media.split("/", 2)[0];
        return switch (kind) {
            case "image" -> PayloadType.IMAGE;
            case "audio" -> PayloadType.AUDIO;
            case "video" -> PayloadType.VIDEO;
            default -> PayloadType.BINARY;
        };
    }

    private static String extension(String name) {
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    private static String text(byte[] bytes, String what) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new UncheckedIOException(
                    "Cannot send " + what + " as text: it is not UTF-8; convert it, or use --type binary", e);
        }
    }
}
