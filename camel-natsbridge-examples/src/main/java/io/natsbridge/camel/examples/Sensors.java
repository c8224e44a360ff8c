/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.examples;

import io.natsbridge.camel.arrow.ArrowFormat;
import io.natsbridge.camel.arrow.ArrowTable;
import io.natsbridge.camel.test.peer.MicroPythonPeer;
import io.natsbridge.camel.test.peer.OutgoingPayload;
import io.natsbridge.camel.test.peer.Peer;
import io.natsbridge.camel.test.peer.PeerProcess;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.camel.processor.aggregate.GroupedBodyAggregationStrategy;

/** A sensor that speaks MicroPython sends a small dictionary a minute; a route gathers two hours of them and writes them as one Arrow table, into a file that any Arrow tool reads. */
public final class Sensors extends Example {

    private static final int READINGS = 120;
    private static final String FILE = "readings.arrow";

    private final Path directory;
    private final Arrivals<File> files = new Arrivals<>();

    /** @param directory where the file goes */
    Sensors(Path directory) {
        this.directory = directory;
    }

    /** Runs the example, which leaves {@code target/readings.arrow}. */
    public static void main(String... arguments) {
        runAndExit(new Sensors(Path.of("target")));
    }

    @Override
    public void configure() {
        // tag::example-sensors[]
        from("natsbridge:greenhouse.readings") // a dictionary, which is a Map
                .aggregate(constant("all"), new GroupedBodyAggregationStrategy())
                .completionSize(READINGS) // a List of Map, which is a table
                .transform()
                .body(ArrowTable.class, readings -> readings.toIpcBytes(ArrowFormat.FILE))
                .toF("file:%s?fileName=%s", directory, FILE)
                .process(exchange -> files.add(directory.resolve(FILE).toFile()));

        from("direct:read").transformDataType("natsbridge:rows"); // an Arrow file as a List of Map
        // end::example-sensors[]
    }

    @Override
    List<Peer> peers() {
        return List.of(new MicroPythonPeer());
    }

    @Override
    void play() {
        List<Map<String, Object>> readings =
                IntStream.range(0, READINGS).mapToObj(Sensors::reading).toList();
        say("%nThe sensor sends %d readings, each in a message", READINGS);
        PeerProcess sensor = stage().peer("micropython");
        readings.forEach(
                reading -> sensor.send("greenhouse.readings", OutgoingPayload.of("reading", "dictionary", reading)));

        File file = files.next(PATIENCE);
        say("%n%s has %,d bytes", file, file.length());
        List<?> rows = getContext().createProducerTemplate().requestBody("direct:read", file, List.class);
        rows.stream().limit(3).forEach(row -> say("  %s", row));
        check(rows.equals(readings), "its %d rows are the readings", rows.size());
    }

    private static Map<String, Object> reading(long minute) {
        return Map.of("minute", minute, "bed", "bed " + minute % 3, "celsius", 18.25 + minute % 40 / 2.0);
    }
}
