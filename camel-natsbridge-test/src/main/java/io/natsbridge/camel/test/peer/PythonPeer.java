/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.peer;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The Python peer, on CPython 3.11 or later with pyarrow and pandas: every table is a {@code table}, an Arrow IPC file;
 * with the option {@code lenient} it also writes and reads {@code arrowtable} and {@code jsontable}, and reads Arrow IPC
 * streams. The option {@code pandas} leads tables through a DataFrame.
 */
public final class PythonPeer implements Peer {

    private static final List<String> SOURCES = List.of(
            "requirements.txt",
            "columns.py",
            "envelope.py",
            "natsbridge.py",
            "peer.py",
            "plik.py",
            "rate.py",
            "source.py",
            "values.py",
            "vectors.py");
    private static final String PROBE =
            "import sys, venv, ensurepip; sys.version_info >= (3, 11) or sys.exit('This is Python ' + sys.version)";

    private final Path home;
    private final PeerLaunch launch;

    /** Installed into {@code target/peers/python}, or into {@code python} of system property {@code natsbridge.peers.dir}. */
    public PythonPeer() {
        this(PeerInstallation.homeOf("python"));
    }

    /** Installed into a given folder. */
    public PythonPeer(Path home) {
        this.home = home;
        List<PeerRuntime> runtimes =
                List.of(new PeerRuntime("Python 3.11 or later with venv", List.of("python3", "-c", PROBE)));
        PeerInstallation installation = new PeerInstallation(
                "python", home, SOURCES, List.of("requirements.txt"), PeerInstallation.virtualEnvironment());
        launch = new PeerLaunch(runtimes, installation, List.of("venv/bin/python", "-u", "peer.py"));
    }

    /**
     * Returns the Python interpreter that has pyarrow and pandas, for scripts that make what the peer then sends. It is
     * there once a peer has been started.
     */
    public Path interpreter() {
        return home.resolve("venv/bin/python");
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
     * Runs a script of the peer's folder to its end, such as {@code vectors.py}.
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
