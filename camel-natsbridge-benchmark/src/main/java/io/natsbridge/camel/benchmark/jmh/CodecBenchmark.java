/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.benchmark.jmh;

import io.natsbridge.camel.arrow.ArrowCompression;
import io.natsbridge.camel.arrow.ArrowTable;
import io.natsbridge.camel.codec.ArrowTableCodec;
import io.natsbridge.camel.codec.PayloadCodec;
import io.natsbridge.camel.codec.PayloadCodecs;
import io.natsbridge.camel.content.Content;
import io.natsbridge.camel.content.Spool;
import io.natsbridge.camel.envelope.Payload;
import io.natsbridge.camel.envelope.PayloadType;
import io.natsbridge.camel.envelope.Transport;
import io.natsbridge.camel.json.JsonNumbers;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The codec of each payload type: a value to the bytes of a payload, and back. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class CodecBenchmark {

    @Param({"TEXT", "DICTIONARY", "ARROWTABLE", "JSONTABLE", "TABLE", "IMAGE", "AUDIO", "VIDEO", "BINARY"})
    PayloadType type;

    @Param({"1000", "100000"})
    int size;

    private final Spool spool = Spool.inTemporaryDirectory();
    private PayloadCodec codec;
    private Payload payload;
    private byte[] bytes;

    @Setup
    public void prepare() throws IOException {
        codec = new PayloadCodecs(new ArrowTableCodec(ArrowCompression.NONE), JsonNumbers.STRICT).of(type);
        payload = Payload.builder("data", type)
                .transport(Transport.DIRECT)
                .value(Values.of(type, size))
                .build();
        try (Content content = encode()) {
            bytes = content.toByteArray();
        }
    }

    @Benchmark
    public Content encode() throws IOException {
        return codec.encode(payload, spool);
    }

    @Benchmark
    public Object decode() throws IOException {
        Object value = codec.decode(payload, Content.of(bytes));
        if (value instanceof ArrowTable table) {
            table.close();
        }
        return value;
    }
}
