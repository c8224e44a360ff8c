/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.store;

import io.natsbridge.camel.error.Names;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An absolute {@code http} or {@code https} URL, taken apart and put together again: what comes out holds nothing but what was looked at. Scheme and host are in lower
 * case, the port is always known, path and query are percent-encoded. Two spellings of one address ({@code 127.0.0.1}, {@code 2130706433}) stay different hosts.
 *
 * @param path below the host, empty or beginning with a slash
 * @param query without its question mark, or null
 */
record HttpUrl(String scheme, String host, int port, String path, String query) {

    private static final int MAX_LENGTH = 8192;
    private static final String PLAIN_MARKS = "-_.~!$&'()*+,;=:@/?#%[]";
    private static final Pattern PARTS = Pattern.compile("(?i)(https?)://([^/?#]*)(/[^?]*)?(?:\\?(.*))?");
    private static final Pattern AUTHORITY =
            Pattern.compile("([A-Za-z0-9_.-]+|\\[[0-9A-Fa-f:.]+])(?::([1-9][0-9]{0,4}))?");
    private static final Pattern FORBIDDEN_ESCAPE = Pattern.compile("(?i)%(?:[01][0-9a-f]|7f|2f|5c)");

    /**
     * Reads a URL as a peer writes it: what is not legal in a URL (spaces, non-ASCII characters, a lone {@code %}) is percent-encoded first.
     *
     * @throws IllegalArgumentException with the rule that the text breaks; its message does not hold the URL
     */
    static HttpUrl parse(String text) {
        if (text == null || text.isEmpty()) {
            throw new IllegalArgumentException("it is empty");
        }
        if (text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("it has " + text.length() + " characters, more than " + MAX_LENGTH);
        }
        String legal = encoded(text);
        if (legal.indexOf('#') >= 0) {
            throw new IllegalArgumentException("it has a fragment");
        }
        Matcher parts = PARTS.matcher(legal);
        if (!parts.matches()) {
            throw new IllegalArgumentException("it is no absolute http or https URL");
        }
        String scheme = parts.group(1).toLowerCase(Locale.ROOT);
        Matcher authority = AUTHORITY.matcher(parts.group(2));
        if (!authority.matches()) {
            throw new IllegalArgumentException(
                    parts.group(2).indexOf('@') >= 0 ? "it has user info" : "its host or port is none");
        }
        String path = parts.group(3) == null ? "" : parts.group(3);
        checkPath(path);
        return new HttpUrl(
                scheme,
                authority.group(1).toLowerCase(Locale.ROOT),
                port(authority.group(2), scheme),
                path.replace("[", "%5B").replace("]", "%5D"),
                parts.group(4));
    }

    /**
     * Reads the base URL of a file server: no query; slashes at its end make no difference.
     *
     * @throws IllegalArgumentException with the rule that the text breaks
     */
    static HttpUrl parseBase(String text) {
        HttpUrl url = parse(text);
        if (url.query != null) {
            throw new IllegalArgumentException("it has a query");
        }
        String path = url.path;
        while (path.endsWith("/")) {
            path = path.substring(0, path.length() - 1);
        }
        return new HttpUrl(url.scheme, url.host, url.port, path, null);
    }

    /**
     * Reads the base URL of a file server that an option names.
     *
     * @throws IllegalArgumentException naming option, value and rule; user info is left out
     */
    static HttpUrl parseBase(String option, String text) {
        try {
            return parseBase(text);
        } catch (IllegalArgumentException e) {
            String shown = text == null ? "" : text.replaceAll("[^/]*@", "***@");
            throw new IllegalArgumentException(
                    option + " '" + Names.printable(shown) + "' is not the base URL of a file server: "
                            + e.getMessage(),
                    e);
        }
    }

    boolean hasSameOrigin(HttpUrl other) {
        return port == other.port && scheme.equals(other.scheme) && host.equals(other.host);
    }

    /** Whether the other URL has the same origin and a path below this one's. */
    boolean isBaseOf(HttpUrl other) {
        return hasSameOrigin(other) && other.path.startsWith(path + "/");
    }

    /** Scheme, host and, unless it is the scheme's own, port. */
    String origin() {
        return scheme + "://" + host + (port == defaultPort(scheme) ? "" : ":" + port);
    }

    URI toUri() {
        return URI.create(toString());
    }

    @Override
    public String toString() {
        return origin() + path + (query == null ? "" : "?" + query);
    }

    /** Percent-encodes all but the unreserved characters, so that any text can be one segment of a path. */
    static String encodeSegment(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (isAlphanumeric(b) || "-_.~".indexOf(b) >= 0) {
                out.append((char) b);
            } else {
                appendEscape(out, b);
            }
        }
        return out.toString();
    }

    private static int port(String text, String scheme) {
        int port = text == null ? defaultPort(scheme) : Integer.parseInt(text);
        if (port > 65535) {
            throw new IllegalArgumentException("its port is above 65535");
        }
        return port;
    }

    private static int defaultPort(String scheme) {
        return scheme.equals("https") ? 443 : 80;
    }

    private static void checkPath(String path) {
        if (FORBIDDEN_ESCAPE.matcher(path).find()) {
            throw new IllegalArgumentException("its path has an encoded slash, backslash or control character");
        }
        for (String segment : path.split("/", -1)) {
            String name = segment.replaceAll("(?i)%2e", ".").replaceFirst(";.*", "");
            if (name.equals(".") || name.equals("..")) {
                throw new IllegalArgumentException("its path has a dot segment");
            }
        }
    }

    private static String encoded(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        int i = 0;
        while (i < text.length()) {
            int c = text.codePointAt(i);
            if (c < 0x20 || c == 0x7f || c == '\\' || (c >= 0xd800 && c <= 0xdfff)) {
                throw new IllegalArgumentException("it has a control character, a backslash or half a surrogate pair");
            }
            if (c == '%' && !isEscape(text, i)) {
                out.append("%25");
            } else if (isAlphanumeric(c) || PLAIN_MARKS.indexOf(c) >= 0) {
                out.append((char) c);
            } else {
                for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
                    appendEscape(out, b);
                }
            }
            i += Character.charCount(c);
        }
        return out.toString();
    }

    private static boolean isEscape(String text, int at) {
        return at + 2 < text.length() && isHex(text.charAt(at + 1)) && isHex(text.charAt(at + 2));
    }

    private static boolean isHex(char c) {
        return c < 0x80 && Character.digit(c, 16) >= 0;
    }

    private static boolean isAlphanumeric(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    private static void appendEscape(StringBuilder out, byte b) {
        out.append('%')
                .append(Character.toUpperCase(Character.forDigit((b >> 4) & 0xf, 16)))
                .append(Character.toUpperCase(Character.forDigit(b & 0xf, 16)));
    }
}
