/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.examples;

import io.natsbridge.camel.NatsBridgeConstants;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Message;
import org.apache.camel.ProducerTemplate;

/** Several requests at once, each with an answer of some megabytes: the answers travel by link, each to the one who asked. */
public final class LargeAnswers extends Example {

    private static final int DAYS = 60_000;
    private static final int AT_ONCE = 3;
    private static final List<Integer> STATIONS = List.of(1, 2, 3, 4, 5, 6);

    private final CyclicBarrier atWork = new CyclicBarrier(AT_ONCE);

    /** Runs the example. */
    public static void main(String... arguments) {
        runAndExit(new LargeAnswers());
    }

    @Override
    public void configure() {
        // tag::example-large-answers[]
        from("direct:ask").to(ExchangePattern.InOut, "natsbridge:weather.history?requestTimeout=1m");

        from("natsbridge:weather.history?concurrentConsumers=3") // the body is the number of a station
                .process(exchange -> atWork.await(1, TimeUnit.MINUTES)) // nobody answers before three are at work
                .transform()
                .body(Integer.class, LargeAnswers::history); // a text of some megabytes: by link, read once, then gone
        // end::example-large-answers[]
    }

    @Override
    void play() {
        ProducerTemplate template = getContext().createProducerTemplate();
        say("%n%d requests at once", STATIONS.size());
        long start = System.nanoTime();
        Map<Integer, CompletableFuture<Exchange>> answers =
                STATIONS.stream().collect(Collectors.toMap(station -> station, station -> ask(template, station)));
        for (int station : STATIONS) {
            Message answer = answers.get(station).join().getMessage();
            String transport = answer.getHeader(NatsBridgeConstants.TRANSPORT, String.class);
            long bytes = answer.getHeader(NatsBridgeConstants.PAYLOAD_SIZE, Long.class);
            check(
                    history(station).equals(answer.getBody(String.class)) && transport.equals("link"),
                    "station %d: its own history, %,d bytes by %s",
                    station,
                    bytes,
                    transport);
        }
        say("%n%d ms in all, %d at work at a time", Console.since(start).toMillis(), AT_ONCE);
    }

    private static CompletableFuture<Exchange> ask(ProducerTemplate template, int station) {
        return template.asyncSend(
                "direct:ask", exchange -> exchange.getMessage().setBody(station));
    }

    /** The weather of a station: a line for each day. */
    private static String history(int station) {
        return IntStream.range(0, DAYS)
                .mapToObj(
                        day -> "station " + station + ", day " + day + ": " + (day * station % 40 - 10) + " degrees\n")
                .collect(Collectors.joining());
    }
}
