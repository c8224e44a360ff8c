/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.plik;

import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A part's {@code Content-Disposition}, read as Plik reads it: {@code filename*} wins over {@code filename}, a backslash escapes
 * special characters only, percent escapes in {@code filename} stay, and of a path the last element is taken.
 */
final class ContentDisposition {

    private static final String SPECIAL = "()<>@,;:\\\"/[]?=";

    private final String text;
    private int at;

    private ContentDisposition(String text) {
        this.text = text;
    }

    /**
     * Reads a header.
     *
     * @param header its value
     * @return the parameters, keys in lower case; empty if the header is malformed or not {@code form-data}
     */
    static Map<String, String> parse(String header) {
        int end = header.indexOf(';');
        String type = end < 0 ? header : header.substring(0, end);
        if (!type.strip().equalsIgnoreCase("form-data") || end < 0) {
            return Map.of();
        }
        return new ContentDisposition(header.substring(end)).parameters().orElse(Map.of());
    }

    /** Takes the last element of a path that is separated by slashes, as Plik does with every uploaded name. */
    static String baseName(String path) {
        if (path.isEmpty()) {
            return "";
        }
        int end = path.length();
        while (end > 0 && path.charAt(end - 1) == '/') {
            end--;
        }
        return end == 0 ? "/" : path.substring(path.lastIndexOf('/', end - 1) + 1, end);
    }

    private Optional<Map<String, String>> parameters() {
        Map<String, String> found = new HashMap<>();
        Map<String, String> extended = new HashMap<>();
        while (skip(';')) {
            String key = token().toLowerCase(Locale.ROOT);
            if (key.isEmpty() && at == text.length()) {
                break;
            }
            if (key.isEmpty() || !skip('=')) {
                return Optional.empty();
            }
            Optional<String> value = value();
            Map<String, String> target = key.endsWith("*") ? extended : found;
            if (value.isEmpty() || target.put(key.replace("*", ""), value.get()) != null) {
                return Optional.empty();
            }
        }
        extended.forEach((key, value) -> decodeExtended(value).ifPresent(text -> found.put(key, text)));
        return at == text.length() ? Optional.of(found) : Optional.empty();
    }

    private boolean skip(char expected) {
        skipBlanks();
        boolean there = at < text.length() && text.charAt(at) == expected;
        if (there) {
            at++;
            skipBlanks();
        }
        return there;
    }

    private void skipBlanks() {
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
    }

    private String token() {
        int start = at;
        while (at < text.length() && text.charAt(at) > ' ' && SPECIAL.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(start, at);
    }

    private Optional<String> value() {
        if (at < text.length() && text.charAt(at) == '"') {
            return quoted();
        }
        String token = token();
        return token.isEmpty() ? Optional.empty() : Optional.of(token);
    }

    private Optional<String> quoted() {
        StringBuilder value = new StringBuilder();
        for (at++; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '"') {
                at++;
                return Optional.of(value.toString());
            }
            boolean escape = c == '\\' && at + 1 < text.length() && SPECIAL.indexOf(text.charAt(at + 1)) >= 0;
            value.append(escape ? text.charAt(++at) : c);
        }
        return Optional.empty();
    }

    /** Decodes {@code UTF-8''%e2%82%ac}; other character sets than UTF-8 and ASCII count as not given. */
    private static Optional<String> decodeExtended(String value) {
        String[] parts = value.split("'", 3);
        if (parts.length < 3) {
            return Optional.empty();
        }
        try {
            Charset charset = Charset.forName(parts[0]);
            boolean known = charset.equals(StandardCharsets.UTF_8) || charset.equals(StandardCharsets.US_ASCII);
            return known ? Optional.of(URLDecoder.decode(parts[2].replace("+", "%2B"), charset)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            // An unknown character set or a bad escape: the parameter counts as not given.
            return Optional.empty();
        }
    }
}
