/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.cli;

import io.natsbridge.camel.DeadLetter;
import io.natsbridge.camel.DeadLetterQueue;
import io.natsbridge.camel.Subjects;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code natsbridge dlq replay}: back to where they came from. */
@Command(
        name = "replay",
        abbreviateSynopsis = true,
        sortOptions = false,
        description =
                "Publishes them again as they were, each to the subject that it came from; a letter is removed once that"
                        + " subject's stream has stored its message. Repeating a replay that was cut off stores nothing twice.")
final class DlqReplay implements Callable<Integer> {

    @ParentCommand
    private Dlq dlq;

    @Mixin
    private DlqPlace place;

    @ArgGroup(multiplicity = "1")
    private Which which;

    /** Which letters. */
    static final class Which {
        @Option(
                names = "--seq",
                split = ",",
                paramLabel = "N",
                description = "Those of these numbers, as list tells them: --seq 3,8.")
        private List<Long> sequences;

        @ArgGroup(exclusive = false)
        private All all;
    }

    /** All of them, of some subjects. */
    static final class All {
        @Option(names = "--all", required = true, description = "All that are there now.")
        private boolean all;

        @Option(
                names = "--to",
                required = true,
                paramLabel = "SUBJECT",
                description =
                        "Only those that came from there; may have wildcards. Whoever may write dead letters can name any subject,"
                                + " so all are replayed only to subjects that you name.")
        private String subject;
    }

    @Option(names = "--dry-run", description = "Tells which it would be, and changes nothing.")
    private boolean dryRun;

    @Mixin
    private Help help;

    @ArgGroup(exclusive = false, heading = Target.HEADING)
    private Target target = new Target();

    @Override
    public Integer call() throws Exception {
        try (Session session = Session.open(target, Map.of());
                DeadLetterQueue queue = Dlq.open(session, place.subject, place.stream)) {
            long done = 0;
            Iterator<DeadLetter> letters = letters(queue).iterator();
            while (letters.hasNext()) {
                DeadLetter letter = letters.next();
                if (!dryRun) {
                    queue.replay(letter);
                }
                done++;
                dlq.terminal()
                        .line((dryRun ? "would replay " : "replayed ") + letter.sequence() + " to "
                                + Dlq.origin(letter));
            }
            dlq.terminal()
                    .note(Printable.count(done, "dead letter") + (dryRun ? " would be replayed" : " replayed")
                            + " from stream '" + queue.stream() + "'");
            return ExitCode.DONE;
        }
    }

    private Stream<DeadLetter> letters(DeadLetterQueue queue) {
        if (which.sequences == null) {
            return Dlq.letters(queue, 1).filter(letter -> letter.subject()
                    .filter(subject -> Subjects.matches(which.all.subject, subject))
                    .isPresent());
        }
        List<DeadLetter> named = which.sequences.stream()
                .map(sequence -> Dlq.letter(queue, sequence))
                .toList();
        named.forEach(DlqReplay::requireOrigin);
        return named.stream();
    }

    private static void requireOrigin(DeadLetter letter) {
        if (letter.subject().isEmpty()) {
            throw new IllegalArgumentException("Cannot replay " + letter.sequence()
                    + ": it is no dead letter of this component, or names no subject that a message may go to");
        }
    }
}
