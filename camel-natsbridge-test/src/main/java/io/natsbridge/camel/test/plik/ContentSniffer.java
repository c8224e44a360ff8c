/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.plik;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * Guesses a media type from the first bytes of a file, by the rules of the WHATWG MIME sniffing standard as Plik applies them.
 * Bytes are held as ISO 8859-1 text, one character a byte.
 */
final class ContentSniffer {

    /** How many bytes are looked at. */
    static final int WINDOW = 512;

    private static final String ANYTHING = "application/octet-stream";
    private static final String TEXT = "text/plain; charset=utf-8";

    private static final List<String> HTML_TAGS = List.of(
            "<!DOCTYPE HTML",
            "<HTML",
            "<HEAD",
            "<SCRIPT",
            "<IFRAME",
            "<H1",
            "<DIV",
            "<FONT",
            "<TABLE",
            "<A",
            "<STYLE",
            "<TITLE",
            "<B",
            "<BODY",
            "<BR",
            "<P",
            "<!--");

    /** In the order of the standard; in a pattern a question mark stands for any byte. */
    private static final List<Signature> SIGNATURES = List.of(
            new Signature("%PDF-", "application/pdf"),
            new Signature("%!PS-Adobe-", "application/postscript"),
            new Signature("\u00fe\u00ff??", "text/plain; charset=utf-16be"),
            new Signature("\u00ff\u00fe??", "text/plain; charset=utf-16le"),
            new Signature("\u00ef\u00bb\u00bf?", TEXT),
            new Signature("\0\0\1\0", "image/x-icon"),
            new Signature("\0\0\2\0", "image/x-icon"),
            new Signature("BM", "image/bmp"),
            new Signature("GIF87a", "image/gif"),
            new Signature("GIF89a", "image/gif"),
            new Signature("RIFF????WEBPVP", "image/webp"),
            new Signature("\u0089PNG\r\n\u001a\n", "image/png"),
            new Signature("\u00ff\u00d8\u00ff", "image/jpeg"),
            new Signature("FORM????AIFF", "audio/aiff"),
            new Signature("ID3", "audio/mpeg"),
            new Signature("OggS\0", "application/ogg"),
            new Signature("MThd\0\0\0\6", "audio/midi"),
            new Signature("RIFF????AVI ", "video/avi"),
            new Signature("RIFF????WAVE", "audio/wave"),
            new Signature("\u001aE\u00df\u00a3", "video/webm"),
            new Signature("?".repeat(34) + "LP", "application/vnd.ms-fontobject"),
            new Signature("\0\1\0\0", "font/ttf"),
            new Signature("OTTO", "font/otf"),
            new Signature("ttcf", "font/collection"),
            new Signature("wOFF", "font/woff"),
            new Signature("wOF2", "font/woff2"),
            new Signature("\u001f\u008b\b", "application/x-gzip"),
            new Signature("PK\3\4", "application/zip"),
            new Signature("Rar!\u001a\7\0", "application/x-rar-compressed"),
            new Signature("Rar!\u001a\7\1\0", "application/x-rar-compressed"),
            new Signature("\0asm", "application/wasm"));

    private ContentSniffer() {}

    /**
     * Guesses a media type.
     *
     * @param start the file's first bytes, up to {@link #WINDOW} of them are looked at; not consumed
     * @return the media type, empty for an empty file
     */
    static String typeOf(ByteBuffer start) {
        ByteBuffer window = start.slice().limit(Math.min(WINDOW, start.remaining()));
        String head = ISO_8859_1.decode(window).toString();
        if (head.isEmpty()) {
            return "";
        }
        String trimmed = head.substring(leadingBlanks(head));
        if (HTML_TAGS.stream().anyMatch(tag -> startsWithTag(trimmed, tag))) {
            return "text/html; charset=utf-8";
        }
        if (trimmed.startsWith("<?xml")) {
            return "text/xml; charset=utf-8";
        }
        for (Signature signature : SIGNATURES) {
            if (signature.matches(head)) {
                return signature.type();
            }
        }
        if (isMp4(head)) {
            return "video/mp4";
        }
        return trimmed.chars().anyMatch(ContentSniffer::isBinary) ? ANYTHING : TEXT;
    }

    /**
     * Tells what Plik says of a file in the answer to a download, where it lets no browser interpret HTML, PDF and Flash.
     *
     * @param type the guessed or declared type, maybe empty
     * @return the {@code Content-Type} of the download
     */
    static String servedAs(String type) {
        String served = type.contains("html") ? "text/plain" : type;
        boolean blocked = served.isEmpty() || served.contains("flash") || served.contains("pdf");
        return blocked ? ANYTHING : served;
    }

    private static int leadingBlanks(String head) {
        int at = 0;
        while (at < head.length() && "\t\n\f\r ".indexOf(head.charAt(at)) >= 0) {
            at++;
        }
        return at;
    }

    private static boolean startsWithTag(String head, String tag) {
        return head.length() > tag.length()
                && head.regionMatches(true, 0, tag, 0, tag.length())
                && (head.charAt(tag.length()) == ' ' || head.charAt(tag.length()) == '>');
    }

    private static boolean isMp4(String head) {
        if (head.length() < 12 || !head.startsWith("ftyp", 4)) {
            return false;
        }
        long boxSize = ((long) head.charAt(0) << 24) | (head.charAt(1) << 16) | (head.charAt(2) << 8) | head.charAt(3);
        if (boxSize > head.length() || boxSize % 4 != 0) {
            return false;
        }
        for (int brand = 8; brand < boxSize; brand += 4) {
            if (brand != 12 && head.startsWith("mp4", brand)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isBinary(int b) {
        return b <= 0x08 || b == 0x0b || (b >= 0x0e && b <= 0x1a) || (b >= 0x1c && b <= 0x1f);
    }

    private record Signature(String pattern, String type) {

        boolean matches(String head) {
            if (head.length() < pattern.length()) {
                return false;
            }
            for (int i = 0; i < pattern.length(); i++) {
                if (pattern.charAt(i) != '?' && pattern.charAt(i) != head.charAt(i)) {
                    return false;
                }
            }
            return true;
        }
    }
}
