/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.json;

import com.fasterxml.jackson.core.ErrorReportConfiguration;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * JSON ⇄ Java values without any silent change. Read: one document, no duplicate keys, no trailing content, strict UTF-8, integers of any length, decimals as {@code
 * Double} where that holds them exactly as written and as {@code BigDecimal} where it does not. Written: raw UTF-8, finite numbers only, no unpaired surrogates.
 */
public final class Json {

    /** Digits of the longest number: far beyond what any peer writes, and still read in a few milliseconds. */
    private static final int MAX_DIGITS = 100_000;

    /** Characters of a document that an error message may quote. */
    private static final int MAX_QUOTED = 16;

    private static final ConcurrentMap<JsonLimits, JsonFactory> FACTORIES = new ConcurrentHashMap<>();

    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamWriteConstraints(StreamWriteConstraints.builder()
                            .maxNestingDepth(JsonLimits.PAYLOAD.depth())
                            .build())
                    .build())
            .addModule(new JavaTimeModule())
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .disable(SerializationFeature.FLUSH_AFTER_WRITE_VALUE)
            .disable(SerializationFeature.CLOSE_CLOSEABLE)
            .enable(StreamWriteFeature.STRICT_DUPLICATE_DETECTION)
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build();

    private static final TypeReference<Map<String, Object>> PROPERTIES = new TypeReference<>() {};

    private Json() {}

    /** The mapper that turns beans into values and back; shared, not to be reconfigured. */
    public static ObjectMapper mapper() {
        return MAPPER;
    }

    /**
     * The properties of a bean by their names in JSON.
     *
     * @throws IllegalArgumentException when it is no bean
     */
    public static Map<String, Object> properties(Object bean) {
        if (bean == null) {
            throw new IllegalArgumentException("null has no properties");
        }
        return MAPPER.convertValue(bean, PROPERTIES);
    }

    /**
     * Reads one document.
     *
     * @param bytes UTF-8, an optional byte order mark in front
     * @return {@code Map}, {@code List}, {@code String}, {@code Integer}, {@code Long}, {@code BigInteger}, {@code Double}, {@code BigDecimal}, {@code Boolean} or null
     * @throws IOException when it is no such document or passes a limit; the message tells where
     */
    public static Object read(byte[] bytes, JsonLimits limits) throws IOException {
        if (bytes.length > limits.bytes()) {
            throw new IOException(
                    "a JSON document of " + bytes.length + " bytes is over the limit of " + limits.bytes());
        }
        byte[] text = wellFormed(bytes);
        try (JsonParser parser = newParser(text, 0, text.length, limits)) {
            try {
                return document(parser);
            } catch (JsonProcessingException e) {
                throw new IOException(
                        "at byte " + parser.currentLocation().getByteOffset() + ": " + e.getOriginalMessage(), e);
            }
        }
    }

    private static Object document(JsonParser parser) throws IOException {
        if (parser.nextToken() == null) {
            throw new JsonParseException(parser, "there is no JSON value");
        }
        Object value = JsonValues.read(parser);
        if (parser.nextToken() != null) {
            throw new JsonParseException(parser, "there is more after the JSON value");
        }
        return value;
    }

    /** A strict parser over a document that is known to be well-formed UTF-8 without a byte order mark and without {@link EscapedPairs}. */
    public static JsonParser newParser(byte[] text, int offset, int length, JsonLimits limits) throws IOException {
        return FACTORIES.computeIfAbsent(limits, Json::newFactory).createParser(text, offset, length);
    }

    /**
     * Writes a value, or a bean, as UTF-8, within the limits that readers have ({@link JsonLimits#PAYLOAD}): an object graph that was not meant as data may have no end.
     *
     * @throws IOException when the value has no JSON form (the message holds the path to it) or passes a limit, or the stream fails
     */
    public static void write(Object value, OutputStream out) throws IOException {
        try (StrictGenerator generator = newGenerator(out)) {
            MAPPER.writeValue(generator, value);
        } catch (JsonProcessingException e) {
            throw new IOException(e.getOriginalMessage(), e);
        }
    }

    /**
     * Writes a table, an array of objects, as UTF-8; an iterator is read row by row.
     *
     * @param table an {@code Iterable}, an {@code Iterator}, an array or a JSON array, of maps or beans
     * @throws IOException when it is no table or has no JSON form (the message tells where), passes a limit of {@link JsonLimits#PAYLOAD}, or the stream fails
     */
    public static void writeTable(Object table, OutputStream out) throws IOException {
        Iterator<?> rows = rows(table);
        try (StrictGenerator generator = newGenerator(out)) {
            SequenceWriter array = MAPPER.writer().writeValuesAsArray(generator);
            for (int i = 0; rows.hasNext(); i++) {
                Object row = rows.next();
                array.write(row);
                if (generator.rows() != i + 1) {
                    throw new IOException("row " + i + ", " + typeOf(row) + ", is no map and no bean");
                }
            }
            array.close();
        } catch (JsonProcessingException e) {
            throw new IOException(e.getOriginalMessage(), e);
        }
    }

    private static Iterator<?> rows(Object table) throws IOException {
        if (table instanceof Iterator<?> rows) {
            return rows;
        }
        if (table instanceof Iterable<?> rows && !(table instanceof JsonNode node && !node.isArray())) {
            return rows.iterator();
        }
        if (table instanceof Object[] rows) {
            return Arrays.asList(rows).iterator();
        }
        throw new IOException(typeOf(table) + " is no table; give a List or an Iterator of maps or beans");
    }

    private static String typeOf(Object value) {
        return value == null ? "null" : "a value of " + value.getClass().getName();
    }

    private static StrictGenerator newGenerator(OutputStream out) throws IOException {
        StrictGenerator generator = new StrictGenerator(
                MAPPER.getFactory().createGenerator(new LimitedOutputStream(out, JsonLimits.PAYLOAD.bytes())));
        generator.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        return generator;
    }

    /** The text of a value that was read; where JSON cannot carry it (a {@code NaN}), Jackson's own notation for it. */
    public static String text(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] wellFormed(byte[] bytes) throws IOException {
        int start = startAfterByteOrderMark(bytes, 0, bytes.length);
        int found = Utf8.check(bytes, start, bytes.length - start);
        if (found >= 0) {
            throw new MalformedUtf8Exception(found, bytes[found]);
        }
        byte[] text = bytes;
        if (found == Utf8.HAS_SURROGATE_PAIRS) {
            text = Utf8.joinSurrogatePairs(bytes, start, bytes.length - start);
        } else if (start > 0) {
            text = Arrays.copyOfRange(bytes, start, bytes.length);
        }
        return EscapedPairs.areIn(text) ? EscapedPairs.join(text) : text;
    }

    /** The offset of the text itself, behind a UTF-8 byte order mark if there is one. */
    public static int startAfterByteOrderMark(byte[] bytes, int offset, int length) {
        boolean mark = length >= 3
                && (bytes[offset] & 0xFF) == 0xEF
                && (bytes[offset + 1] & 0xFF) == 0xBB
                && (bytes[offset + 2] & 0xFF) == 0xBF;
        return mark ? offset + 3 : offset;
    }

    private static JsonFactory newFactory(JsonLimits limits) {
        return JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxDocumentLength(limits.bytes())
                        .maxNestingDepth(limits.depth())
                        .maxTokenCount(limits.tokens())
                        .maxNameLength(limits.nameLength())
                        .maxStringLength(Integer.MAX_VALUE)
                        .maxNumberLength(MAX_DIGITS)
                        .build())
                .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
                .enable(StreamReadFeature.USE_FAST_BIG_NUMBER_PARSER)
                .errorReportConfiguration(ErrorReportConfiguration.builder()
                        .maxErrorTokenLength(MAX_QUOTED)
                        .build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .disable(JsonFactory.Feature.CHARSET_DETECTION)
                .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                .build();
    }
}
