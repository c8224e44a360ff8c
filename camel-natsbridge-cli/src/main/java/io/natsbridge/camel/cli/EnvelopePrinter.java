/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.cli;

import io.natsbridge.camel.envelope.Envelope;
import io.natsbridge.camel.envelope.Payload;
import io.natsbridge.camel.envelope.Transport;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** Messages for people: a line for the envelope, one for each payload, and what can be seen of it. */
final class EnvelopePrinter implements MessagePrinter {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault());
    private static final int LONGEST = 120;
    private static final int NAME = 40;
    private static final String BOLD = "1";
    private static final String DIM = "2";
    private static final String RED = "31";
    private static final String CYAN = "36";
    private static final String YELLOW = "33";

    private final Terminal terminal;
    private final Previews previews;
    private final boolean links;

    /** @param links whether the URLs of payloads that travel by link are shown */
    EnvelopePrinter(Terminal terminal, Previews previews, boolean links) {
        this.terminal = terminal;
        this.previews = previews;
        this.links = links;
    }

    @Override
    public void accepted(Instant when, String subject, Envelope envelope) {
        StringJoiner head = new StringJoiner("  ");
        head.add(terminal.colour(DIM, TIME.format(when)));
        head.add(terminal.colour(BOLD, Printable.line(subject, LONGEST)));
        head.add("from " + Printable.line(envelope.senderName(), NAME));
        head.add(terminal.colour(CYAN, Printable.line(envelope.msgPurpose(), NAME)));
        head.add(terminal.colour(DIM, Printable.line(envelope.correlationId(), NAME)));
        terminal.out().println(head);
        if (!envelope.replyTo().isEmpty()) {
            terminal.out().println("  reply to " + Printable.line(envelope.replyTo(), LONGEST));
        }
        metadata("  ", envelope.metadata());
        for (Payload payload : envelope.payloads()) {
            payload(payload, widest(envelope));
        }
        terminal.out().flush();
    }

    @Override
    public void refused(Instant when, String subject, int bytes, Throwable why) {
        terminal.line(terminal.colour(DIM, TIME.format(when)) + "  "
                + terminal.colour(BOLD, Printable.line(subject, LONGEST)) + "  "
                + terminal.colour(RED, "refused") + ", " + Printable.bytes(bytes) + ": " + ExitCode.text(why));
    }

    private static int widest(Envelope envelope) {
        return envelope.payloads().stream()
                .mapToInt(payload -> Printable.line(payload.dataname(), NAME).length())
                .max()
                .orElse(0);
    }

    private void payload(Payload payload, int widest) {
        String name = Printable.line(payload.dataname(), NAME);
        boolean link = payload.transport() == Transport.LINK;
        String transport = terminal.colour(link ? YELLOW : "32", String.format("%-6s", link ? "link" : "direct"));
        terminal.out()
                .println("  " + terminal.colour(BOLD, name) + " ".repeat(widest - name.length() + 2)
                        + String.format("%-10s", payload.type().wireName()) + "  " + transport + "  "
                        + Printable.bytes(payload.size()));
        metadata("    ", payload.metadata());
        if (links && link) {
            terminal.out().println("    " + Printable.line(payload.link().orElse("")));
        }
        previews.of(payload).forEach(line -> terminal.out().println("    " + line));
    }

    /** The number of bytes is told already. */
    private void metadata(String indent, Map<String, Object> metadata) {
        List<String> entries = new ArrayList<>();
        metadata.forEach((name, value) -> {
            if (!name.equals("payload_bytes")) {
                entries.add(Printable.line(name, NAME) + "=" + Printable.line(String.valueOf(value), NAME));
            }
        });
        if (!entries.isEmpty()) {
            terminal.out().println(indent + terminal.colour(DIM, String.join(" ", entries)));
        }
    }
}
