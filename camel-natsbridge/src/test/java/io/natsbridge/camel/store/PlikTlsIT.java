/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.store;

import static io.natsbridge.camel.store.StoreFixture.link;
import static io.natsbridge.camel.store.StoreFixture.random;
import static io.natsbridge.camel.test.plik.PlikOperation.CREATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.natsbridge.camel.error.NatsBridgeException.FileserverException;
import io.natsbridge.camel.test.nats.TlsIdentity;
import io.natsbridge.camel.test.nats.TlsMaterial;
import io.natsbridge.camel.test.plik.EmbeddedPlik;
import io.natsbridge.camel.test.plik.EmbeddedPlikOptions;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A file server is only spoken to when its certificate is the right one. */
class PlikTlsIT {

    private static final Map<String, TlsIdentity> BAD = new LinkedHashMap<>();

    private static TlsMaterial tls;
    private static SSLContext trust;

    @BeforeAll
    static void makeCertificates() {
        tls = TlsMaterial.create();
        trust = TlsMaterial.trusting(tls.ca());
        BAD.put("for another host", tls.wrongHost());
        BAD.put("expired", tls.expired());
        BAD.put("self-signed", tls.selfSigned());
        BAD.put("of another authority", tls.otherCaServer());
    }

    @AfterAll
    static void removeCertificates() {
        tls.close();
    }

    static Stream<Arguments> badCertificates() {
        return BAD.keySet().stream().map(Arguments::of);
    }

    @Test
    void rightCertificateIsAccepted() {
        try (EmbeddedPlik plik = start(tls.server());
                StoreFixture store = store(plik, trust)) {
            assertThat(plik.url()).startsWith("https://localhost:");
            byte[] bytes = random(5_000_000);

            assertThat(store.download(link(store.upload(bytes)))).isEqualTo(bytes);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badCertificates")
    void badCertificateIsRefusedAtOnce(String name) {
        try (EmbeddedPlik plik = start(BAD.get(name));
                StoreFixture store = store(plik, trust)) {
            FileserverException e = catchThrowableOfType(FileserverException.class, () -> store.upload(random(10)));

            assertThat(e).hasMessageContaining("Cannot trust the file server https://localhost");
            assertThat(e.isTransient()).isFalse();
            assertThat(plik.faults().requests()).isZero();
        }
    }

    @Test
    void authorityThatTheJvmDoesNotKnowIsRefused() {
        try (EmbeddedPlik plik = start(tls.server());
                StoreFixture store = store(plik, null)) {
            assertThatThrownBy(() -> store.upload(random(10)))
                    .isInstanceOf(FileserverException.class)
                    .hasMessageContaining("sslContextParameters");
            assertThat(plik.faults().requests()).isZero();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badCertificates")
    void certificateThatIsSwappedIsRefusedOnTheNextConnection(String name) {
        try (EmbeddedPlik plik = start(tls.server());
                StoreFixture store = store(plik, trust);
                StoreFixture later = store(plik, trust)) {
            assertThat(store.upload(random(10)).file().size()).isEqualTo(10);
            plik.showCertificate(keyStore(BAD.get(name)), password(BAD.get(name)));

            assertThatThrownBy(() -> later.upload(random(10)))
                    .isInstanceOf(FileserverException.class)
                    .hasMessageContaining("Cannot trust");
            assertThat(plik.faults().requests(CREATE)).isEqualTo(1);
        }
    }

    @Test
    void plainAnswerIsNoDowngrade() {
        try (RawServer plain = RawServer.saying("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
                StoreFixture store = new StoreFixture(
                        PlikAccess.anonymous(plain.url().replace("http://127.0.0.1", "https://localhost")), trust)) {
            FileserverException e = catchThrowableOfType(FileserverException.class, () -> store.upload(random(10)));

            assertThat(e.status()).isZero();
        }
    }

    @Test
    void handshakeThatNobodyAnswersIsGivenUp() {
        try (RawServer silent = RawServer.silent();
                StoreFixture store = new StoreFixture(
                        PlikAccess.anonymous(silent.url().replace("http://127.0.0.1", "https://localhost")), trust)) {
            long start = System.nanoTime();

            assertThatThrownBy(() -> store.upload(random(10))).isInstanceOf(FileserverException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void answerIsHeardWhenTheServerHangsUpInTheMiddleOfTheBody() {
        try (EmbeddedPlik plik = EmbeddedPlik.start(EmbeddedPlikOptions.builder()
                        .https(keyStore(tls.server()), password(tls.server()))
                        .maxFileSize(1_000_000)
                        .build());
                StoreFixture store = store(plik, trust)) {
            FileserverException e =
                    catchThrowableOfType(FileserverException.class, () -> store.upload(random(7_000_000)));

            assertThat(e).hasMessageContaining("file too big");
        }
    }

    private static EmbeddedPlik start(TlsIdentity identity) {
        return EmbeddedPlik.start(EmbeddedPlikOptions.builder()
                .https(keyStore(identity), password(identity))
                .build());
    }

    private static KeyStore keyStore(TlsIdentity identity) {
        try {
            return KeyStore.getInstance(identity.keyStore().toFile(), password(identity));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static char[] password(TlsIdentity identity) {
        return identity.password().toCharArray();
    }

    private static StoreFixture store(EmbeddedPlik plik, SSLContext tls) {
        return new StoreFixture(PlikAccess.anonymous(plik.url()), tls);
    }
}
