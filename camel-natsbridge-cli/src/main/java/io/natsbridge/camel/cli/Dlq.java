/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.cli;

import io.natsbridge.camel.DeadLetter;
import io.natsbridge.camel.DeadLetterQueue;
import io.natsbridge.camel.NatsBridgeConfiguration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code natsbridge dlq}: messages that were given up. */
@Command(
        name = "dlq",
        abbreviateSynopsis = true,
        sortOptions = false,
        description = "Lists, shows and replays messages that were given up (deadLetterSubject).",
        subcommands = {DlqList.class, DlqShow.class, DlqReplay.class})
final class Dlq implements Runnable {

    @ParentCommand
    private NatsBridgeCli cli;

    @Spec
    private CommandSpec spec;

    @Mixin
    private Help help;

    Terminal terminal() {
        return cli.terminal();
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: list, show or replay");
    }

    /** Opens a queue. */
    static DeadLetterQueue open(Session session, String subject, String stream) {
        NatsBridgeConfiguration configuration = session.configuration().copy();
        configuration.setDeadLetterSubject(subject == null ? ">" : subject);
        configuration.setJetstreamName(stream);
        if (subject == null && stream == null) {
            throw new IllegalArgumentException("Say where the dead letters are: their subject, or --stream");
        }
        return DeadLetterQueue.open(session.context(), configuration);
    }

    /** The letters that are there now, from a number on; each is fetched when it is asked for. */
    static Stream<DeadLetter> letters(DeadLetterQueue queue, long first) {
        long last = queue.last();
        return Stream.iterate(
                        next(queue, first, last),
                        Optional::isPresent,
                        letter -> next(queue, letter.get().sequence() + 1, last))
                .map(Optional::get);
    }

    private static Optional<DeadLetter> next(DeadLetterQueue queue, long sequence, long last) {
        return sequence > last ? Optional.empty() : queue.next(sequence).filter(found -> found.sequence() <= last);
    }

    /** The letter of a number. */
    static DeadLetter letter(DeadLetterQueue queue, long sequence) {
        return queue.next(sequence)
                .filter(found -> found.sequence() == sequence)
                .orElseThrow(() -> new IllegalArgumentException("There is no dead letter " + sequence + " in stream '"
                        + queue.stream() + "'; natsbridge dlq list shows which there are"));
    }

    static String origin(DeadLetter letter) {
        String where = letter.subject().map(Printable::line).orElse("(no dead letter)");
        return letter.stream().isEmpty()
                ? where
                : where + " (" + Printable.line(letter.stream()) + " " + letter.streamSequence() + ")";
    }

    static Map<String, Object> json(DeadLetter letter) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("sequence", letter.sequence());
        json.put("time", letter.time().toString());
        json.put("dead_letter_subject", letter.deadLetterSubject());
        json.put("subject", letter.subject().orElse(null));
        json.put("stream", letter.stream());
        json.put("stream_sequence", letter.streamSequence());
        json.put("deliveries", letter.deliveries());
        json.put("reason", letter.reason());
        json.put("text", letter.text());
        json.put("bytes", letter.data().length);
        return json;
    }
}
