/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.natsbridge.camel.NatsBridgeConstants;
import java.util.Properties;
import org.apache.camel.Exchange;
import org.apache.camel.FailedToCreateProducerException;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.main.SimpleMain;

/** Sends a text of a thousand characters in a JVM of its own, and prints what the options made of it. */
final class OptionPrecedenceProgram {

    static final String RESULT = "result ";
    static final int LENGTH = 1000;

    private OptionPrecedenceProgram() {}

    /** @param arguments the endpoint's URI, then properties as {@code name=value} */
    public static void main(String[] arguments) throws Exception {
        Properties properties = new Properties();
        for (int i = 1; i < arguments.length; i++) {
            String[] pair = arguments[i].split("=", 2);
            properties.put(pair[0], pair[1]);
        }
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            SimpleMain main = new SimpleMain(context);
            main.setInitialProperties(properties);
            main.start();
            System.out.println(RESULT + result(context, arguments[0]));
            main.stop();
        }
    }

    private static String result(DefaultCamelContext context, String uri) {
        try {
            return told(Contexts.sent(context, uri, "x".repeat(LENGTH)));
        } catch (FailedToCreateProducerException e) {
            return e.getMessage();
        }
    }

    private static String told(Exchange exchange) {
        String text = exchange.getMessage().getHeader(NatsBridgeConstants.ENVELOPE, String.class);
        JsonNode envelope = Wire.json(text.getBytes(UTF_8));
        JsonNode payload = envelope.path("payloads").path(0);
        boolean link = payload.path("transport").asText().equals("link");
        return "broker=" + envelope.path("broker_url").asText() + ",store="
                + (link ? payload.path("data").asText() : "");
    }
}
