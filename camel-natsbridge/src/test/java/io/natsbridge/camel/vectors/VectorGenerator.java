/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.vectors;

import io.natsbridge.camel.test.nats.NatsService;
import io.natsbridge.camel.test.nats.NatsServices;
import io.natsbridge.camel.test.plik.PlikService;
import io.natsbridge.camel.test.plik.PlikServices;
import java.nio.file.Path;

/**
 * Makes the conformance vectors anew: {@code mvn -ntp -Pvectors}. Messages are recorded from this component and from the
 * peers in JavaScript, Python and MicroPython, all of which have to run here; the others are made from them by rules.
 */
public final class VectorGenerator {

    private VectorGenerator() {}

    /** @param arguments the folder of the vectors */
    public static void main(String[] arguments) throws Exception {
        Book book = new Book();
        Needs.tell(book);
        try (NatsService nats = NatsServices.start();
                PlikService plik = PlikServices.start();
                Recorder recorder = new Recorder(nats.url(), plik.url())) {
            PeerVectors peers = new PeerVectors(book, recorder);
            peers.write();
            new ColumnVectors(book, recorder).write();
            new ZooVectors(book, recorder).write();
            Bases bases = peers.bases();
            new EnvelopeVectors(book, bases).write();
            new WireTextVectors(book, bases).write();
            new PayloadVectors(book, bases).write();
            new Base64Vectors(book, bases).write();
            new ValueVectors(book, bases).write();
            new TableVectors(book, bases).write();
            new LinkVectors(book, bases).write();
            new LimitVectors(book, bases).write();
            new TrickVectors(book, bases).write();
        }
        book.write(Path.of(arguments[0]));
    }
}
