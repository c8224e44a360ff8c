/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.nats;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The first line that a server sends to each client, read without a client. */
record ServerInfo(String serverName, boolean jetStream) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String START = "INFO ";

    /**
     * Connects and reads the line.
     *
     * @param limit for the connection, and for the line
     * @throws IOException if nothing listens there, or it is no NATS server
     */
    static ServerInfo read(String host, int port, Duration limit) throws IOException {
        int millis = (int) limit.toMillis();
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), millis);
            socket.setSoTimeout(millis);
            String line = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                    .readLine();
            if (line == null || !line.startsWith(START)) {
                throw new IOException("Could not read the server's INFO line from " + host + ":" + port
                        + ": what came starts otherwise; check that a NATS server listens there");
            }
            JsonNode info = JSON.readTree(line.substring(START.length()));
            return new ServerInfo(
                    info.path("server_name").asText(), info.path("jetstream").asBoolean());
        }
    }
}
