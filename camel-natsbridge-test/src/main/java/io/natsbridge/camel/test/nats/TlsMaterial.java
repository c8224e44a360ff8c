/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.nats;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Certificates for tests, good and bad, each made when first asked for with the JDK's own {@code keytool}. The files
 * live in a private temporary folder; the caller closes this, which removes them.
 *
 * <pre>{@code
 * try (TlsMaterial tls = TlsMaterial.create();
 *         NatsService nats = NatsServices.start(NatsOptions.defaults().tls(NatsTls.of(tls.server())))) {
 *     connect(nats.url(), TlsMaterial.trusting(tls.ca()));
 * }
 * }</pre>
 */
public final class TlsMaterial implements AutoCloseable {

    private static final String PASSWORD = "changeit";
    private static final String PASSWORD_VARIABLE = "NATSBRIDGE_TEST_STORE";
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String RIGHT_HOST = "san=dns:localhost,ip:127.0.0.1";
    private static final String SERVER_USE = "eku=serverAuth";

    private final PrivateDirectory directory;
    private final Map<String, TlsIdentity> made = new HashMap<>();

    private TlsMaterial(PrivateDirectory directory) {
        this.directory = directory;
    }

    /**
     * Makes an empty set.
     *
     * @return the caller closes it
     */
    public static TlsMaterial create() {
        TlsMaterial material = new TlsMaterial(PrivateDirectory.create("tls-"));
        OpenServices.add(material);
        return material;
    }

    /**
     * Returns the authority that signs all others that do not say otherwise.
     *
     * @return to be trusted
     */
    public TlsIdentity ca() {
        return authority("ca");
    }

    /**
     * Returns an authority that nobody should trust.
     *
     * @return signer of {@link #otherCaServer()}
     */
    public TlsIdentity otherCa() {
        return authority("other-ca");
    }

    /**
     * Returns a good certificate for a server.
     *
     * @return for {@code localhost} and {@code 127.0.0.1}
     */
    public TlsIdentity server() {
        return signed("server", ca(), "-ext", RIGHT_HOST, "-ext", SERVER_USE);
    }

    /**
     * Returns a good certificate for a client.
     *
     * @return with the common name {@code client}
     */
    public TlsIdentity client() {
        return signed("client", ca(), "-ext", "eku=clientAuth");
    }

    /**
     * Returns a certificate for a server of another name.
     *
     * @return for {@code wrong.example} alone
     */
    public TlsIdentity wrongHost() {
        return signed("wrong-host", ca(), "-ext", "san=dns:wrong.example", "-ext", SERVER_USE);
    }

    /**
     * Returns a server's certificate that has run out.
     *
     * @return valid from ten days ago to five days ago
     */
    public TlsIdentity expired() {
        return identity(
                "expired",
                List.of(
                        "-signer",
                        ca().name(),
                        "-startdate",
                        "-10d",
                        "-validity",
                        "5",
                        "-ext",
                        RIGHT_HOST,
                        "-ext",
                        SERVER_USE));
    }

    /**
     * Returns a server's certificate that no authority has signed.
     *
     * @return for {@code localhost} and {@code 127.0.0.1}
     */
    public TlsIdentity selfSigned() {
        return identity("self-signed", List.of("-validity", "30", "-ext", RIGHT_HOST, "-ext", SERVER_USE));
    }

    /**
     * Returns a server's certificate that the other authority has signed.
     *
     * @return for {@code localhost} and {@code 127.0.0.1}
     */
    public TlsIdentity otherCaServer() {
        return signed("other-ca-server", otherCa(), "-ext", RIGHT_HOST, "-ext", SERVER_USE);
    }

    /**
     * Returns a server's certificate that its authority has taken back; only who reads {@link #revocations()} knows.
     *
     * @return for {@code localhost} and {@code 127.0.0.1}
     */
    public TlsIdentity revoked() {
        return signed("revoked", ca(), "-ext", RIGHT_HOST, "-ext", SERVER_USE);
    }

    /**
     * Returns the list of what the authority has taken back.
     *
     * @return DER file of a certificate revocation list that holds {@link #revoked()} alone
     */
    public synchronized Path revocations() {
        Path list = directory.resolve("revocations.crl");
        if (!Files.exists(list)) {
            String serial = TlsFiles.serialNumber(revoked()).toString();
            keytool("-gencrl", List.of("-alias", ca().name(), "-id", serial, "-file", list.toString()));
        }
        return list;
    }

    /**
     * Makes the context of a client without a certificate.
     *
     * @param trusted the one authority, or self-signed certificate, that it trusts
     * @return a TLS context
     */
    public static SSLContext trusting(TlsIdentity trusted) {
        return context(trusted, null);
    }

    /**
     * Makes the context of a client, or of a server, with a certificate.
     *
     * @param trusted the one authority, or self-signed certificate, that it trusts
     * @param own what it shows
     * @return a TLS context
     */
    public static SSLContext trusting(TlsIdentity trusted, TlsIdentity own) {
        return context(trusted, own);
    }

    /** Removes all files. */
    @Override
    public synchronized void close() {
        OpenServices.remove(this);
        directory.close();
    }

    private TlsIdentity authority(String name) {
        return identity(name, List.of("-validity", "30", "-ext", "bc:c=ca:true", "-ext", "ku:c=keyCertSign,cRLSign"));
    }

    private TlsIdentity signed(String name, TlsIdentity signer, String... extensions) {
        List<String> arguments = new ArrayList<>(List.of("-signer", signer.name(), "-validity", "30"));
        arguments.addAll(List.of(extensions));
        return identity(name, arguments);
    }

    private synchronized TlsIdentity identity(String name, List<String> arguments) {
        return made.computeIfAbsent(name, absent -> make(new TlsIdentity(name, directory.path(), PASSWORD), arguments));
    }

    private TlsIdentity make(TlsIdentity identity, List<String> arguments) {
        List<String> line = new ArrayList<>(List.of("-alias", identity.name(), "-dname", "CN=" + identity.name()));
        line.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1"));
        line.addAll(arguments);
        keytool("-genkeypair", line);
        try {
            TlsFiles.write(identity, TlsFiles.load(all(), PASSWORD));
            return identity;
        } catch (IOException e) {
            throw new UncheckedIOException("Could not make the certificate " + identity.name(), e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Could not make the certificate " + identity.name(), e);
        }
    }

    private void keytool(String operation, List<String> arguments) {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        line.addAll(List.of(operation, "-storetype", "PKCS12", "-keystore", all().toString()));
        line.addAll(List.of("-storepass:env", PASSWORD_VARIABLE));
        line.addAll(arguments);
        try {
            new Command(line, Map.of(PASSWORD_VARIABLE, PASSWORD)).run(LIMIT);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not run keytool " + operation, e);
        }
    }

    private Path all() {
        return directory.resolve("all.p12");
    }

    private static SSLContext context(TlsIdentity trusted, TlsIdentity own) {
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(TlsFiles.load(trusted.trustStore(), trusted.password()));
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            if (own != null) {
                keys.init(
                        TlsFiles.load(own.keyStore(), own.password()),
                        own.password().toCharArray());
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(own == null ? null : keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("Could not make a TLS context that trusts " + trusted, e);
        }
    }
}
