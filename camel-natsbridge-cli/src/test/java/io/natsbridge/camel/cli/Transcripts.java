/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.cli;

import io.nats.client.api.StreamConfiguration;
import io.natsbridge.camel.cli.Cli.Run;
import io.natsbridge.camel.test.nats.NatsExtension;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;

/** What the page about the command line shows: commands that are run for real. What differs each time (ids, times, ports, paths, rates) is made the same. */
final class Transcripts {

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final NatsExtension nats;
    private final String fileserver;
    private final Path folder;
    private final Broker broker;
    private final Map<String, String> blocks = new LinkedHashMap<>();
    private String screen = "";

    Transcripts(NatsExtension nats, String fileserver, Path folder) {
        this.nats = nats;
        this.fileserver = fileserver;
        this.folder = folder;
        this.broker = new Broker(nats);
    }

    /** Runs all commands; each block's text by its name. */
    Map<String, String> run() throws Exception {
        broker.beforeEach(null);
        try {
            Samples.csv(folder);
            Samples.picture(folder);
            Samples.bytes(folder, "walk.y4m", 2_000_000);
            tail();
            json();
            request();
            get();
            deadLetters();
            block("doctor", List.of("doctor", "jobs.new"), cli().run("doctor", "jobs.new"));
            return blocks;
        } finally {
            broker.afterEach(null);
        }
    }

    /** What a terminal with colours shows of {@code tail}, with the bytes that tell it so. */
    String screen() {
        return screen;
    }

    private Cli cli() {
        return Cli.of(nats.url(), fileserver);
    }

    private void tail() {
        List<String> typed = List.of("tail", "chat.>");
        Run tail = cli().start("listening", "tail", "chat.>", "-n", "2");
        Run seen = cli().onTerminal(Graphics.BLOCKS).start("listening", "tail", "chat.>", "-n", "2");
        send(
                "send",
                "chat.room",
                "--text",
                "Look at my holiday!",
                "stars.csv",
                "sun.png",
                "walk.y4m",
                "-o",
                "senderName=Ann");
        broker.publish("chat.room", "{broken");
        block("tail", typed, tail.ended());
        screen = "$ natsbridge tail 'chat.>'\n" + same(seen.ended().all());
    }

    private void json() {
        Run json = cli().start("listening", "tail", "chat.>", "-n", "1", "--json");
        send("send", "chat.room", "--text", "Hello", "-o", "senderName=Ann");
        block("json", List.of("tail", "chat.>", "--json"), json.ended());
    }

    private void request() throws Exception {
        try (CamelContext answering = Answering.at(nats.url())) {
            block(
                    "request",
                    List.of("send", "upper", "--text", "hello", "--request"),
                    cli().run("send", "upper", "--text", "hello", "--request"));
        }
    }

    private void get() throws Exception {
        broker.stream("films", "films.>");
        send("send", "films.new", "walk.y4m", "stars.csv", "--jetstream", "--quiet");
        String out = folder.resolve("saved").toString();
        Run get = cli().run("get", "films.>", "--stream", "films", "--out", out, "--format", "csv");
        block("get", List.of("get", "films.>", "--stream", "films", "--out", "saved", "--format", "csv"), get);
    }

    private void deadLetters() throws Exception {
        broker.stream(
                StreamConfiguration.builder().name("jobs").subjects("jobs.>").build());
        broker.stream("dead", "dead.>");
        send("send", "jobs.new", "--text", "Print this", "--jetstream", "--quiet");
        String envelope = broker.first("jobs");
        broker.letter("jobs.new", "NB-105", "NB-105: Cannot download payload 'plan.pdf': status 503", envelope);
        broker.letter("jobs.new", "NB-101", "NB-101: Cannot read the envelope (byte 1)", "{broken");
        for (String[] words : new String[][] {
            {"dlq", "list", "dead.>"},
            {"dlq", "show", "dead.>", "--seq", "1"},
            {"dlq", "replay", "dead.>", "--seq", "1"}
        }) {
            block(words[1], List.of(words), cli().run(words));
        }
    }

    private void send(String... words) {
        List<String> real = new ArrayList<>();
        for (String word : words) {
            real.add(Files.exists(folder.resolve(word)) ? folder.resolve(word).toString() : word);
        }
        Run send = cli().run(real.toArray(String[]::new));
        blocks.putIfAbsent("send", text(List.of(words), send));
    }

    private void block(String name, List<String> typed, Run run) {
        blocks.put(name, text(typed, run));
    }

    private String text(List<String> typed, Run run) {
        StringBuilder command = new StringBuilder("$ natsbridge");
        for (String word : typed) {
            command.append(' ').append(word.matches("[\\w.=/-]+") ? word : "'" + word + "'");
        }
        return command + "\n" + same(run.all());
    }

    private String same(String text) {
        String same = text.replace(nats.url(), "nats://localhost:4222")
                .replace(fileserver, "http://localhost:8080")
                .replace(folder + "/", "")
                .replaceAll("\\d\\d:\\d\\d:\\d\\d\\.\\d{3}(?!\\d)", "10:15:30.123")
                .replaceAll("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d", "2026-11-24 10:15:30")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z?", "2026-11-24T10:15:30.123Z")
                .replaceAll(", \\d+(\\.\\d+)? [kMG]?B/s", "")
                .replaceAll("_INBOX\\.[\\w.]+", "_INBOX.1")
                .replaceAll("(?<start>image +direct +)\\d\\.\\d kB", "${start}3.9 kB")
                .replaceAll("(has \\d messages), \\d\\.\\d kB", "$1, 1.4 kB")
                .replaceAll("round trip \\d+\\.\\d ms", "round trip 0.3 ms")
                .replaceAll("differ by -?\\d+\\.\\d s", "differ by 0.1 s")
                .replaceAll("nats-server \\d+\\.\\d+\\.\\d+\\S* '[^']*'", "nats-server 2.12.8 'nats-1'")
                .replaceAll(", \\d+(\\.\\d+)? [kM]?B stored( of \\d+ .B)?", ", 3.4 kB stored");
        return ID.matcher(same)
                .replaceAll(found -> UUID.nameUUIDFromBytes("natsbridge".getBytes(StandardCharsets.UTF_8))
                        .toString());
    }
}
