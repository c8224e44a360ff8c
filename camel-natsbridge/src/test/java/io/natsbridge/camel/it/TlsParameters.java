/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import io.natsbridge.camel.test.nats.TlsIdentity;
import io.natsbridge.camel.test.nats.TlsMaterial;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.X509CertSelector;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.TrustManagerFactory;
import org.apache.camel.support.jsse.KeyManagersParameters;
import org.apache.camel.support.jsse.KeyStoreParameters;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;

/** What a route gives to {@code sslContextParameters}. */
final class TlsParameters {

    private TlsParameters() {}

    /** Trusts one authority. */
    static SSLContextParameters trusting(TlsIdentity authority) {
        TrustManagersParameters trust = new TrustManagersParameters();
        trust.setKeyStore(store(authority.trustStore().toString(), authority));
        return parameters(trust);
    }

    /** Trusts one authority but for what it has taken back. */
    static SSLContextParameters trustingUnlessRevoked(TlsMaterial tls) throws IOException, GeneralSecurityException {
        KeyStore roots = KeyStore.getInstance(
                tls.ca().trustStore().toFile(), tls.ca().password().toCharArray());
        PKIXBuilderParameters path = new PKIXBuilderParameters(roots, new X509CertSelector());
        try (InputStream in = Files.newInputStream(tls.revocations())) {
            path.addCertStore(CertStore.getInstance(
                    "Collection",
                    new CollectionCertStoreParameters(
                            CertificateFactory.getInstance("X.509").generateCRLs(in))));
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(new CertPathTrustManagerParameters(path));
        TrustManagersParameters trust = new TrustManagersParameters();
        trust.setTrustManager(factory.getTrustManagers()[0]);
        return parameters(trust);
    }

    /** Shows a certificate as well. */
    static SSLContextParameters withKey(SSLContextParameters parameters, TlsIdentity client) {
        KeyManagersParameters keys = new KeyManagersParameters();
        keys.setKeyStore(store(client.keyStore().toString(), client));
        keys.setKeyPassword(client.password());
        parameters.setKeyManagers(keys);
        return parameters;
    }

    private static SSLContextParameters parameters(TrustManagersParameters trust) {
        SSLContextParameters parameters = new SSLContextParameters();
        parameters.setTrustManagers(trust);
        return parameters;
    }

    private static KeyStoreParameters store(String file, TlsIdentity identity) {
        KeyStoreParameters store = new KeyStoreParameters();
        store.setResource("file:" + file);
        store.setPassword(identity.password());
        store.setType("PKCS12");
        return store;
    }
}
