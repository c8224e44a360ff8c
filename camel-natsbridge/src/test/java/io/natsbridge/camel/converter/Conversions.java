/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.converter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import io.natsbridge.camel.arrow.ArrowFormat;
import io.natsbridge.camel.arrow.ArrowTable;
import io.natsbridge.camel.content.Content;
import io.natsbridge.camel.envelope.PayloadType;
import io.natsbridge.camel.json.JsonArray;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;

/** What routes may want of payloads. */
public final class Conversions {

    private Conversions() {}

    /** A bean. */
    public record Order(String item, int count, LocalDate due) {}

    /**
     * A conversion.
     *
     * @param type of the payload
     * @param sent its value
     * @param to what the route wants of it
     * @param read what the value that the route got holds, in a form to compare; called while the exchange lasts
     * @param expected that form
     */
    record Conversion(PayloadType type, Object sent, Class<?> to, Function<Object, Object> read, Object expected) {
        @Override
        public String toString() {
            return type.wireName() + " to " + to.getSimpleName();
        }
    }

    private static final Map<String, Object> ORDER = order("Grüße, 😀", 2);
    private static final List<Map<String, Object>> ORDERS = List.of(ORDER, order("\"b\"", 7));
    private static final String ORDERS_CSV =
            "item,count,due\r\n\"Grüße, 😀\",2,2024-02-29\r\n\"\"\"b\"\"\",7,2024-02-29\r\n";
    private static final List<Order> ORDER_BEANS = List.of(
            new Order("Grüße, 😀", 2, LocalDate.of(2024, 2, 29)), new Order("\"b\"", 7, LocalDate.of(2024, 2, 29)));
    private static final byte[] BYTES = {1, 0, -1, 127};

    private static Map<String, Object> order(String item, int count) {
        Map<String, Object> order = new LinkedHashMap<>();
        order.put("item", item);
        order.put("count", count);
        order.put("due", "2024-02-29");
        return order;
    }

    private static List<Map<String, Object>> typedOrders() {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Map<String, Object> order : ORDERS) {
            Map<String, Object> row = new LinkedHashMap<>(order);
            row.put("count", ((Integer) order.get("count")).longValue());
            row.put("due", LocalDate.of(2024, 2, 29));
            rows.add(row);
        }
        return rows;
    }

    static Stream<Conversion> conversions() {
        return Stream.of(texts(), dictionaries(), jsonTables(), arrowTables(), media(), binaries())
                .flatMap(all -> all);
    }

    private static Stream<Conversion> texts() {
        byte[] utf8 = "Grüße 😀".getBytes(StandardCharsets.UTF_8);
        return Stream.of(
                new Conversion(PayloadType.TEXT, "Grüße 😀", String.class, value -> value, "Grüße 😀"),
                new Conversion(PayloadType.TEXT, "Grüße 😀", byte[].class, value -> list(value), list(utf8)),
                new Conversion(PayloadType.TEXT, "Grüße 😀", InputStream.class, value -> list(all(value)), list(utf8)));
    }

    private static Stream<Conversion> dictionaries() {
        String json = "{\"item\":\"Grüße, 😀\",\"count\":2,\"due\":\"2024-02-29\"}";
        PayloadType type = PayloadType.DICTIONARY;
        return Stream.of(
                new Conversion(type, ORDER, Map.class, value -> value, ORDER),
                new Conversion(type, ORDER, String.class, value -> value, json),
                new Conversion(type, ORDER, JsonNode.class, value -> ((JsonNode) value).get("count"), new IntNode(2)),
                new Conversion(type, ORDER, Order.class, value -> value, ORDER_BEANS.get(0)),
                new Conversion(type, ORDER_BEANS.get(0), Order.class, value -> value, ORDER_BEANS.get(0)),
                new Conversion(type, ORDERS, Order[].class, value -> List.of((Order[]) value), ORDER_BEANS),
                new Conversion(type, ORDERS, List.class, value -> value, ORDERS),
                new Conversion(type, ORDERS, JsonNode.class, value -> ((JsonNode) value).size(), 2),
                new Conversion(
                        type, ORDER, byte[].class, value -> new String((byte[]) value, StandardCharsets.UTF_8), json),
                new Conversion(type, 7, Integer.class, value -> value, 7),
                new Conversion(type, new IntNode(7), String.class, value -> value, "7"));
    }

    private static Stream<Conversion> jsonTables() {
        PayloadType type = PayloadType.JSONTABLE;
        return Stream.of(
                new Conversion(type, ORDERS, List.class, value -> value, ORDERS),
                new Conversion(type, ORDER_BEANS, List.class, value -> value, ORDERS),
                new Conversion(type, ORDER_BEANS, Order[].class, value -> List.of((Order[]) value), ORDER_BEANS),
                new Conversion(type, ORDERS, Iterator.class, value -> list((Iterator<?>) value), ORDERS),
                new Conversion(type, ORDERS.iterator(), List.class, value -> value, ORDERS),
                new Conversion(type, ORDERS, ArrowTable.class, value -> ((ArrowTable) value).rowCount(), 2L),
                new Conversion(
                        type, ORDERS, VectorSchemaRoot.class, value -> ((VectorSchemaRoot) value).getRowCount(), 2),
                new Conversion(type, ORDERS, ArrowReader.class, value -> rows((ArrowReader) value), 2),
                new Conversion(type, ORDERS, JsonArray.class, value -> value, ORDERS));
    }

    private static Stream<Conversion> arrowTables() {
        return Stream.of(PayloadType.ARROWTABLE, PayloadType.TABLE)
                .flatMap(type -> Stream.of(
                        new Conversion(type, typedOrders(), List.class, value -> value, typedOrders()),
                        new Conversion(
                                type, typedOrders(), Iterator.class, value -> list((Iterator<?>) value), typedOrders()),
                        new Conversion(type, typedOrders().iterator(), JsonArray.class, value -> value, typedOrders()),
                        new Conversion(
                                type, ORDER_BEANS, Order[].class, value -> List.of((Order[]) value), ORDER_BEANS),
                        new Conversion(
                                type,
                                typedOrders(),
                                VectorSchemaRoot.class,
                                value -> ((VectorSchemaRoot) value).getRowCount(),
                                2),
                        new Conversion(type, typedOrders(), ArrowReader.class, value -> rows((ArrowReader) value), 2),
                        new Conversion(
                                type,
                                typedOrders(),
                                byte[].class,
                                value -> arrowRows((byte[]) value, type),
                                typedOrders()),
                        new Conversion(
                                type,
                                typedOrders(),
                                InputStream.class,
                                value -> arrowRows(all(value), type),
                                typedOrders()),
                        new Conversion(type, typedOrders(), String.class, value -> value, ORDERS_CSV),
                        new Conversion(type, ORDERS_CSV, List.class, value -> value, typedOrders()),
                        new Conversion(type, "[{\"n\":1}]", List.class, value -> value, List.of(Map.of("n", 1L)))));
    }

    private static Stream<Conversion> media() {
        BufferedImage image = new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB);
        image.setRGB(2, 1, 0x123456);
        AudioFormat format = new AudioFormat(8000, 16, 1, true, false);
        byte[] samples = {1, 2, 3, 4, 5, 6, 7, 8};
        Function<Object, Object> sound = value -> list(all(value));
        return Stream.of(
                new Conversion(
                        PayloadType.IMAGE,
                        image,
                        BufferedImage.class,
                        value -> ((BufferedImage) value).getRGB(2, 1) & 0xFFFFFF,
                        0x123456),
                new Conversion(
                        PayloadType.AUDIO, audio(samples, format, 4), AudioInputStream.class, sound, list(samples)),
                new Conversion(
                        PayloadType.AUDIO, audio(samples, format, -1), AudioInputStream.class, sound, list(samples)));
    }

    private static AudioInputStream audio(byte[] samples, AudioFormat format, long frames) {
        return new AudioInputStream(new ByteArrayInputStream(samples), format, frames);
    }

    private static Stream<Conversion> binaries() {
        return Stream.of(PayloadType.BINARY, PayloadType.IMAGE, PayloadType.AUDIO, PayloadType.VIDEO)
                .flatMap(type -> Stream.of(
                        new Conversion(type, BYTES, byte[].class, value -> list(value), list(BYTES)),
                        new Conversion(
                                type,
                                ByteBuffer.wrap(BYTES),
                                ByteBuffer.class,
                                value -> list(buffer(value)),
                                list(BYTES)),
                        new Conversion(
                                type,
                                new ByteArrayInputStream(BYTES),
                                InputStream.class,
                                value -> list(all(value)),
                                list(BYTES)),
                        new Conversion(type, BYTES, File.class, value -> list(file(value)), list(BYTES))));
    }

    private static List<Integer> list(Object bytes) {
        List<Integer> list = new ArrayList<>();
        for (byte b : (byte[]) bytes) {
            list.add((int) b);
        }
        return list;
    }

    private static List<Object> list(Iterator<?> iterator) {
        List<Object> list = new ArrayList<>();
        iterator.forEachRemaining(list::add);
        return list;
    }

    private static byte[] buffer(Object buffer) {
        byte[] bytes = new byte[((ByteBuffer) buffer).remaining()];
        ((ByteBuffer) buffer).get(bytes);
        return bytes;
    }

    private static byte[] file(Object file) {
        try {
            return Files.readAllBytes(((File) file).toPath());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] all(Object in) {
        try {
            return ((InputStream) in).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int rows(ArrowReader reader) {
        try {
            int rows = 0;
            while (reader.loadNextBatch()) {
                rows += reader.getVectorSchemaRoot().getRowCount();
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<?> arrowRows(byte[] bytes, PayloadType type) {
        try {
            assertThat(ArrowFormat.detect(Content.of(bytes)))
                    .contains(type == PayloadType.TABLE ? ArrowFormat.FILE : ArrowFormat.STREAM);
            return TableConverter.toRows(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
