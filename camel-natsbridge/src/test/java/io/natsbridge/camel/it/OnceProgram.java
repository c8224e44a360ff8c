/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import io.natsbridge.camel.NatsBridgeComponent;
import io.natsbridge.camel.docs.OnceRoutes;
import java.io.IOException;
import org.apache.camel.CamelContext;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.processor.idempotent.jdbc.JdbcMessageIdRepository;
import org.h2.jdbcx.JdbcDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A JVM that books what comes, and that halts with the first message where it is told to. */
final class OnceProgram {

    static final String READY = "ready";

    /** How a halted JVM ends. */
    static final int HALTED = 137;

    /** Where the JVM halts. */
    enum Point {
        /** The effect is in the database's transaction, which is not committed. */
        BEFORE_COMMIT,
        /** The effect is stored, and the broker is not told yet. */
        BEFORE_ACKNOWLEDGEMENT
    }

    private OnceProgram() {}

    /** @param arguments servers, the URL of the database, the point */
    public static void main(String[] arguments) throws Exception {
        Point point = Point.valueOf(arguments[2]);
        try (CamelContext context = start(arguments[0], database(arguments[1]), exchange -> halt(point))) {
            System.out.println(READY);
            awaitEndOfParent(context);
        }
    }

    /** A database that is a file, in which what is committed is on its way to the disk at once, not half a second later. */
    static JdbcDataSource database(String url) {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL(url + ";WRITE_DELAY=0");
        return database;
    }

    /**
     * Starts the route that books.
     *
     * @param booked sees each message after its effect, within the transaction
     */
    static CamelContext start(String servers, JdbcDataSource database, Processor booked) throws Exception {
        DefaultCamelContext context = new DefaultCamelContext();
        JdbcTransactionManager transactions = new JdbcTransactionManager(database);
        context.getRegistry().bind("database", database);
        context.getRegistry().bind("transactions", transactions);
        context.getRegistry()
                .bind(
                        "booked",
                        new JdbcMessageIdRepository(database, new TransactionTemplate(transactions), "booking"));
        context.getComponent("natsbridge", NatsBridgeComponent.class)
                .getConfiguration()
                .setServers(servers);
        context.addRoutes(new OnceRoutes());
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:booked").process(booked);
            }
        });
        context.start();
        return context;
    }

    private static void halt(Point point) {
        if (point == Point.BEFORE_COMMIT) {
            Runtime.getRuntime().halt(HALTED);
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                Runtime.getRuntime().halt(HALTED);
            }
        });
    }

    private static void awaitEndOfParent(CamelContext context) throws IOException {
        while (System.in.read() >= 0 && context.isStarted()) {
            continue;
        }
    }
}
