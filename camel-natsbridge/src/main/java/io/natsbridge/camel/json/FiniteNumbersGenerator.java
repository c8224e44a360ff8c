/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.json;

import com.fasterxml.jackson.core.JsonGenerationException;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.JsonGeneratorDelegate;
import java.io.IOException;

/** Refuses numbers that JSON cannot carry, where Jackson would write them as strings. */
final class FiniteNumbersGenerator extends JsonGeneratorDelegate {

    FiniteNumbersGenerator(JsonGenerator generator) {
        super(generator);
    }

    @Override
    public void writeNumber(double value) throws IOException {
        requireFinite(value);
        super.writeNumber(value);
    }

    @Override
    public void writeNumber(float value) throws IOException {
        requireFinite(value);
        super.writeNumber(value);
    }

    @Override
    public void writeArray(double[] values, int offset, int length) throws IOException {
        writeStartArray(values, length);
        for (int i = offset; i < offset + length; i++) {
            writeNumber(values[i]);
        }
        writeEndArray();
    }

    private void requireFinite(double value) throws IOException {
        if (!Double.isFinite(value)) {
            throw new JsonGenerationException(
                    "JSON cannot carry the number " + value + " at "
                            + getOutputContext().pathAsPointer(),
                    this);
        }
    }
}
