/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.nats;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Base64;

/** Reads and writes keys and certificates in the forms that servers and clients want. */
final class TlsFiles {

    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private TlsFiles() {}

    static KeyStore load(Path file, String password) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, password.toCharArray());
        }
        return store;
    }

    /**
     * Writes all files of an identity.
     *
     * @param all holds its key and certificates under its name
     */
    static void write(TlsIdentity identity, KeyStore all) throws IOException, GeneralSecurityException {
        char[] password = identity.password().toCharArray();
        Key key = all.getKey(identity.name(), password);
        Certificate[] chain = all.getCertificateChain(identity.name());
        StringBuilder certificates = new StringBuilder();
        for (Certificate certificate : chain) {
            certificates.append(pem("CERTIFICATE", certificate.getEncoded()));
        }
        Files.writeString(identity.certificate(), certificates);
        Files.writeString(identity.key(), pem("PRIVATE KEY", key.getEncoded()));

        saveKey(new Store("PKCS12", identity.keyStore(), password), key, chain);
        saveKey(new Store("JKS", identity.keyStoreJks(), password), key, chain);
        Certificate root = chain[chain.length - 1];
        saveTrusted(new Store("PKCS12", identity.trustStore(), password), root);
        saveTrusted(new Store("JKS", identity.trustStoreJks(), password), root);
    }

    /** The serial number of an identity's certificate. */
    static BigInteger serialNumber(TlsIdentity identity) {
        try {
            KeyStore store = load(identity.keyStore(), identity.password());
            return ((X509Certificate) store.getCertificate("own")).getSerialNumber();
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read " + identity.keyStore(), e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Could not read " + identity.keyStore(), e);
        }
    }

    private static void saveKey(Store target, Key key, Certificate[] chain)
            throws IOException, GeneralSecurityException {
        KeyStore store = empty(target.type());
        store.setKeyEntry("own", key, target.password(), chain);
        save(store, target);
    }

    private static void saveTrusted(Store target, Certificate root) throws IOException, GeneralSecurityException {
        KeyStore store = empty(target.type());
        store.setCertificateEntry("trusted", root);
        save(store, target);
    }

    private static KeyStore empty(String type) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(type);
        store.load(null, null);
        return store;
    }

    private static void save(KeyStore store, Store target) throws IOException, GeneralSecurityException {
        try (OutputStream out = Files.newOutputStream(target.file())) {
            store.store(out, target.password());
        }
    }

    private static String pem(String label, byte[] content) {
        return "-----BEGIN " + label + "-----\n" + new String(LINES.encode(content), StandardCharsets.US_ASCII)
                + "\n-----END " + label + "-----\n";
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Store(String type, Path file, char[] password) {}
}
