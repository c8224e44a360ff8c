/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.plik;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateExpiredException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HTTPS with good and bad certificates. */
class EmbeddedPlikHttpsIT {

    private static final String PASSWORD = "changeit";

    @TempDir
    static Path directory;

    private static KeyStore right;
    private static KeyStore expired;
    private static KeyStore foreign;

    @BeforeAll
    static void makeCertificates() throws Exception {
        right = certificate("right", "-ext", "san=dns:localhost", "-validity", "2");
        expired = certificate("expired", "-ext", "san=dns:localhost", "-startdate", "-10d", "-validity", "2");
        foreign = certificate("foreign", "-ext", "san=dns:elsewhere.example", "-validity", "2");
    }

    private static KeyStore certificate(String name, String... more) throws Exception {
        Path store = directory.resolve(name + ".p12");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD));
        command.addAll(List.of(more));
        Process keytool = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve(name + ".log").toFile())
                .start();
        assertThat(keytool.waitFor(30, TimeUnit.SECONDS)).isTrue();
        KeyStore keyStore = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keyStore.load(in, PASSWORD.toCharArray());
        }
        return keyStore;
    }

    private static EmbeddedPlik start(KeyStore keyStore) {
        return EmbeddedPlik.start(EmbeddedPlikOptions.builder()
                .https(keyStore, PASSWORD.toCharArray())
                .build());
    }

    /** Trusts the certificate in a store, whatever its dates are. */
    private static SSLContext trusting(KeyStore trusted) throws IOException, GeneralSecurityException {
        KeyStore trust = KeyStore.getInstance("PKCS12");
        trust.load(null, null);
        String alias = trusted.aliases().nextElement();
        trust.setCertificateEntry(alias, trusted.getCertificate(alias));
        TrustManagerFactory trustManagers = TrustManagerFactory.getInstance("PKIX");
        trustManagers.init(trust);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trustManagers.getTrustManagers(), null);
        return context;
    }

    private static HttpResponse<String> ask(EmbeddedPlik server, KeyStore trusted)
            throws IOException, InterruptedException, GeneralSecurityException {
        HttpClient client =
                HttpClient.newBuilder().sslContext(trusting(trusted)).build();
        return client.send(
                HttpRequest.newBuilder(URI.create(server.url() + "/health")).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void speaksHttps() throws Exception {
        try (EmbeddedPlik server = start(right)) {
            assertThat(server.url()).startsWith("https://localhost:");
            assertThat(ask(server, right).body()).isEqualTo("ok\n");
        }
    }

    @Test
    void showsAnExpiredCertificate() throws Exception {
        try (EmbeddedPlik server = start(expired);
                SSLSocket socket =
                        (SSLSocket) trusting(expired).getSocketFactory().createSocket("localhost", server.port())) {
            socket.startHandshake();
            X509Certificate shown = (X509Certificate) socket.getSession().getPeerCertificates()[0];

            assertThatThrownBy(shown::checkValidity).isInstanceOf(CertificateExpiredException.class);
        }
    }

    @Test
    void showsACertificateOfAnotherHost() {
        try (EmbeddedPlik server = start(foreign)) {
            assertThatThrownBy(() -> ask(server, foreign)).isInstanceOf(SSLHandshakeException.class);
        }
    }

    @Test
    void changesItsCertificateWhileItRuns() throws Exception {
        try (EmbeddedPlik server = start(right)) {
            ask(server, right);

            server.showCertificate(foreign, PASSWORD.toCharArray());

            assertThatThrownBy(() -> ask(server, right)).isInstanceOf(SSLHandshakeException.class);
        }
    }

    @Test
    void cannotShowACertificateOverHttp() {
        try (EmbeddedPlik server = EmbeddedPlik.start()) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> server.showCertificate(right, PASSWORD.toCharArray()))
                    .withMessageContaining("speaks HTTP");
        }
    }

    @Test
    void breaksTheConnectionBelowTls() {
        try (EmbeddedPlik server = start(right)) {
            server.faults().always(PlikOperation.CONFIG, Fault.reset(1));

            assertThatThrownBy(() -> ask(server, right)).isInstanceOf(IOException.class);
            assertThat(server.faults().requests(PlikOperation.CONFIG)).isPositive();
        }
    }
}
