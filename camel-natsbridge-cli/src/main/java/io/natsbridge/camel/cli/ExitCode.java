/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.cli;

import io.natsbridge.camel.error.Names;
import io.natsbridge.camel.error.NatsBridgeException;
import io.natsbridge.camel.error.NatsBridgeException.NoRespondersException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.camel.ExchangeTimedOutException;
import org.apache.camel.RuntimeCamelException;
import picocli.CommandLine.ParameterException;

/** What the command tells the program that started it. */
final class ExitCode {

    static final int DONE = 0;
    static final int FAILED = 1;
    static final int BROKEN = 2;
    static final int NOTHING_CAME = 3;
    static final int USAGE = 64;

    private ExitCode() {}

    /** Says on standard error what is wrong with the command line. */
    static int of(ParameterException mistake, Terminal terminal) {
        terminal.error(Printable.line(mistake.getMessage()));
        terminal.note("Try '" + mistake.getCommandLine().getCommandSpec().qualifiedName() + " --help'");
        return USAGE;
    }

    /** Says on standard error what went wrong, in one line, and which code that is. */
    static int of(Throwable failure, Terminal terminal) {
        Throwable cause = known(failure);
        terminal.error(text(cause));
        if (cause instanceof NoRespondersException || cause instanceof ExchangeTimedOutException) {
            return NOTHING_CAME;
        }
        return cause instanceof IllegalArgumentException ? USAGE : FAILED;
    }

    /** The exception that tells most: one of the component's in the chain of causes, else the one that was thrown, without what Camel wraps it in. */
    private static Throwable known(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .filter(cause -> cause instanceof NatsBridgeException || cause instanceof ExchangeTimedOutException)
                .findFirst()
                .orElseGet(() -> unwrapped(failure));
    }

    private static Throwable unwrapped(Throwable failure) {
        boolean wraps = failure instanceof RuntimeCamelException || failure instanceof ExecutionException;
        return wraps && failure.getCause() != null ? unwrapped(failure.getCause()) : failure;
    }

    /** An error with its code; texts of others come from wherever, so they are cleaned. */
    static String text(Throwable cause) {
        if (cause instanceof NatsBridgeException known) {
            return Printable.line(known.getMessage());
        }
        if (cause instanceof ExchangeTimedOutException late) {
            return "no reply came within " + late.getTimeout() + " ms";
        }
        boolean tellsAll = cause instanceof IllegalArgumentException
                || cause instanceof UncheckedIOException
                || cause.getClass() == IOException.class;
        return Printable.line(
                tellsAll && cause.getMessage() != null ? cause.getMessage() : Names.withoutQueries(cause.toString()));
    }
}
