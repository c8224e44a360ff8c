/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import java.nio.charset.StandardCharsets;

/** The JSON of an envelope that was sent, made text when somebody reads it. */
final class EnvelopeText implements CharSequence {

    private final byte[] utf8;
    private String text;

    EnvelopeText(byte[] utf8) {
        this.utf8 = utf8;
    }

    @Override
    public int length() {
        return toString().length();
    }

    @Override
    public char charAt(int index) {
        return toString().charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return toString().subSequence(start, end);
    }

    @Override
    public synchronized String toString() {
        if (text == null) {
            text = new String(utf8, StandardCharsets.UTF_8);
        }
        return text;
    }
}
