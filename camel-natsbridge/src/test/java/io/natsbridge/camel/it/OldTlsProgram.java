/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import io.natsbridge.camel.test.nats.TlsIdentity;
import io.natsbridge.camel.test.nats.TlsMaterial;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * A peer that speaks one version of TLS alone, in a JVM of its own, whose security properties allow versions that no JVM allows by itself: a broker that says it wants TLS
 * and then shakes hands, or a file server that shakes hands at once. What comes of each handshake is printed.
 */
final class OldTlsProgram {

    static final String DONE = "handshake done";
    static final String FAILED = "handshake failed";
    static final String PORT = "port ";

    private OldTlsProgram() {}

    /** Starts the peer; its certificate is the good one. */
    static Program start(Path directory, TlsIdentity identity, String version, boolean broker) throws IOException {
        Path allowed = Files.writeString(directory.resolve("old-tls.security"), "jdk.tls.disabledAlgorithms=\n");
        return Program.of(OldTlsProgram.class, Files.createTempFile(directory, "old-tls-", ".log"))
                .jvmOptions("-Djava.security.properties=" + allowed)
                .start(identity.name(), identity.folder().toString(), identity.password(), version, broker + "");
    }

    /** @param arguments the parts of an identity, the version, and whether it is a broker */
    public static void main(String[] arguments) throws IOException {
        TlsIdentity identity = new TlsIdentity(arguments[0], Path.of(arguments[1]), arguments[2]);
        SSLContext tls = TlsMaterial.trusting(identity, identity);
        try (ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            System.out.println(PORT + listener.getLocalPort());
            while (true) {
                serve(listener.accept(), tls, arguments[3], Boolean.parseBoolean(arguments[4]));
            }
        }
    }

    private static void serve(Socket plain, SSLContext tls, String version, boolean broker) {
        try (plain) {
            if (broker) {
                String info =
                        "INFO {\"server_id\":\"old\",\"version\":\"2.10.0\",\"proto\":1,\"host\":\"localhost\",\"port\":"
                                + plain.getLocalPort()
                                + ",\"headers\":true,\"max_payload\":1048576,\"tls_required\":true}\r\n";
                plain.getOutputStream().write(info.getBytes(StandardCharsets.US_ASCII));
            }
            SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket(plain, null, true);
            socket.setUseClientMode(false);
            socket.setEnabledProtocols(new String[] {version});
            socket.startHandshake();
            System.out.println(DONE);
        } catch (IOException e) {
            System.out.println(FAILED + ": " + e.getMessage());
        }
    }
}
