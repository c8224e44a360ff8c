/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import io.natsbridge.camel.error.Names;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes dead letters again as they were, each to the subject that it came from. Every exchange replays what is there when it begins, so that a message that fails again does
 * not go round and round.
 */
final class DeadLetterReplay implements Processor {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterReplay.class);

    private final CamelContext context;
    private final NatsBridgeConfiguration configuration;

    /** @param configuration its {@code deadLetterSubject} is where letters are, its {@code subject} what may be published to; both may have wildcards */
    DeadLetterReplay(CamelContext context, NatsBridgeConfiguration configuration) {
        this.context = context;
        this.configuration = configuration;
        configuration.setJetstreamName(null);
    }

    @Override
    public void process(Exchange exchange) throws InterruptedException {
        try (DeadLetterQueue queue = DeadLetterQueue.open(context, configuration)) {
            ExchangePayloads.replayed(exchange, new Replay(queue).run());
        }
    }

    /** One run through the letters. */
    private final class Replay {
        private final DeadLetterQueue queue;
        private final long last;
        private long replayed;
        private long left;

        Replay(DeadLetterQueue queue) {
            this.queue = queue;
            this.last = queue.last();
        }

        /** How many letters were published again and removed. */
        long run() throws InterruptedException {
            try {
                Optional<DeadLetter> letter = next(1);
                while (letter.isPresent()) {
                    replay(letter.get());
                    letter = next(letter.get().sequence() + 1);
                }
            } finally {
                LOG.info(
                        "{} dead letters of stream '{}' were published again, {} stay that are not from '{}'",
                        replayed,
                        Names.printable(queue.stream()),
                        left,
                        Names.printable(configuration.getSubject()));
            }
            return replayed;
        }

        private Optional<DeadLetter> next(long sequence) {
            return sequence > last
                    ? Optional.empty()
                    : queue.next(sequence).filter(letter -> letter.sequence() <= last);
        }

        private void replay(DeadLetter letter) throws InterruptedException {
            if (isForThis(letter)) {
                queue.replay(letter);
                replayed++;
            } else {
                left++;
            }
        }

        /** Whoever may write letters could name any subject. */
        private boolean isForThis(DeadLetter letter) {
            try {
                if (Subjects.matches(
                        configuration.getSubject(), letter.original().getSubject())) {
                    return true;
                }
                LOG.debug("Dead letter {} is from another subject", letter.sequence());
            } catch (IllegalArgumentException e) {
                LOG.warn(
                        "Message {} of stream '{}' is no dead letter: {}",
                        letter.sequence(),
                        queue.stream(),
                        e.getMessage());
            }
            return false;
        }
    }
}
