/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.cli;

import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Runs the command in this JVM, against given servers, and keeps what it writes. */
final class Cli {

    private final List<String> servers;
    private final boolean interactive;
    private final Graphics graphics;
    private InputStream in = InputStream.nullInputStream();

    private Cli(List<String> servers, boolean interactive, Graphics graphics) {
        this.servers = servers;
        this.interactive = interactive;
        this.graphics = graphics;
    }

    /** As a program sees it: no terminal. */
    static Cli of(String nats, String fileserver) {
        return new Cli(List.of("--servers=" + nats, "--fileserver=" + fileserver), false, Graphics.NONE);
    }

    /** Without options of its own. */
    static Cli plain() {
        return new Cli(List.of(), false, Graphics.NONE);
    }

    /** As a person sees it. */
    Cli onTerminal(Graphics shown) {
        return new Cli(servers, true, shown);
    }

    Cli reading(String text) {
        in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** Runs a command to its end. */
    Run run(String... args) {
        Run run = new Run(this);
        run.code = NatsBridgeCli.run(run.terminal, with(args));
        return run;
    }

    /** Starts a command, and waits until it has written a text on standard error. */
    Run start(String said, String... args) {
        Run run = new Run(this);
        run.end = CompletableFuture.runAsync(() -> run.code = NatsBridgeCli.run(run.terminal, with(args)));
        await().atMost(Duration.ofSeconds(30)).until(() -> run.err().contains(said) || run.end.isDone());
        return run;
    }

    private String[] with(String... args) {
        List<String> all = new ArrayList<>(Arrays.asList(args));
        all.addAll(servers);
        return all.toArray(String[]::new);
    }

    /** One command. */
    static final class Run {
        private final StringWriter all = new StringWriter();
        private final StringWriter out = new StringWriter();
        private final StringWriter err = new StringWriter();
        private final Terminal terminal;
        private CompletableFuture<Void> end = CompletableFuture.completedFuture(null);
        private volatile int code;

        Run(Cli cli) {
            terminal = new Terminal(
                    cli.in,
                    new PrintWriter(both(out), true),
                    new PrintWriter(both(err), true),
                    cli.interactive,
                    cli.interactive,
                    cli.graphics,
                    100);
        }

        /** As a terminal shows both in the order in which they are written. */
        private Writer both(StringWriter own) {
            return new Writer() {
                @Override
                public void write(char[] text, int from, int length) {
                    own.write(text, from, length);
                    all.write(text, from, length);
                }

                @Override
                public void flush() {
                    // both are in memory
                }

                @Override
                public void close() {
                    // the test reads on
                }
            };
        }

        String all() {
            return all.toString();
        }

        /** Waits for its end. */
        Run ended() {
            await().atMost(Duration.ofSeconds(60)).until(end::isDone);
            end.join();
            return this;
        }

        int code() {
            return code;
        }

        String out() {
            return out.toString();
        }

        String err() {
            return err.toString();
        }

        List<String> lines() {
            return out().lines().toList();
        }
    }
}
