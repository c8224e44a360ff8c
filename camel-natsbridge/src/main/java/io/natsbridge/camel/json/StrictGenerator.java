/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.json;

import com.fasterxml.jackson.core.JsonGenerationException;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.util.JsonGeneratorDelegate;
import io.natsbridge.camel.json.JsonNumbers.Large;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Refuses what JSON cannot carry where Jackson would write something else in its place: numbers that are not finite, and text with an unpaired surrogate. What becomes of
 * such numbers, and of large ones, is told by {@link JsonNumbers}.
 */
final class StrictGenerator extends JsonGeneratorDelegate {

    /** Nested values come back to this generator, not to the one behind it. */
    private static final boolean COPY_BY_ITSELF = false;

    private final JsonNumbers numbers;
    private int rows;

    StrictGenerator(JsonGenerator generator, JsonNumbers numbers) {
        super(generator, COPY_BY_ITSELF);
        this.numbers = numbers;
    }

    /** How many objects were begun that are elements of an outermost array. */
    int rows() {
        return rows;
    }

    @Override
    public void writeStartObject() throws IOException {
        countRow();
        super.writeStartObject();
    }

    @Override
    public void writeStartObject(Object value) throws IOException {
        countRow();
        super.writeStartObject(value);
    }

    @Override
    public void writeStartObject(Object value, int size) throws IOException {
        countRow();
        super.writeStartObject(value, size);
    }

    @Override
    public void writeNumber(double value) throws IOException {
        if (Double.isFinite(value)) {
            super.writeNumber(value);
        } else {
            writeNotFinite(value);
        }
    }

    @Override
    public void writeNumber(float value) throws IOException {
        if (Float.isFinite(value)) {
            super.writeNumber(value);
        } else {
            writeNotFinite(value);
        }
    }

    @Override
    public void writeNumber(long value) throws IOException {
        if (numbers.isUnsafe(value)) {
            writeLarge(Long.toString(value));
        } else {
            super.writeNumber(value);
        }
    }

    @Override
    public void writeNumber(BigInteger value) throws IOException {
        if (value != null && numbers.isUnsafe(value)) {
            writeLarge(value.toString());
        } else {
            super.writeNumber(value);
        }
    }

    @Override
    public void writeNumber(BigDecimal value) throws IOException {
        if (value != null && numbers.isUnsafe(value)) {
            writeLarge(value.toString());
        } else {
            super.writeNumber(value);
        }
    }

    @Override
    public void writeArray(double[] values, int offset, int length) throws IOException {
        writeStartArray(values, length);
        for (int i = offset; i < offset + length; i++) {
            writeNumber(values[i]);
        }
        writeEndArray();
    }

    @Override
    public void writeArray(long[] values, int offset, int length) throws IOException {
        writeStartArray(values, length);
        for (int i = offset; i < offset + length; i++) {
            writeNumber(values[i]);
        }
        writeEndArray();
    }

    @Override
    public void writeFieldName(String name) throws IOException {
        int lone = Utf8.loneSurrogate(name);
        if (lone >= 0) {
            throw refused(
                    "a key with an unpaired surrogate at index " + lone,
                    pointer(getOutputContext().getParent()));
        }
        super.writeFieldName(name);
    }

    @Override
    public void writeString(String text) throws IOException {
        int lone = text == null ? -1 : Utf8.loneSurrogate(text);
        if (lone >= 0) {
            throw refused("a text with an unpaired surrogate at index " + lone, pointerToNextValue());
        }
        super.writeString(text);
    }

    @Override
    public void writeString(char[] text, int offset, int length) throws IOException {
        writeString(new String(text, offset, length));
    }

    private void countRow() {
        JsonStreamContext here = getOutputContext();
        if (here.inArray() && here.getParent().inRoot()) {
            rows++;
        }
    }

    private void writeNotFinite(double value) throws IOException {
        switch (numbers.notFinite()) {
            case NULL -> writeNull();
            case WORDS -> writeRawValue(Double.toString(value));
            case REFUSED -> throw unsafe("the number " + value);
        }
    }

    private void writeLarge(String digits) throws IOException {
        if (numbers.large() == Large.REFUSED) {
            throw unsafe("an integer beyond " + JsonNumbers.LARGEST + " (2^53)");
        }
        writeString(digits);
    }

    private String pointerToNextValue() {
        JsonStreamContext here = getOutputContext();
        return here.inArray() ? pointer(here.getParent()) + "/" + here.getEntryCount() : pointer(here);
    }

    private static String pointer(JsonStreamContext context) {
        return context.pathAsPointer().toString();
    }

    private UnsafeNumber unsafe(String what) {
        return new UnsafeNumber(refusal(what, pointerToNextValue()), this);
    }

    private JsonGenerationException refused(String what, String pointer) {
        return new JsonGenerationException(refusal(what, pointer), this);
    }

    private static String refusal(String what, String pointer) {
        return "JSON cannot carry " + what + (pointer.isEmpty() ? "" : " at " + pointer);
    }

    /** A number is refused. Jackson may wrap it. */
    static final class UnsafeNumber extends JsonGenerationException {
        private static final long serialVersionUID = 1L;

        UnsafeNumber(String message, JsonGenerator generator) {
            super(message, generator);
        }
    }
}
