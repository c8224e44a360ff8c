/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsMessage;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;

/** Headers, {@code name: value} on each line, in both directions, and subjects: nothing that commands passes, and nothing that NATS cannot carry. */
public final class HeaderTarget {

    private static final CamelContext CONTEXT = new DefaultCamelContext();
    private static final NatsBridgeHeaderFilterStrategy FILTER = new NatsBridgeHeaderFilterStrategy();

    private HeaderTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        Exchange incoming = new DefaultExchange(CONTEXT);
        Exchange outgoing = new DefaultExchange(CONTEXT);
        text.lines().forEach(line -> {
            int colon = line.indexOf(": ");
            String name = colon < 0 ? line : line.substring(0, colon);
            String value = colon < 0 ? text : line.substring(colon + 2);
            receive(incoming, name, value);
            outgoing.getMessage().setHeader(name, value);
            checkSubject(value);
        });
        incoming.getMessage().getHeaders().keySet().forEach(HeaderTarget::checkName);
        Headers sent = NatsHeaders.toNats(outgoing, FILTER);
        if (sent != null) {
            sent.forEach((name, values) -> {
                checkName(name);
                values.forEach(HeaderTarget::checkValue);
            });
        }
    }

    private static void receive(Exchange exchange, String name, String value) {
        Headers headers = new Headers();
        try {
            headers.put(name, value);
        } catch (IllegalArgumentException noHeader) {
            return;
        }
        NatsHeaders.toExchange(
                NatsMessage.builder().subject("s").headers(headers).build(), exchange, FILTER);
    }

    private static void checkName(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (Stream.of("camel", "org.apache.camel", "nats-").anyMatch(lower::startsWith)) {
            throw new AssertionError("passed: " + name);
        }
    }

    private static void checkValue(String value) {
        if (!value.chars().allMatch(c -> c >= 0x20 && c < 0x7F)) {
            throw new AssertionError("cannot travel: " + value);
        }
    }

    private static void checkSubject(String value) {
        String subject;
        try {
            subject = Subjects.fromMessage(value);
        } catch (IllegalArgumentException refused) {
            return;
        }
        if (subject.startsWith("$")
                || subject.chars().anyMatch(c -> c <= 0x20 || c == 0x7F)
                || Stream.of(subject.split("\\.", -1))
                        .anyMatch(part -> part.isEmpty() || part.equals("*") || part.equals(">"))) {
            throw new AssertionError("no subject to publish to: " + subject);
        }
    }
}
