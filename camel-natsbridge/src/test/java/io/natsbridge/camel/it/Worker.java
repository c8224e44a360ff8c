/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A {@link WorkerProgram} that runs, and its journal, which stays when it is killed. */
final class Worker implements AutoCloseable {

    private static final Pattern UNCONFIRMED = Pattern.compile("acknowledgement of message (\\d+) of stream");

    private final Path journal;
    private final Path output;
    private final Program program;

    /** A line of the journal. */
    record Entry(String what, String id, String sequence) {}

    private Worker(Path journal, Path output, Program program) {
        this.journal = journal;
        this.output = output;
        this.program = program;
    }

    /**
     * Starts one; {@link #awaitReady} waits until it takes messages.
     *
     * @param directory where its files go
     * @param name what they are called
     * @param arguments servers, bucket, the endpoint of the durable consumer, that of the queue group
     */
    static Worker start(Path directory, String name, List<String> arguments) {
        Path journal = directory.resolve(name + ".journal");
        Path output = directory.resolve(name + ".output");
        List<String> all = new ArrayList<>(arguments);
        all.add(2, journal.toString());
        Program program = Program.of(WorkerProgram.class, output)
                .jvmOptions("-Xmx128m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto")
                .start(all.toArray(String[]::new));
        return new Worker(journal, output, program);
    }

    void awaitReady() {
        program.awaitLine(WorkerProgram.READY);
    }

    /** What it did so far, without a line that is being written. */
    List<Entry> entries(String what) {
        String text = text(journal);
        return text.substring(0, text.lastIndexOf('\n') + 1)
                .lines()
                .map(line -> line.split(" ", -1))
                .map(line -> new Entry(line[0], line[1], line[2]))
                .filter(entry -> entry.what().equals(what))
                .toList();
    }

    /** The sequences of messages that it did and of which it does not know whether the broker knows. */
    List<String> unconfirmed() {
        return UNCONFIRMED
                .matcher(text(output))
                .results()
                .map(result -> result.group(1))
                .toList();
    }

    String output() {
        return text(output);
    }

    /** Ends it as {@code kill -9} does. */
    void kill() {
        program.close();
        program.awaitEnd();
    }

    @Override
    public void close() {
        program.close();
    }

    private static String text(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
