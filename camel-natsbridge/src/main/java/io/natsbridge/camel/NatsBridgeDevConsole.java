/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import io.nats.client.Connection;
import io.nats.client.Statistics;
import io.nats.client.api.ServerInfo;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.Route;
import org.apache.camel.spi.annotations.DevConsole;
import org.apache.camel.support.console.AbstractDevConsole;
import org.apache.camel.util.json.JsonArray;
import org.apache.camel.util.json.JsonObject;

/**
 * Shows the connections to NATS, with what went over them, and the consumers of natsbridge endpoints: what waits, what was dropped, how often their connection broke, and why no
 * messages come. It shows no message and no credentials.
 */
@DevConsole(name = "natsbridge", displayName = "NATSBridge", description = "Connections and consumers of natsbridge")
public class NatsBridgeDevConsole extends AbstractDevConsole {

    private static final String CONNECTIONS = "connections";
    private static final String CONSUMERS = "consumers";

    public NatsBridgeDevConsole() {
        super("camel", "natsbridge", "NATSBridge", "Connections and consumers of natsbridge");
    }

    @Override
    protected String doCallText(Map<String, Object> options) {
        return text("Connections", connections()) + text("Consumers", consumers());
    }

    @Override
    protected Map<String, Object> doCallJson(Map<String, Object> options) {
        JsonObject root = new JsonObject();
        root.put(CONNECTIONS, new JsonArray(connections()));
        root.put(CONSUMERS, new JsonArray(consumers()));
        return root;
    }

    private static String text(String title, List<JsonObject> rows) {
        return title + ":\n"
                + rows.stream()
                        .map(row -> row.entrySet().stream()
                                .map(entry -> entry.getKey() + ": " + entry.getValue())
                                .collect(Collectors.joining(", ", "  ", "\n")))
                        .collect(Collectors.joining());
    }

    private List<JsonObject> connections() {
        return getCamelContext().hasComponent("natsbridge") instanceof NatsBridgeComponent component
                ? component.connections().all().stream()
                        .map(NatsBridgeDevConsole::row)
                        .toList()
                : List.of();
    }

    private static JsonObject row(NatsBridgeConnection connection) {
        Connection nats = connection.nats();
        Statistics sum = nats.getStatistics();
        JsonObject row = new JsonObject();
        row.put("status", nats.getStatus().toString());
        ServerInfo server = nats.getServerInfo();
        if (server != null) {
            row.put("server", server.getHost() + ":" + server.getPort());
            row.put("version", server.getVersion());
            row.put("maxPayload", server.getMaxPayload());
        }
        row.put("users", connection.users());
        row.put("breaks", connection.interruptions());
        row.put("messagesIn", sum.getInMsgs());
        row.put("bytesIn", sum.getInBytes());
        row.put("messagesOut", sum.getOutMsgs());
        row.put("bytesOut", sum.getOutBytes());
        return row;
    }

    private List<JsonObject> consumers() {
        return getCamelContext().getRoutes().stream()
                .filter(route -> route.getConsumer() instanceof NatsBridgeConsumer)
                .map(NatsBridgeDevConsole::row)
                .toList();
    }

    private static JsonObject row(Route route) {
        NatsBridgeConsumer consumer = (NatsBridgeConsumer) route.getConsumer();
        NatsBridgeConfiguration options = consumer.getEndpoint().getConfiguration();
        JsonObject row = new JsonObject();
        row.put("routeId", route.getRouteId());
        row.put("subject", options.getSubject());
        if (options.isJetstreamEnabled()) {
            row.put("durable", options.getDurableName());
        }
        row.put("status", consumer.getStatus().name());
        row.put("waiting", consumer.getWaitingMessages());
        row.put("dropped", consumer.getDroppedMessages());
        row.put("breaks", consumer.getConnectionBreaks());
        String trouble = consumer.getTrouble();
        if (trouble != null) {
            row.put("trouble", trouble);
        }
        return row;
    }
}
