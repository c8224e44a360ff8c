/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.nats;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * The files of a server with TLS.
 *
 * @param certificate PEM file, the server's certificate first, then those between it and the root
 * @param key PEM file, PKCS #8, not encrypted
 * @param clientCa PEM file with the roots that a client's certificate must lead to; empty if clients need none
 */
public record NatsTls(Path certificate, Path key, Optional<Path> clientCa) {

    /** Checks that nothing is null. */
    public NatsTls {
        Objects.requireNonNull(certificate, "certificate");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(clientCa, "clientCa");
    }

    /**
     * TLS where the server alone shows a certificate.
     *
     * @param server the server's certificate and key
     * @return the files
     */
    public static NatsTls of(TlsIdentity server) {
        return new NatsTls(server.certificate(), server.key(), Optional.empty());
    }

    /**
     * TLS where clients must show a certificate too.
     *
     * @param server the server's certificate and key
     * @param clientCa who signs the clients' certificates
     * @return the files
     */
    public static NatsTls mutual(TlsIdentity server, TlsIdentity clientCa) {
        return new NatsTls(server.certificate(), server.key(), Optional.of(clientCa.certificate()));
    }
}
