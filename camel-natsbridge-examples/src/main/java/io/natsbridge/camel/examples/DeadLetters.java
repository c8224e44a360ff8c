/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.examples;

import io.natsbridge.camel.NatsBridgeConstants;
import io.natsbridge.camel.test.nats.NatsOptions;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;

/**
 * Payments go through a stream. One of them cannot be booked, however often it is delivered, and becomes a dead letter, while the others go on; when the cause is mended, a
 * replay delivers it.
 */
public final class DeadLetters extends Example {

    private static final int DELIVERIES = 3;
    private static final String LETTER = "NatsBridge-Dead-Letter-";

    private final Map<String, BigDecimal> rates = new ConcurrentHashMap<>(Map.of("EUR", BigDecimal.ONE));
    private final Arrivals<Booking> bookings = new Arrivals<>();
    private final Arrivals<Letter> letters = new Arrivals<>();
    private int payments;

    /** A payment that has been booked, by the id of its message. */
    record Booking(String msgId, BigDecimal euros) {}

    /** What a dead letter says. */
    record Letter(String reason, String subject, String deliveries) {}

    /** Runs the example. */
    public static void main(String... arguments) {
        runAndExit(new DeadLetters());
    }

    @Override
    public void configure() {
        // tag::example-dead-letters[]
        from("direct:pay").to("natsbridge:shop.payments?jetstreamEnabled=true&createStream=true");

        from("natsbridge:shop.payments?jetstreamEnabled=true&createStream=true&durableName=booking"
                        + "&maxDeliver=3&nakDelay=100ms&deadLetterSubject=dead.payments")
                .process(this::book); // a payment that it cannot book comes three times, then it is a dead letter

        from("natsbridge:dead.payments?jetstreamEnabled=true&createStream=true&durableName=clerk")
                .process(this::report); // an acknowledged letter stays in its stream

        templatedRoute("natsbridge-dead-letter-replay")
                .parameter("from", "direct:replay")
                .parameter("deadLetterSubject", "dead.payments")
                .parameter("subject", "shop.payments");
        // end::example-dead-letters[]
    }

    @Override
    NatsOptions broker() {
        return NatsOptions.defaults().jetStream(true);
    }

    @Override
    void play() {
        ProducerTemplate template = stage().context().createProducerTemplate();
        say("%nThree payments, one in a currency without a rate");
        List.of("EUR", "SEK", "EUR").forEach(currency -> pay(template, currency));
        List<Booking> booked = bookings.next(2, PATIENCE);
        Letter letter = letters.next(PATIENCE);
        check(ids(booked).equals(List.of("EUR 1", "EUR 3")), "the payments in euros are booked: %s", booked);
        check(letter.deliveries().equals("" + DELIVERIES), "the other is a dead letter: %s", letter);

        say("%nThe rate is known now, and the dead letters are replayed");
        rates.put("SEK", new BigDecimal("0.09"));
        long replayed = template.requestBody("direct:replay", null, Long.class);
        Booking late = bookings.next(PATIENCE);
        check(replayed == 1, "%d dead letter was published again", replayed);
        check(late.equals(new Booking("SEK 2", new BigDecimal("9.00"))), "it is booked, under its id: %s", late);
        long left = template.requestBody("direct:replay", null, Long.class);
        check(left == 0, "%d dead letters are left", left);
    }

    private void pay(ProducerTemplate template, String currency) {
        Map<String, Object> payment = Map.of("amount", 100, "currency", currency);
        String id = currency + " " + ++payments;
        template.sendBodyAndHeader("direct:pay", payment, NatsBridgeConstants.MSG_ID, id);
    }

    private void book(Exchange exchange) {
        Map<?, ?> payment = exchange.getMessage().getBody(Map.class);
        BigDecimal rate = rates.get(payment.get("currency"));
        if (rate == null) {
            throw new IllegalStateException("No rate is known for " + payment.get("currency"));
        }
        BigDecimal euros = rate.multiply(new BigDecimal(payment.get("amount").toString()));
        bookings.add(new Booking(exchange.getMessage().getHeader(NatsBridgeConstants.MSG_ID, String.class), euros));
    }

    private void report(Exchange exchange) {
        letters.add(new Letter(
                exchange.getMessage().getHeader(LETTER + "Reason", String.class),
                exchange.getMessage().getHeader(LETTER + "Subject", String.class),
                exchange.getMessage().getHeader(LETTER + "Deliveries", String.class)));
    }

    private static List<String> ids(List<Booking> bookings) {
        return bookings.stream().map(Booking::msgId).toList();
    }
}
