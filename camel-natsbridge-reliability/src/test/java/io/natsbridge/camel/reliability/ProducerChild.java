/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.reliability;

/** A JVM that sends messages and is killed meanwhile. */
final class ProducerChild {

    /** Where a producer dies. */
    enum Point {
        BEFORE_UPLOAD,
        IN_UPLOAD,
        /** The file is stored, and nothing published. */
        BEFORE_PUBLISH,
        /** The stream has the message, and the producer does not know. */
        BEFORE_ACK,
        AFTER_ACK
    }

    private ProducerChild() {}

    /** @param arguments the endpoint, the seed of the letters and their size */
    public static void main(String[] arguments) throws Exception {
        Letters letters = new Letters(
                Long.parseLong(arguments[1]), Integer.parseInt(arguments[2]), Integer.parseInt(arguments[2]));
        Sender sender = arguments[0].startsWith("nats:")
                ? new PlainSender(arguments[0])
                : new BridgeSender(arguments[0], "p" + arguments[1], id -> "jobs");
        Child.obey(order -> {
            int id = Integer.parseInt(order);
            sender.send(id, letters.body(id), outcome -> Child.tell(outcome + " " + id));
        });
    }
}
