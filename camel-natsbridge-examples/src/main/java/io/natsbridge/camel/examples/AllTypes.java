/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.examples;

import io.natsbridge.camel.NatsBridgeConstants;
import io.natsbridge.camel.envelope.Payload;
import io.natsbridge.camel.test.peer.NodePeer;
import io.natsbridge.camel.test.peer.Peer;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends every payload type, direct and by link, one by one and mixed in one message, from a Camel route to another Camel route and to a Node.js peer, which answers; makes
 * requests; and prints what arrived. Given a file it sends that file instead. Ends with code 0 when everything arrived as it was sent.
 */
public final class AllTypes {

    private static final Logger LOG = LoggerFactory.getLogger(AllTypes.class);

    private final Courier courier;
    private final Report report;

    private AllTypes(Courier courier, Report report) {
        this.courier = courier;
        this.report = report;
    }

    /**
     * Runs the example.
     *
     * @param arguments a file to send instead of the samples; none or an empty one for the samples
     */
    public static void main(String... arguments) {
        Path file = arguments.length == 0 || arguments[0].isBlank() ? null : Path.of(arguments[0]);
        int status = 1;
        try {
            status = run(System.out, new NodePeer(), file).isAllEqual() ? 0 : 1;
        } catch (RuntimeException e) {
            LOG.error("The example failed", e);
        }
        System.exit(status);
    }

    /**
     * Runs the example.
     *
     * @param out where its lines go
     * @param peer the Node.js peer
     * @param file to send, or null for the samples
     * @return what went from where to where
     */
    static Report run(PrintStream out, Peer peer, Path file) {
        if (file != null && !Files.isRegularFile(file)) {
            throw new IllegalArgumentException("Cannot send " + file.toAbsolutePath() + ": it is no file");
        }
        try (Console console = new Console(out);
                Stage stage = Stage.set(console, peer)) {
            Report report = new Report(console);
            AllTypes example = new AllTypes(new Courier(stage, console, report), report);
            if (file == null) {
                example.sendSamples();
                example.ask();
            } else {
                example.sendFile(file);
            }
            report.summary();
            return report;
        }
    }

    private void sendSamples() {
        report.heading("Each type in a message of its own, small: direct, inside the envelope");
        Samples.small().forEach(this::send);
        report.heading("Each type in a message of its own, large: by link, through the file server");
        Samples.large().forEach(this::send);
        report.heading("All types in one message, direct and by link");
        courier.send(Samples.mixed(), Map.of());
    }

    private void send(Payload payload) {
        courier.send(List.of(payload), Map.of());
    }

    private void sendFile(Path file) {
        String name = file.getFileName().toString();
        report.heading("The file " + file);
        courier.send(file.toFile(), Map.of(NatsBridgeConstants.DATANAME, name));
    }

    private void ask() {
        report.heading("A request and its reply");
        courier.askCamel("What time is it?");
        courier.askNode("Can you repeat this?");
    }
}
