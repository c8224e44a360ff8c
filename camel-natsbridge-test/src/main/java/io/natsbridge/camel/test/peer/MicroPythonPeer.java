/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.peer;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The MicroPython peer, on MicroPython's unix port with its small heap: text, dictionaries and bytes, up to 50,000 bytes
 * each, always direct. Its payloads have no metadata, its ids start with {@code mp-}, its timestamps are in local time.
 * It has no headers, so that it cannot tell a subject without responders from a slow one.
 */
public final class MicroPythonPeer implements Peer {

    private static final List<String> SOURCES =
            List.of("requirements.txt", "nats_mpy.py", "natsbridge_mpy.py", "peer_mpy.py");
    private static final String PROBE = """
            import platform, sys, venv, ensurepip
            machine = platform.system(), platform.machine()
            if sys.implementation.name != 'cpython' or not (3, 10) <= sys.version_info < (3, 15):
                sys.exit('This is Python ' + sys.version)
            if machine not in (('Linux', 'x86_64'), ('Darwin', 'arm64')):
                sys.exit('No build of MicroPython for ' + ' '.join(machine))
            """;

    private final PeerLaunch launch;

    /**
     * Installed into {@code target/peers/micropython}, or into {@code micropython} of system property
     * {@code natsbridge.peers.dir}.
     */
    public MicroPythonPeer() {
        this(PeerInstallation.homeOf("micropython"));
    }

    /** Installed into a given folder. */
    public MicroPythonPeer(Path home) {
        PeerRuntime python = new PeerRuntime(
                "CPython 3.10 to 3.14 with venv, which installs MicroPython", List.of("python3", "-c", PROBE));
        PeerInstallation installation = new PeerInstallation(
                "micropython", home, SOURCES, List.of("requirements.txt"), PeerInstallation.virtualEnvironment());
        launch = new PeerLaunch(List.of(python), installation, List.of("venv/bin/micropython", "peer_mpy.py"));
    }

    @Override
    public String name() {
        return launch.name();
    }

    @Override
    public Optional<String> unavailableReason() {
        return launch.unavailableReason();
    }

    @Override
    public PeerProcess start(String natsUrl, String fileserverUrl) {
        return launch.start(natsUrl, fileserverUrl);
    }
}
