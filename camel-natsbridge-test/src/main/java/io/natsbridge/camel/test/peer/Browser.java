/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.peer;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Chromium without a window, for pages that speak NATSBridge. An npm package brings it along for Linux on x86-64; elsewhere the one on the PATH is used. A script in JavaScript
 * drives it, by Puppeteer: {@code launch} of {@code chromium.mjs} starts it. The same folder has {@code natsbridge.mjs}, the library for pages, and {@code
 * node_modules/nats.ws/esm/nats.js}, which it needs.
 */
public final class Browser {

    private static final List<String> MANIFEST = List.of("package.json", "package-lock.json");
    private static final List<String> SOURCES =
            List.of(".npmrc", "package.json", "package-lock.json", "chromium.mjs", "envelope.mjs", "natsbridge.mjs");
    private static final String PROBE = """
            if (parseInt(process.versions.node) < 20) throw new Error('This is Node.js ' + process.version);
            const bundled = process.platform === 'linux' && process.arch === 'x64';
            if (!bundled) require('node:child_process').execFileSync('chromium', ['--version']);
            """;

    private final Path home;
    private final PeerLaunch launch;

    /** Installed into {@code target/peers/browser}, or into {@code browser} of system property {@code natsbridge.peers.dir}. */
    public Browser() {
        home = PeerInstallation.homeOf("browser");
        List<List<String>> commands =
                List.of(List.of("npm", "ci", "--no-audit", "--no-fund"), List.of("node", "chromium.mjs"));
        launch = new PeerLaunch(
                List.of(
                        new PeerRuntime(
                                "Node.js 20 or later, and but for Linux on x86-64 a Chromium (on Debian: apt-get install chromium)",
                                List.of("node", "-e", PROBE)),
                        new PeerRuntime("npm", List.of("npm", "--version"))),
                new PeerInstallation("browser", home, SOURCES, MANIFEST, commands),
                List.of("node", ""));
    }

    /** Returns why it cannot run here, and what to install; empty when it can. */
    public Optional<String> unavailableReason() {
        return launch.unavailableReason();
    }

    /**
     * Installs the browser where that has not been done yet, which needs npm's registry.
     *
     * @return the folder that it is in
     * @throws PeerException if it cannot be installed, or does not start
     */
    public Path install() {
        launch.installation().install();
        return home;
    }

    /**
     * Runs a script to its end, in the browser's folder; within a minute.
     *
     * @param script an absolute path, or one of the browser's folder
     * @return the last lines that it wrote
     * @throws PeerException if it ends with another code than 0
     */
    public String run(String script, String... arguments) {
        return launch.run(script, arguments);
    }
}
