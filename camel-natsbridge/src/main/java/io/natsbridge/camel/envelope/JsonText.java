/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.envelope;

/** JSON text in UTF-8 that is written to an array, or only counted first, so that the array has exactly the right size. */
final class JsonText {

    private static final String HEX = "0123456789abcdef";

    /** What is written to; null while only counting. */
    private final byte[] bytes;

    private int length;

    /** Whether every string so far, or when writing every string to come, stands as it is in JSON. */
    private boolean plain;

    private JsonText(byte[] bytes, boolean plain) {
        this.bytes = bytes;
        this.plain = plain;
    }

    /** One that only counts the bytes of what is appended. */
    static JsonText counting() {
        return new JsonText(null, true);
    }

    /** One that writes what was counted to an array, which has room for it. */
    static JsonText into(byte[] array, JsonText counted) {
        return new JsonText(array, counted.plain);
    }

    boolean isCounting() {
        return bytes == null;
    }

    /** Bytes appended or left out so far. */
    int length() {
        return length;
    }

    /** Leaves bytes as they are, for somebody else to write. */
    void skip(int count) {
        length += count;
    }

    /** Appends a whole number, 0 or more. */
    JsonText number(long value) {
        int digits = 1;
        for (long rest = value; rest >= 10; rest /= 10) {
            digits++;
        }
        length += digits;
        if (bytes != null) {
            long rest = value;
            for (int i = length - 1; i >= length - digits; i--) {
                bytes[i] = (byte) ('0' + rest % 10);
                rest /= 10;
            }
        }
        return this;
    }

    /** Appends bytes as they are. */
    JsonText raw(byte[] utf8) {
        if (bytes != null) {
            System.arraycopy(utf8, 0, bytes, length, utf8.length);
        }
        length += utf8.length;
        return this;
    }

    /** Appends an ASCII character as it is. */
    JsonText raw(char ascii) {
        put(ascii);
        return this;
    }

    /**
     * Appends a JSON string.
     *
     * @return false when the text holds an unpaired surrogate; what was appended is then of no use
     */
    boolean string(String text) {
        put('"');
        int begin = isCounting() || !plain ? plainLength(text) : text.length();
        plain &= begin == text.length();
        appendPlain(text, begin);
        for (int i = begin; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isPlain(c)) {
                put(c);
            } else if (c < 0x80) {
                escape(c);
            } else if (!Character.isSurrogate(c)) {
                utf8(c);
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                utf8(Character.toCodePoint(c, text.charAt(++i)));
            } else {
                return false;
            }
        }
        put('"');
        return true;
    }

    /** Index of the first character that does not stand as it is in JSON. */
    private static int plainLength(String text) {
        int i = 0;
        while (i < text.length() && isPlain(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private static boolean isPlain(char c) {
        return c >= 0x20 && c < 0x7F && c != '"' && c != '\\';
    }

    @SuppressWarnings("deprecation") // the one method that copies ASCII without an array between
    private void appendPlain(String text, int count) {
        if (bytes != null) {
            text.getBytes(0, count, bytes, length);
        }
        length += count;
    }

    private void escape(char c) {
        put('\\');
        switch (c) {
            case '"', '\\' -> put(c);
            case '\n' -> put('n');
            case '\r' -> put('r');
            case '\t' -> put('t');
            default -> {
                put('u');
                put('0');
                put('0');
                put(HEX.charAt(c >> 4));
                put(HEX.charAt(c & 0xF));
            }
        }
    }

    private void utf8(int point) {
        if (point < 0x800) {
            put(0xC0 | point >> 6);
        } else {
            if (point < 0x10000) {
                put(0xE0 | point >> 12);
            } else {
                put(0xF0 | point >> 18);
                put(0x80 | point >> 12 & 0x3F);
            }
            put(0x80 | point >> 6 & 0x3F);
        }
        put(0x80 | point & 0x3F);
    }

    private void put(int value) {
        if (bytes != null) {
            bytes[length] = (byte) value;
        }
        length++;
    }
}
