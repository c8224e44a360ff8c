/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.benchmark.jmh;

import io.natsbridge.camel.arrow.ArrowTable;
import io.natsbridge.camel.json.JsonArray;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.camel.Exchange;
import org.apache.camel.TypeConverter;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.UnitOfWorkHelper;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Bodies converted as a route converts them: through the type converters of a context, each within an exchange of its own. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ConverterBenchmark {

    @Param({"30", "3000"})
    int rows;

    private DefaultCamelContext context;
    private TypeConverter converter;
    private List<Map<String, Object>> maps;
    private byte[] bytes;

    @Setup
    public void prepare() throws Exception {
        context = new DefaultCamelContext();
        context.start();
        converter = context.getTypeConverter();
        maps = Values.rows(rows);
        Exchange exchange = new DefaultExchange(context);
        bytes = converter
                .mandatoryConvertTo(ArrowTable.class, exchange, maps)
                .content()
                .toByteArray();
        done(exchange);
    }

    @TearDown
    public void stop() {
        context.stop();
    }

    @Benchmark
    public long mapsToTable() throws Exception {
        Exchange exchange = new DefaultExchange(context);
        long count =
                converter.mandatoryConvertTo(ArrowTable.class, exchange, maps).rowCount();
        done(exchange);
        return count;
    }

    @Benchmark
    public long mapsToVectors() throws Exception {
        Exchange exchange = new DefaultExchange(context);
        long count = converter
                .mandatoryConvertTo(VectorSchemaRoot.class, exchange, maps)
                .getRowCount();
        done(exchange);
        return count;
    }

    @Benchmark
    public long bytesToVectors() throws Exception {
        Exchange exchange = new DefaultExchange(context);
        long count = converter
                .mandatoryConvertTo(VectorSchemaRoot.class, exchange, bytes)
                .getRowCount();
        done(exchange);
        return count;
    }

    @Benchmark
    public Object bytesToMaps() throws Exception {
        return converter.mandatoryConvertTo(JsonArray.class, new DefaultExchange(context), bytes);
    }

    /** Closes what the exchange was given. */
    private static void done(Exchange exchange) {
        UnitOfWorkHelper.doneSynchronizations(
                exchange, exchange.getExchangeExtension().handoverCompletions());
    }
}
