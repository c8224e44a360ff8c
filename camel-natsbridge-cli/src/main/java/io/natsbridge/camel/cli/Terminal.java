/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.cli;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Where the command writes to, and what can be seen there.
 *
 * @param in standard input
 * @param out what was asked for, UTF-8
 * @param err everything else
 * @param interactive whether a person looks at it: lines may be written over
 * @param colours whether colours are wanted
 * @param graphics how images are shown
 * @param columns width in characters
 */
record Terminal(
        InputStream in,
        PrintWriter out,
        PrintWriter err,
        boolean interactive,
        boolean colours,
        Graphics graphics,
        int columns) {

    private static final int USUAL_WIDTH = 80;
    private static final int LEAST_WIDTH = 40;

    /** That of this process, by its console and its environment. */
    static Terminal ofThisProcess() {
        Map<String, String> environment = System.getenv();
        boolean interactive = isTerminal(System.console());
        boolean colours = interactive
                && !environment.containsKey("NO_COLOR")
                && !"dumb".equals(environment.get("TERM"))
                && environment.containsKey("TERM");
        return new Terminal(
                System.in,
                writer(FileDescriptor.out),
                writer(FileDescriptor.err),
                interactive,
                colours,
                colours ? Graphics.of(environment) : Graphics.NONE,
                columns(environment.get("COLUMNS")));
    }

    private static PrintWriter writer(FileDescriptor descriptor) {
        return new PrintWriter(new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8), false);
    }

    /** Up to Java 21 there is a console only where there is a terminal; later ones have a method that tells. */
    static boolean isTerminal(Console console) {
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    static int columns(String text) {
        return text != null && text.matches("[0-9]{2,4}") ? Math.max(LEAST_WIDTH, Integer.parseInt(text)) : USUAL_WIDTH;
    }

    /** The same with another way to show images. */
    Terminal with(Graphics other) {
        return new Terminal(in, out, err, interactive, colours, other, columns);
    }

    void error(String text) {
        err.println(colour("1;31", "natsbridge: ") + text);
        err.flush();
    }

    /** Something that is not what was asked for, but worth knowing. */
    void note(String text) {
        err.println(text);
        err.flush();
    }

    /** A line of what was asked for, there at once. */
    void line(String text) {
        out.println(text);
        out.flush();
    }

    /** Text in a colour, where there are any. */
    String colour(String code, String text) {
        return colours ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
