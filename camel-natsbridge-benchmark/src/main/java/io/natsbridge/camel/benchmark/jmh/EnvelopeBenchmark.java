/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.benchmark.jmh;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.natsbridge.camel.envelope.Envelope;
import io.natsbridge.camel.envelope.EnvelopeReader;
import io.natsbridge.camel.envelope.EnvelopeWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** An envelope of one payload, written and read by the component, and by Jackson's streaming API as the baseline. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class EnvelopeBenchmark {

    private static final String[] FIELDS = {
        "send_to",
        "msg_purpose",
        "sender_name",
        "sender_id",
        "receiver_name",
        "receiver_id",
        "reply_to",
        "reply_to_msg_id",
        "broker_url"
    };

    @Param({"1000", "100000"})
    int size;

    private final JsonFactory factory = new JsonFactory();
    private final EnvelopeReader reader =
            new EnvelopeReader(16, () -> UUID.randomUUID().toString());
    private byte[] payload;
    private byte[] message;
    private Envelope envelope;

    @Setup
    public void prepare() throws IOException {
        payload = Values.bytes(size);
        message = writeByJackson();
        envelope = reader.read(message);
    }

    @Benchmark
    public byte[] write() {
        return new EnvelopeWriter(envelope).toByteArray();
    }

    @Benchmark
    public byte[] writeByJackson() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(size * 3 / 2 + 1000);
        try (JsonGenerator json = factory.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("correlation_id", "3b1f7e52-7a56-4c3c-9a3b-0e6c5d3f1a77");
            json.writeStringField("msg_id", "5f0f2a1e-36a5-4a7b-8d0b-2b8e9c4d6f10");
            json.writeStringField("timestamp", "2026-01-31T12:00:00.000Z");
            for (String field : FIELDS) {
                json.writeStringField(field, field);
            }
            json.writeObjectFieldStart("metadata");
            json.writeEndObject();
            json.writeArrayFieldStart("payloads");
            writePayload(json);
            json.writeEndArray();
            json.writeEndObject();
        }
        return out.toByteArray();
    }

    private void writePayload(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", "f4d1f0c6-0c0d-4bd3-8a5e-6c1b6a3a9e21");
        json.writeStringField("dataname", "data");
        json.writeStringField("payload_type", "binary");
        json.writeStringField("transport", "direct");
        json.writeStringField("encoding", "base64");
        json.writeNumberField("size", payload.length);
        json.writeBinaryField("data", payload);
        json.writeObjectFieldStart("metadata");
        json.writeNumberField("payload_bytes", payload.length);
        json.writeEndObject();
        json.writeEndObject();
    }

    @Benchmark
    public Envelope read() {
        return reader.read(message);
    }

    @Benchmark
    public byte[] readByJackson() throws IOException {
        byte[] data = null;
        try (JsonParser json = factory.createParser(message)) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.VALUE_STRING) {
                    if (json.currentName().equals("data")) {
                        data = json.getBinaryValue();
                    } else {
                        json.getText();
                    }
                }
            }
        }
        return data;
    }
}
