/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.nats;

import java.nio.file.Path;

/**
 * A certificate with its private key, in files of the {@link TlsMaterial} that made it; gone when that is closed.
 *
 * @param name what it is, such as {@code server}
 * @param folder holds the files
 * @param password of the stores and of the keys in them; the PEM files have none
 */
public record TlsIdentity(String name, Path folder, String password) {

    /**
     * Returns the certificate, followed by that of its signer if it has one.
     *
     * @return PEM file
     */
    public Path certificate() {
        return folder.resolve(name + ".pem");
    }

    /**
     * Returns the private key.
     *
     * @return PEM file, PKCS #8, not encrypted
     */
    public Path key() {
        return folder.resolve(name + "-key.pem");
    }

    /**
     * Returns a store with key and certificate.
     *
     * @return PKCS #12 file
     */
    public Path keyStore() {
        return folder.resolve(name + ".p12");
    }

    /**
     * Returns a store with key and certificate.
     *
     * @return JKS file
     */
    public Path keyStoreJks() {
        return folder.resolve(name + ".jks");
    }

    /**
     * Returns a store with what others must trust to accept this certificate: its signer's, or itself if self-signed.
     *
     * @return PKCS #12 file
     */
    public Path trustStore() {
        return folder.resolve(name + "-trust.p12");
    }

    /**
     * Returns a store with what others must trust to accept this certificate: its signer's, or itself if self-signed.
     *
     * @return JKS file
     */
    public Path trustStoreJks() {
        return folder.resolve(name + "-trust.jks");
    }

    @Override
    public String toString() {
        return "certificate " + name;
    }
}
