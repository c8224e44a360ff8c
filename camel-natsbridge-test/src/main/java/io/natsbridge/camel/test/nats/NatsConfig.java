/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.nats;

import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Writes the server's configuration file. Address, port and JetStream folder are not in it: they go on the command
 * line, where the options' own text cannot change them.
 *
 * @param host what the server's other ports listen on
 * @param serverName what the server calls itself
 * @param ports monitoring and WebSocket
 * @param files tells under which path the server finds a file of this machine
 */
record NatsConfig(String host, String serverName, NatsPorts ports, UnaryOperator<Path> files) {

    String text(NatsOptions options) {
        StringBuilder text = new StringBuilder();
        line(text, "server_name: " + quoted(serverName));
        if (options.maxPayload() > 0) {
            line(text, "max_payload: " + options.maxPayload());
        }
        if (options.jetStream()) {
            line(text, "jetstream {}");
        }
        if (options.monitoring()) {
            line(text, "http: " + address(ports.monitoring()));
        }
        if (options.websocket()) {
            line(text, "websocket { listen: " + address(ports.websocket()) + ", no_tls: true }");
        }
        line(text, options.authorization());
        options.tls().ifPresent(tls -> line(text, tls(tls)));
        options.cluster().ifPresent(member -> line(text, cluster(member)));
        line(text, options.config());
        return text.toString();
    }

    /** Writes a text so that the server reads exactly it: no variable, no number, no escape of its own. */
    static String quoted(String value) {
        StringBuilder text = new StringBuilder(value.length() + 2).append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < ' ') {
                text.append(String.format("\\x%02X", (int) c));
            } else {
                text.append(c);
            }
        }
        return text.append('"').toString();
    }

    private String tls(NatsTls tls) {
        String clients = tls.clientCa()
                .map(ca -> ", ca_file: " + file(ca) + ", verify: true")
                .orElse("");
        return "tls { cert_file: " + file(tls.certificate()) + ", key_file: " + file(tls.key()) + clients + " }";
    }

    private String cluster(ClusterMember member) {
        String routes = member.allRoutePorts().stream()
                .map(port -> quoted("nats-route://" + host + ":" + port))
                .collect(Collectors.joining(", "));
        return "cluster { name: " + quoted(member.cluster()) + ", listen: " + address(member.routePort())
                + ", routes: [ " + routes + " ]" + (member.advertised() ? "" : ", no_advertise: true") + " }";
    }

    private String file(Path path) {
        return quoted(files.apply(path.toAbsolutePath()).toString());
    }

    private String address(int port) {
        return quoted(host + ":" + port);
    }

    private static void line(StringBuilder text, String line) {
        if (!line.isEmpty()) {
            text.append(line).append('\n');
        }
    }
}
