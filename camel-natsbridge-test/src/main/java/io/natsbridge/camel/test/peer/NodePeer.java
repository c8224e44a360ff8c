/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.peer;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The JavaScript peer, on Node.js 20 or later: every payload type but {@code table}, which it reads and writes with the
 * option {@code lenient}. Tables are Arrow IPC streams; the option {@code arrow_format} makes them files.
 */
public final class NodePeer implements Peer {

    private static final List<String> MANIFEST = List.of("package.json", "package-lock.json");
    private static final List<String> SOURCES = List.of(
            ".npmrc",
            "package.json",
            "package-lock.json",
            "bytes.mjs",
            "columns.mjs",
            "envelope.mjs",
            "json.mjs",
            "natsbridge.mjs",
            "peer.mjs",
            "plik.mjs",
            "rate.mjs",
            "values.mjs",
            "vectors.mjs");
    private static final String PROBE =
            "if (parseInt(process.versions.node) < 20) throw new Error('This is Node.js ' + process.version)";

    private final PeerLaunch launch;

    /** Installed into {@code target/peers/node}, or into {@code node} of system property {@code natsbridge.peers.dir}. */
    public NodePeer() {
        this(PeerInstallation.homeOf("node"));
    }

    /** Installed into a given folder. */
    public NodePeer(Path home) {
        this("node", home);
    }

    NodePeer(String executable, Path home) {
        List<List<String>> commands = List.of(List.of("npm", "ci", "--no-audit", "--no-fund"));
        launch = new PeerLaunch(
                List.of(
                        new PeerRuntime("Node.js 20 or later", List.of(executable, "-e", PROBE)),
                        new PeerRuntime("npm", List.of("npm", "--version"))),
                new PeerInstallation("node", home, SOURCES, MANIFEST, commands),
                List.of(executable, "peer.mjs"));
    }

    @Override
    public String name() {
        return launch.name();
    }

    @Override
    public Optional<String> unavailableReason() {
        return launch.unavailableReason();
    }

    /**
     * Runs a script of the peer's folder to its end, such as {@code vectors.mjs}.
     *
     * @return the last lines that it wrote
     * @throws PeerException if it ends with another code than 0
     */
    public String run(String script, String... arguments) {
        return launch.run(script, arguments);
    }

    @Override
    public PeerProcess start(String natsUrl, String fileserverUrl) {
        return launch.start(natsUrl, fileserverUrl);
    }
}
