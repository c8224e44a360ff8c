/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.nats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

import io.nats.client.AuthenticationException;
import io.nats.client.Connection;
import io.nats.client.NKey;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // the client's close() can be interrupted
class NatsSecurityIT {

    private static final NatsOptions CONTROLLABLE = NatsOptions.defaults().controllable(true);

    private static TlsMaterial tls;

    @BeforeAll
    static void makeCertificates() {
        tls = TlsMaterial.create();
    }

    @AfterAll
    static void removeCertificates() {
        tls.close();
    }

    @Test
    void letsInTheUserAlone() throws Exception {
        try (NatsService nats = NatsServices.start(CONTROLLABLE.user("ann", "s\"3\\cret $x"))) {
            assertConnects(nats, options -> options.userInfo("ann", "s\"3\\cret $x"));
            assertRefuses(nats, options -> options.userInfo("ann", "other"));
            assertRefuses(nats, UnaryOperator.identity());
        }
    }

    @Test
    void letsInTheTokenAlone() throws Exception {
        try (NatsService nats = NatsServices.start(CONTROLLABLE.token("s3cret"))) {
            assertConnects(nats, options -> options.token("s3cret".toCharArray()));
            assertRefuses(nats, options -> options.token("other".toCharArray()));
        }
    }

    @Test
    void letsInTheKeyAlone() throws Exception {
        NKey right = NKey.createUser(new SecureRandom());
        NKey wrong = NKey.createUser(new SecureRandom());

        try (NatsService nats = NatsServices.start(CONTROLLABLE.nkey(new String(right.getPublicKey())))) {
            assertConnects(nats, options -> options.authHandler(Nats.staticCredentials(null, right.getSeed())));
            assertRefuses(nats, options -> options.authHandler(Nats.staticCredentials(null, wrong.getSeed())));
        }
    }

    @Test
    void restrictsSubjectsByTheOptionsText() throws Exception {
        String text = "authorization { users: [ { user: a, password: b, permissions: { publish: \"open.>\" } } ] }";

        try (NatsService nats = NatsServices.start(CONTROLLABLE.config(text));
                Connection connection =
                        Nats.connect(plain(nats).userInfo("a", "b").build())) {
            connection.publish("closed.x", new byte[0]);
            connection.flush(Duration.ofSeconds(10));

            await().until(() -> connection.getLastError() != null
                    && connection.getLastError().contains("Permissions Violation"));
        }
    }

    @Test
    void speaksTlsToThoseWhoTrustItsAuthority() throws Exception {
        try (NatsService nats = NatsServices.start(CONTROLLABLE.tls(NatsTls.of(tls.server())))) {
            assertThat(nats.url()).startsWith("tls://127.0.0.1:");
            assertConnects(nats, options -> options.sslContext(TlsMaterial.trusting(tls.ca())));
            assertTlsFails(nats, TlsMaterial.trusting(tls.otherCa()));
        }
    }

    @Test
    void demandsClientCertificate() throws Exception {
        try (NatsService nats = NatsServices.start(CONTROLLABLE.tls(NatsTls.mutual(tls.server(), tls.ca())))) {
            assertConnects(nats, options -> options.sslContext(TlsMaterial.trusting(tls.ca(), tls.client())));
            assertThatIOException()
                    .isThrownBy(() -> connect(nats, options -> options.sslContext(TlsMaterial.trusting(tls.ca()))));
            assertThat(nats.log()).contains("client didn't provide a certificate");
        }
    }

    @Test
    void showsExpiredCertificate() throws Exception {
        try (NatsService nats = NatsServices.start(CONTROLLABLE.tls(NatsTls.of(tls.expired())))) {
            assertTlsFails(nats, TlsMaterial.trusting(tls.ca()));
        }
    }

    @Test
    void showsSelfSignedCertificate() throws Exception {
        try (NatsService nats = NatsServices.start(CONTROLLABLE.tls(NatsTls.of(tls.selfSigned())))) {
            assertConnects(nats, options -> options.sslContext(TlsMaterial.trusting(tls.selfSigned())));
            assertTlsFails(nats, TlsMaterial.trusting(tls.ca()));
        }
    }

    private static void assertConnects(NatsService nats, UnaryOperator<Options.Builder> change) throws Exception {
        try (Connection connection = connect(nats, change)) {
            assertThat(connection.getStatus()).isEqualTo(Connection.Status.CONNECTED);
        }
    }

    private static void assertRefuses(NatsService nats, UnaryOperator<Options.Builder> change) {
        assertThatExceptionOfType(AuthenticationException.class).isThrownBy(() -> connect(nats, change));
    }

    /** The client does not tell why, but the server does. */
    private static void assertTlsFails(NatsService nats, SSLContext context) {
        assertThatIOException().isThrownBy(() -> connect(nats, options -> options.sslContext(context)));
        await().untilAsserted(() -> assertThat(nats.log()).contains("TLS handshake error: remote error: tls:"));
    }

    private static Connection connect(NatsService nats, UnaryOperator<Options.Builder> change)
            throws IOException, InterruptedException {
        return Nats.connect(change.apply(plain(nats)).build());
    }

    private static Options.Builder plain(NatsService nats) {
        return new Options.Builder().server(nats.url()).noReconnect();
    }
}
