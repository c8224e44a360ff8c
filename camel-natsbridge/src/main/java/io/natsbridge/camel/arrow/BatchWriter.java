/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

import io.natsbridge.camel.content.Sha256;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.ipc.message.ArrowDictionaryBatch;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.arrow.vector.util.DictionaryUtility;

/** Writes the batches that a root holds one after the other, with the dictionaries that they need. For one thread. */
final class BatchWriter {

    private final VectorSchemaRoot root;
    private final DictionaryProvider dictionaries;
    private final ArrowWriteOptions options;
    private final Set<Long> usedDictionaries = new TreeSet<>();
    private final Map<Long, byte[]> written = new HashMap<>();
    private final IpcOutput output;
    private final BatchEncoder encoder;

    /**
     * Begins the stream or file.
     *
     * @param dictionaries the dictionaries of the root's columns, as they are at each batch
     */
    BatchWriter(VectorSchemaRoot root, DictionaryProvider dictionaries, OutputStream out, ArrowWriteOptions options)
            throws IOException {
        this.root = root;
        this.dictionaries = dictionaries;
        this.options = options;
        this.encoder = new BatchEncoder(options.compression().codec());
        this.output = new IpcOutput(out, options.format(), schema());
    }

    /** Begins the stream or file of what a reader reads, with the schema that it was received with: vectors forget the names of some children. */
    BatchWriter(ArrowReader reader, OutputStream out, ArrowWriteOptions options) throws IOException {
        this.root = reader.getVectorSchemaRoot();
        this.dictionaries = reader;
        this.options = options;
        this.encoder = new BatchEncoder(options.compression().codec());
        Schema ofVectors = schema();
        Schema schema = reader instanceof BatchReader received ? received.readSchema() : ofVectors;
        this.output = new IpcOutput(out, options.format(), schema);
    }

    /** The schema of the vectors as a message holds it; notes the dictionaries that they use. */
    private Schema schema() {
        List<Field> fields = new ArrayList<>();
        for (Field field : root.getSchema().getFields()) {
            fields.add(DictionaryUtility.toMessageFormat(field, dictionaries, usedDictionaries));
        }
        return new Schema(fields, root.getSchema().getCustomMetadata());
    }

    /** Writes what the root holds now. */
    void write() throws IOException {
        for (long id : usedDictionaries) {
            writeDictionary(id);
        }
        try (ArrowRecordBatch batch = encoder.encode(root)) {
            output.write(batch);
        }
    }

    /** Ends the stream or file. */
    void end() throws IOException {
        output.end();
    }

    private void writeDictionary(long id) throws IOException {
        FieldVector values = dictionaries.lookup(id).getVector();
        VectorSchemaRoot dictionary =
                new VectorSchemaRoot(List.of(values.getField()), List.of(values), values.getValueCount());
        byte[] digest = digest(values);
        byte[] before = written.put(id, digest);
        if (before != null && MessageDigest.isEqual(before, digest)) {
            return;
        }
        if (before != null && options.format() == ArrowFormat.FILE) {
            throw new MalformedArrowException("dictionary " + id
                    + " changes between two batches, which the file format cannot hold; write the stream format");
        }
        try (ArrowDictionaryBatch batch = new ArrowDictionaryBatch(id, encoder.encode(dictionary), false)) {
            output.write(batch);
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new MalformedArrowException("dictionary " + id + " cannot be written", e);
        }
    }

    private static byte[] digest(FieldVector values) {
        MessageDigest digest = Sha256.newDigest();
        digest(values, digest, new byte[8 * 1024]);
        return digest.digest();
    }

    private static void digest(FieldVector vector, MessageDigest digest, byte[] chunk) {
        for (ArrowBuf buffer : vector.getFieldBuffers()) {
            long length = buffer.readableBytes();
            digest.update(Long.toString(length).getBytes(StandardCharsets.US_ASCII));
            for (long at = 0; at < length; at += chunk.length) {
                int size = (int) Math.min(chunk.length, length - at);
                buffer.getBytes(buffer.readerIndex() + at, chunk, 0, size);
                digest.update(chunk, 0, size);
            }
        }
        vector.getChildrenFromFields().forEach(child -> digest(child, digest, chunk));
    }
}
