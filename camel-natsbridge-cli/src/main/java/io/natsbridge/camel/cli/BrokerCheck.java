/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.cli;

import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.api.ServerInfo;
import io.natsbridge.camel.NatsBridgeConfiguration;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeoutException;

/**
 * The broker that a connection leads to.
 *
 * @param nats open
 * @param options of the component
 * @param findings where the outcome goes
 */
record BrokerCheck(Connection nats, NatsBridgeConfiguration options, Findings findings) {

    private static final String AREA = "broker";
    private static final String OLDEST = "2.9.10";
    private static final long ADVISED = 8L * 1024 * 1024;
    private static final long USUAL_THRESHOLD = 1_000_000;
    private static final long ENVELOPE = 1024;
    private static final Duration FLUSH = Duration.ofSeconds(5);

    /** @param subject that the client wants to listen on, or null */
    void run(String subject) throws IOException, InterruptedException, TimeoutException {
        ServerInfo server = nats.getServerInfo();
        String url = Url.withoutCredentials(nats.getConnectedUrl());
        findings.ok(
                AREA,
                "nats-server " + server.getVersion() + " '" + server.getServerName() + "' at " + url + ", round trip "
                        + String.format(Locale.ROOT, "%.1f ms", nats.RTT().toNanos() / 1e6));
        if (server.isOlderThanVersion(OLDEST)) {
            findings.warning(
                    AREA,
                    "version " + server.getVersion() + " is older than any that was tested",
                    "use " + OLDEST + " or later");
        }
        size(server.getMaxPayload());
        access(server, url);
        if (subject != null) {
            permission(subject);
        }
    }

    private void size(long limit) {
        long threshold = options.getSizeThreshold() == null ? USUAL_THRESHOLD : options.getSizeThreshold();
        long direct = (limit - ENVELOPE) / 4 * 3;
        String text = "max_payload " + Printable.bytes(limit) + ", sizeThreshold " + Printable.bytes(threshold);
        if (limit > ADVISED) {
            findings.warning(
                    AREA, text + ": NATS advises 8 MiB at most", "lower max_payload; large payloads go by link");
        } else if (threshold > direct) {
            findings.info(
                    AREA,
                    text + ": base64 adds a third, so payloads from about " + Printable.bytes(direct)
                            + " on go by link as well");
        } else {
            findings.ok(AREA, text);
        }
    }

    private void access(ServerInfo server, String url) {
        boolean local = Url.isLocal(url);
        boolean encrypted = server.isTLSRequired() || url.startsWith("tls://") || url.startsWith("wss://");
        boolean secret = options.getPassword() != null || options.getToken() != null;
        if (server.isAuthRequired()) {
            findings.ok(AREA, "it wants to know who connects");
        } else if (local) {
            findings.info(AREA, "anybody on this machine may connect");
        } else {
            findings.warning(
                    AREA,
                    "anybody who reaches it may connect, read every subject and fetch what links lead to",
                    "configure users and subject permissions on the broker");
        }
        if (encrypted) {
            findings.ok(AREA, "TLS");
        } else if (local) {
            findings.info(AREA, "no TLS, on this machine alone");
        } else {
            findings.warning(
                    AREA,
                    "no TLS: " + (secret ? "the password and " : "") + "all messages are readable on the network",
                    "use tls:// and, for an own authority, --ca");
        }
    }

    /** The broker tells of a refusal before it answers the next ping. */
    private void permission(String subject) throws InterruptedException, TimeoutException {
        String before = String.valueOf(nats.getLastError());
        Dispatcher listener = nats.createDispatcher(message -> {});
        listener.subscribe(subject);
        nats.flush(FLUSH);
        String last = String.valueOf(nats.getLastError());
        nats.closeDispatcher(listener);
        if (!last.equals(before) && last.toLowerCase(Locale.ROOT).contains("permissions violation")) {
            findings.broken(
                    AREA, "this client may not listen on '" + subject + "'", "grant it that subject on the broker");
        } else {
            findings.ok(AREA, "this client may listen on '" + subject + "'");
        }
    }
}
