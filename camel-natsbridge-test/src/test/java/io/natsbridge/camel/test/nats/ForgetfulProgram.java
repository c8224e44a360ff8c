/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.nats;

import java.io.IOException;

/** Starts a server, tells about it, and ends in the way it is told to, without closing the server. */
final class ForgetfulProgram {

    static final String WAITING = "waiting";

    private ForgetfulProgram() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        LocalNatsService nats =
                (LocalNatsService) NatsServices.start(NatsOptions.defaults().controllable(true));
        System.out.println(nats.pid());
        System.out.println(nats.folder());
        // The reader closes this program's input when it has read both lines.
        if (System.in.read() >= 0) {
            throw new IOException("Unexpected input");
        }
        switch (arguments[0]) {
            case "exit" -> System.exit(0);
            case "halt" -> Runtime.getRuntime().halt(0);
            case "pause" -> nats.pause();
            default -> assertWaits(arguments[0]);
        }
        System.out.println(WAITING);
        Thread.currentThread().join();
    }

    private static void assertWaits(String ending) {
        if (!"wait".equals(ending)) {
            throw new IllegalArgumentException("Unknown ending " + ending);
        }
    }
}
