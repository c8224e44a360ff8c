/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.nats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SignatureException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TlsMaterialTest {

    private static TlsMaterial tls;

    @BeforeAll
    static void make() {
        tls = TlsMaterial.create();
    }

    @AfterAll
    static void remove() {
        tls.close();
    }

    @Test
    void signsTheServerForTheLocalHost() throws Exception {
        X509Certificate server = certificate(tls.server());

        server.verify(certificate(tls.ca()).getPublicKey());
        server.checkValidity();
        assertThat(names(server)).containsExactly("localhost", "127.0.0.1");
    }

    @Test
    void signsTheWrongHostForAnotherName() throws Exception {
        X509Certificate wrong = certificate(tls.wrongHost());

        wrong.verify(certificate(tls.ca()).getPublicKey());
        assertThat(names(wrong)).containsExactly("wrong.example");
    }

    @Test
    void makesCertificateThatHasRunOut() throws Exception {
        X509Certificate expired = certificate(tls.expired());

        assertThatExceptionOfType(CertificateExpiredException.class).isThrownBy(expired::checkValidity);
    }

    @Test
    void makesCertificateOfAnotherAuthority() throws Exception {
        X509Certificate other = certificate(tls.otherCaServer());

        other.verify(certificate(tls.otherCa()).getPublicKey());
        assertThatExceptionOfType(SignatureException.class)
                .isThrownBy(() -> other.verify(certificate(tls.ca()).getPublicKey()));
    }

    @Test
    void makesCertificateThatSignsItself() throws Exception {
        X509Certificate own = certificate(tls.selfSigned());

        own.verify(own.getPublicKey());
        assertThat(own.getIssuerX500Principal()).isEqualTo(own.getSubjectX500Principal());
    }

    @Test
    void listsWhatTheAuthorityHasTakenBack() throws Exception {
        X509CRL list;
        try (InputStream in = Files.newInputStream(tls.revocations())) {
            list = (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(in);
        }

        list.verify(certificate(tls.ca()).getPublicKey());
        assertThat(list.isRevoked(certificate(tls.revoked()))).isTrue();
        assertThat(list.isRevoked(certificate(tls.server()))).isFalse();
    }

    @Test
    void makesEachCertificateOnce() throws IOException {
        byte[] first = Files.readAllBytes(tls.client().certificate());

        assertThat(tls.client().certificate()).hasBinaryContent(first);
    }

    @Test
    void writesTheSameKeyInAllForms() throws Exception {
        TlsIdentity server = tls.server();
        char[] password = server.password().toCharArray();
        byte[] key = store("PKCS12", server.keyStore(), password)
                .getKey("own", password)
                .getEncoded();

        assertThat(store("JKS", server.keyStoreJks(), password)
                        .getKey("own", password)
                        .getEncoded())
                .isEqualTo(key);
        assertThat(server.key())
                .content()
                .startsWith("-----BEGIN PRIVATE KEY-----\n")
                .endsWith("\n-----END PRIVATE KEY-----\n");
    }

    @Test
    void trustsTheSigner() throws Exception {
        TlsIdentity server = tls.server();
        char[] password = server.password().toCharArray();

        assertThat(List.of(
                        store("PKCS12", server.trustStore(), password).getCertificate("trusted"),
                        store("JKS", server.trustStoreJks(), password).getCertificate("trusted")))
                .containsOnly(certificate(tls.ca()));
    }

    @Test
    void removesItsFilesOnClose() {
        TlsMaterial other = TlsMaterial.create();
        Path folder = other.ca().folder();

        other.close();

        assertThat(folder).doesNotExist();
    }

    private static List<String> names(X509Certificate certificate) throws GeneralSecurityException {
        return certificate.getSubjectAlternativeNames().stream()
                .map(name -> (String) name.get(1))
                .toList();
    }

    private static X509Certificate certificate(TlsIdentity identity) throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(identity.certificate())) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }

    private static KeyStore store(String type, Path file, char[] password)
            throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(type);
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, password);
        }
        return store;
    }
}
