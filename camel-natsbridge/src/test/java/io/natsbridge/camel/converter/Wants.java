/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.converter;

import com.fasterxml.jackson.databind.JsonNode;
import io.natsbridge.camel.arrow.ArrowTable;
import io.natsbridge.camel.converter.Conversions.Order;
import io.natsbridge.camel.json.JsonArray;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.sound.sampled.AudioInputStream;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;

/** Has a parameter of each type that a route may want. */
public final class Wants {
    private final Function<Object, Object> read;
    private Object got;

    /** @param read what a value holds, in a form to compare */
    Wants(Function<Object, Object> read) {
        this.read = read;
    }

    /** What the value that arrived holds. */
    Object got() {
        return got;
    }

    private void value(Object value) {
        got = read.apply(value);
    }

    public void text(String value) {
        value(value);
    }

    public void bytes(byte[] value) {
        value(value);
    }

    public void stream(InputStream value) {
        value(value);
    }

    public void map(Map<?, ?> value) {
        value(value);
    }

    public void list(List<?> value) {
        value(value);
    }

    public void rows(JsonArray value) {
        value(value);
    }

    public void iterator(Iterator<?> value) {
        value(value);
    }

    public void json(JsonNode value) {
        value(value);
    }

    public void bean(Order value) {
        value(value);
    }

    public void beans(Order[] value) {
        value(value);
    }

    public void number(Integer value) {
        value(value);
    }

    public void table(ArrowTable value) {
        value(value);
    }

    public void root(VectorSchemaRoot value) {
        value(value);
    }

    public void reader(ArrowReader value) {
        value(value);
    }

    public void image(BufferedImage value) {
        value(value);
    }

    public void sound(AudioInputStream value) {
        value(value);
    }

    public void buffer(ByteBuffer value) {
        value(value);
    }

    public void file(File value) {
        value(value);
    }

    static String methodFor(Class<?> type) {
        return Arrays.stream(Wants.class.getMethods())
                .filter(method -> method.getParameterCount() == 1 && method.getParameterTypes()[0] == type)
                .filter(method -> method.getDeclaringClass() == Wants.class)
                .findFirst()
                .orElseThrow()
                .getName();
    }
}
