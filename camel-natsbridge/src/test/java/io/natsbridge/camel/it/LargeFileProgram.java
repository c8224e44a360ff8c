/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** Sends one file through an endpoint, or receives one, in a JVM of its own. */
final class LargeFileProgram {

    static final String READY = "ready";
    static final String DIGEST = "sha256=";
    private static final long PATIENCE_SECONDS = 300;

    private LargeFileProgram() {}

    /** @param arguments the endpoint's URI; to send, the file too */
    public static void main(String[] arguments) throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            if (arguments.length == 2) {
                send(context, arguments[0], Path.of(arguments[1]));
            } else {
                receive(context, arguments[0]);
            }
        }
    }

    private static void send(DefaultCamelContext context, String uri, Path file) {
        context.start();
        context.createProducerTemplate().sendBody(uri, file.toFile());
        print(READY);
    }

    private static void receive(DefaultCamelContext context, String uri) throws Exception {
        CompletableFuture<String> digest = new CompletableFuture<>();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).process(exchange -> digest.complete(sha256(exchange)));
            }
        });
        context.start();
        print(READY);
        print(DIGEST + digest.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
    }

    private static String sha256(Exchange exchange) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        try (InputStream in = new DigestInputStream(exchange.getMessage().getBody(InputStream.class), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void print(String line) {
        System.out.println(line);
    }
}
