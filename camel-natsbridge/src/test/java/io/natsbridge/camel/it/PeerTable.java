/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.natsbridge.camel.test.peer.OutgoingPayload;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One of the Arrow tables that {@code arrow_zoo.py} makes.
 *
 * @param group of kinds, as the script calls it
 * @param kind what is peculiar about the table
 * @param form {@code stream} or {@code file}
 * @param compression {@code none}, {@code lz4} or {@code zstd}
 * @param path of its bytes
 */
record PeerTable(String group, String kind, String form, String compression, Path path) {

    /**
     * Runs the script.
     *
     * @param interpreter with pyarrow and pandas
     * @param home for the script and its log
     * @param folder that the tables go to
     */
    static void makeAll(Path interpreter, Path home, Path folder) throws IOException, InterruptedException {
        Path script = home.resolve("arrow_zoo.py");
        try (InputStream in = PeerTable.class.getResourceAsStream("arrow_zoo.py")) {
            Files.copy(in, script);
        }
        Path log = home.resolve("log");
        Process python = new ProcessBuilder(interpreter.toString(), script.toString(), folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(python.waitFor(PeerTalk.SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(python.exitValue()).as(Files.readString(log)).isZero();
    }

    /** All tables in a folder that the script has filled. */
    static List<PeerTable> all(Path folder) throws IOException {
        List<PeerTable> tables = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("groups.tsv"))) {
            String kind = line.substring(0, line.indexOf('\t'));
            String group = line.substring(kind.length() + 1);
            for (String compression : List.of("none", "lz4", "zstd")) {
                for (String form : List.of("stream", "file")) {
                    Path path = folder.resolve(compression).resolve(kind + "." + form);
                    if (Files.exists(path)) {
                        tables.add(new PeerTable(group, kind, form, compression, path));
                    }
                }
            }
        }
        return tables;
    }

    /** As a peer is told to send it, under the name that the form has. */
    OutgoingPayload payload() {
        return OutgoingPayload.file(kind, form.equals("file") ? "table" : "arrowtable", path);
    }

    /** The same table compressed in another way. */
    PeerTable withCompression(String other) {
        return new PeerTable(group, kind, form, other, path);
    }

    /** The same table in another form. */
    PeerTable withForm(String other) {
        return new PeerTable(group, kind, other, compression, path);
    }

    @Override
    public String toString() {
        return kind + "." + form + (compression.equals("none") ? "" : " in " + compression);
    }
}
