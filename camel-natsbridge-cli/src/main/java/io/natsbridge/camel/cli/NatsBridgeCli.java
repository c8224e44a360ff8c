/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.cli;

import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code natsbridge}. */
@Command(
        name = "natsbridge",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Shows, sends, fetches and checks messages of camel-natsbridge and its peers.",
        abbreviateSynopsis = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:it failed; the last line of standard error says why. doctor: warnings",
            "2:doctor: something does not work",
            "3:nobody answered, or nothing came in time",
            "64:the command line is wrong"
        },
        subcommands = {
            Tail.class,
            Send.class,
            Get.class,
            Dlq.class,
            Doctor.class,
            HelpCommand.class,
            GenerateCompletion.class
        })
public final class NatsBridgeCli implements Runnable {

    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    NatsBridgeCli(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Runs the command and ends the JVM with its exit code. */
    public static void main(String[] args) {
        System.setProperty("java.awt.headless", "true");
        Logs.choose(args);
        int code = run(Terminal.ofThisProcess(), args);
        System.exit(code);
    }

    /**
     * Runs the command.
     *
     * @return the exit code
     */
    static int run(Terminal terminal, String... args) {
        CommandLine line = new CommandLine(new NatsBridgeCli(terminal))
                .setOut(terminal.out())
                .setErr(terminal.err())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setColorScheme(CommandLine.Help.defaultColorScheme(
                        terminal.colours() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF))
                .setParameterExceptionHandler((mistake, parsed) -> ExitCode.of(mistake, terminal))
                .setExecutionExceptionHandler((failure, command, parsed) -> ExitCode.of(failure, terminal));
        int code = line.execute(args);
        terminal.out().flush();
        terminal.err().flush();
        return code;
    }

    Terminal terminal() {
        return terminal;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: tail, send, get, dlq or doctor");
    }
}
