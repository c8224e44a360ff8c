/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

import io.natsbridge.camel.error.Names;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.flatbuf.Endianness;
import org.apache.arrow.flatbuf.KeyValue;
import org.apache.arrow.flatbuf.Type;
import org.apache.arrow.flatbuf.Union;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Turns a schema on the wire into Arrow's own, counting what it makes: a few bytes that refer to each other can describe more fields than fit into memory. Extension
 * types become their storage, their name stays in the field's metadata.
 */
final class SchemaReader {

    private static final int DEFAULT_INDEX_BITS = 32;

    private final ArrowLimits limits;
    private long textLeft;
    private int fields;

    /**
     * @param metadataBytes length of the message that holds the schema; texts in it may be four times as long, as they may be shared
     */
    SchemaReader(ArrowLimits limits, long metadataBytes) {
        this.limits = limits;
        this.textLeft = 1024 + 4 * metadataBytes;
    }

    Schema read(org.apache.arrow.flatbuf.Schema schema) {
        if (schema == null) {
            throw new MalformedArrowException("the schema is missing");
        }
        if (schema.endianness() != Endianness.Little) {
            throw new MalformedArrowException(
                    "the numbers are big-endian, which Arrow Java cannot read; have it sent in little-endian order");
        }
        List<Field> columns = new ArrayList<>();
        for (int i = 0; i < schema.fieldsLength(); i++) {
            columns.add(field(schema.fields(i), "", 1));
        }
        Map<String, String> metadata = new HashMap<>();
        for (int i = 0; i < schema.customMetadataLength(); i++) {
            put(metadata, schema.customMetadata(i));
        }
        return new Schema(columns, metadata);
    }

    private Field field(org.apache.arrow.flatbuf.Field field, String parent, int depth) {
        String name = text(field.name());
        String path = parent.isEmpty() ? Names.printable(name) : parent + "." + Names.printable(name);
        if (++fields > limits.maxFields()) {
            throw new MalformedArrowException("the schema has more than " + limits.maxFields()
                    + " columns, nested ones counted; raise ArrowLimits.maxFields if that is meant");
        }
        if (depth > limits.maxDepth()) {
            throw new MalformedArrowException("column '" + path + "' is nested deeper than " + limits.maxDepth()
                    + " levels; raise ArrowLimits.maxDepth if that is meant");
        }
        Map<String, String> metadata = new HashMap<>();
        for (int i = 0; i < field.customMetadataLength(); i++) {
            put(metadata, field.customMetadata(i));
        }
        ArrowType type = type(field, path);
        if (type instanceof ArrowType.Timestamp timestamp) {
            text(timestamp.getTimezone());
        }
        List<Field> children = new ArrayList<>();
        for (int i = 0; i < field.childrenLength(); i++) {
            children.add(field(field.children(i), path, depth + 1));
        }
        FieldType fieldType = new FieldType(field.nullable(), type, encoding(field, path), metadata);
        Field result = new Field(name, fieldType, children);
        TypeRules.check(result, path);
        return result;
    }

    private static ArrowType type(org.apache.arrow.flatbuf.Field field, String path) {
        int id = field.typeType();
        if (id == Type.Union) {
            Union union = (Union) field.type(new Union());
            if (union.typeIdsLength() < 0 || union.typeIdsLength() > Byte.MAX_VALUE + 1) {
                throw new MalformedArrowException("union '" + path + "' has " + union.typeIdsLength() + " type ids");
            }
        }
        try {
            return ArrowType.getTypeForField(field);
        } catch (IllegalArgumentException | UnsupportedOperationException | IndexOutOfBoundsException e) {
            String type = id > 0 && id < Type.names.length ? Type.names[id] : "number " + id;
            throw new MalformedArrowException(
                    "column '" + path + "' has a type that Arrow Java cannot read (" + type + ": "
                            + Names.printable(e.getMessage()) + "); have it sent with another type",
                    e);
        }
    }

    private static DictionaryEncoding encoding(org.apache.arrow.flatbuf.Field field, String path) {
        org.apache.arrow.flatbuf.DictionaryEncoding encoding = field.dictionary();
        if (encoding == null) {
            return null;
        }
        org.apache.arrow.flatbuf.Int index = encoding.indexType();
        int bits = index == null ? DEFAULT_INDEX_BITS : index.bitWidth();
        if (!TypeRules.isIntWidth(bits)) {
            throw new MalformedArrowException("dictionary column '" + path + "' has indices of " + bits + " bits");
        }
        ArrowType.Int type = new ArrowType.Int(bits, index == null || index.isSigned());
        return new DictionaryEncoding(encoding.id(), encoding.isOrdered(), type);
    }

    private void put(Map<String, String> metadata, KeyValue entry) {
        metadata.put(text(entry.key()), text(entry.value()));
    }

    private String text(String text) {
        textLeft -= text == null ? 1 : 1 + text.length();
        if (textLeft < 0) {
            throw new MalformedArrowException("the texts of the schema are longer than the schema");
        }
        return text == null ? "" : text;
    }
}
