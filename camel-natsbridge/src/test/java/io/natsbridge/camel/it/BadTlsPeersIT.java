/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.natsbridge.camel.error.NatsBridgeException.ConnectionException;
import io.natsbridge.camel.error.NatsBridgeException.FileserverException;
import io.natsbridge.camel.reliability.Trial;
import io.natsbridge.camel.test.nats.NatsOptions;
import io.natsbridge.camel.test.nats.NatsService;
import io.natsbridge.camel.test.nats.NatsServices;
import io.natsbridge.camel.test.nats.NatsTls;
import io.natsbridge.camel.test.nats.TlsIdentity;
import io.natsbridge.camel.test.nats.TlsMaterial;
import io.natsbridge.camel.test.plik.EmbeddedPlik;
import io.natsbridge.camel.test.plik.EmbeddedPlikOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Eight kinds of bad peers, as a broker and as a file server, with an endpoint that would talk to a good one: it talks to none of them. */
@Tag("reliability")
class BadTlsPeersIT {

    private static final NatsOptions CONTROLLABLE = NatsOptions.defaults().controllable(true);
    private static final Trial TRIAL = Trial.of("bad-tls-peers", "brokers and file servers with bad TLS: accepted");
    private static final int PEERS = 16;
    private static final String LARGE = "x".repeat(5_000);

    private static TlsMaterial tls;
    private static NatsService goodBroker;

    @TempDir
    private static Path directory;

    @RegisterExtension
    final Contexts camel = new Contexts();

    private final Inbox in = new Inbox();

    /** A certificate that must not be believed. */
    enum Bad {
        EXPIRED,
        SELF_SIGNED,
        WRONG_HOST,
        UNKNOWN_AUTHORITY,
        REVOKED;

        TlsIdentity identity() {
            return switch (this) {
                case EXPIRED -> tls.expired();
                case SELF_SIGNED -> tls.selfSigned();
                case WRONG_HOST -> tls.wrongHost();
                case UNKNOWN_AUTHORITY -> tls.otherCaServer();
                case REVOKED -> tls.revoked();
            };
        }
    }

    @BeforeAll
    static void makeCertificates() {
        tls = TlsMaterial.create();
        goodBroker = NatsServices.start(CONTROLLABLE.tls(NatsTls.of(tls.server())));
    }

    @AfterAll
    static void countThemAll() {
        goodBroker.close();
        tls.close();
        TRIAL.finish(PEERS, "8 kinds, as a broker and as a file server");
    }

    @Test
    void goodPeersAreTalkedTo() throws Exception {
        try (EmbeddedPlik plik = fileserver(tls.server())) {
            assertThat(sendByLink(plik.url()).getException()).isNull();
            assertThat(plik.fileCount()).isOne();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aBrokerWithABadCertificateIsRefused(Bad bad) throws Exception {
        try (NatsService nats = NatsServices.start(CONTROLLABLE.tls(NatsTls.of(bad.identity())))) {
            assertBrokerRefused(bad.name(), nats.url());
            if (bad != Bad.EXPIRED) {
                await().untilAsserted(() -> assertThat(nats.log()).contains("TLS handshake error"));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFileServerWithABadCertificateIsRefused(Bad bad) throws Exception {
        try (EmbeddedPlik plik = fileserver(bad.identity())) {
            assertFileserverRefused(bad.name(), plik.url());
            assertThat(plik.faults().requests()).isZero();
        }
    }

    @Test
    void aBrokerOfAnOldVersionIsRefused() throws Exception {
        try (Program old = OldTlsProgram.start(directory, tls.server(), "TLSv1", true)) {
            assertBrokerRefused("TLS 1.0", "tls://localhost:" + port(old));
            old.awaitLine(OldTlsProgram.FAILED);
        }
    }

    @Test
    void aFileServerOfAnOldVersionIsRefused() throws Exception {
        try (Program old = OldTlsProgram.start(directory, tls.server(), "TLSv1", false)) {
            assertFileserverRefused("TLS 1.0", "https://localhost:" + port(old));
            old.awaitLine(OldTlsProgram.FAILED);
        }
    }

    static Stream<Boolean> peers() {
        return Stream.of(true, false);
    }

    @ParameterizedTest
    @MethodSource("peers")
    void thePeerOfAnOldVersionWouldBeTalkedToWereItsVersionNew(boolean broker) throws Exception {
        try (Program now = OldTlsProgram.start(directory, tls.server(), "TLSv1.2", broker)) {
            String url = (broker ? "tls://localhost:" : "https://localhost:") + port(now);
            Object end = broker ? connect(url) : sendByLink(url).getException();
            now.awaitLine(OldTlsProgram.DONE);
            assertThat(end).as("nothing speaks behind the handshake").isNotNull();
        }
    }

    @Test
    void aBrokerThatSpeaksNoTlsIsRefused() throws Exception {
        try (NatsService nats = NatsServices.start(CONTROLLABLE)) {
            assertBrokerRefused("plain answer", "tls://localhost:" + nats.port());
        }
    }

    @Test
    void aFileServerThatSpeaksNoTlsIsRefused() throws Exception {
        try (EmbeddedPlik plik = EmbeddedPlik.start()) {
            assertFileserverRefused("plain answer", "https://localhost:" + plik.port());
            assertThat(plik.faults().requests()).isZero();
        }
    }

    @Test
    void aBrokerThatChangesItsCertificateIsRefusedWhenItIsReconnectedTo() throws Exception {
        Path certificate = Files.copy(tls.server().certificate(), directory.resolve("swapped.pem"));
        Path key = Files.copy(tls.server().key(), directory.resolve("swapped.key"));
        NatsTls files = new NatsTls(certificate, key, Optional.empty());
        try (NatsService nats = NatsServices.start(CONTROLLABLE.tls(files))) {
            CamelContext context = context();
            String uri = uri(nats.url());
            camel.start(context, routes -> routes.from(uri).process(in));
            Contexts.sent(context, uri, "before");
            in.first();
            nats.kill();
            Files.copy(tls.otherCaServer().certificate(), certificate, StandardCopyOption.REPLACE_EXISTING);
            Files.copy(tls.otherCaServer().key(), key, StandardCopyOption.REPLACE_EXISTING);
            nats.startAgain();
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(nats.log()).contains("TLS handshake error"));
            TRIAL.tried();
            if (Contexts.send(context, uri, "after").getException() == null) {
                TRIAL.bad("swapped certificate: the broker was sent a message");
            }
            assertThat(in.count()).isOne();
        }
    }

    @Test
    void aFileServerThatChangesItsCertificateIsRefusedWhenItIsConnectedToAgain() throws Exception {
        try (EmbeddedPlik plik = fileserver(tls.server())) {
            assertThat(sendByLink(plik.url()).getException()).isNull();
            long before = plik.faults().requests();
            TlsIdentity bad = tls.otherCaServer();
            char[] password = bad.password().toCharArray();
            plik.showCertificate(KeyStore.getInstance(bad.keyStore().toFile(), password), password);
            camel.stop();
            assertFileserverRefused("swapped certificate", plik.url());
            assertThat(plik.faults().requests()).isEqualTo(before);
        }
    }

    private void assertBrokerRefused(String kind, String url) throws Exception {
        TRIAL.tried();
        Throwable failure = connect(url);
        if (failure == null) {
            TRIAL.bad(kind + ": the broker was accepted");
        }
        assertThat(failure).isInstanceOf(ConnectionException.class).hasMessageContaining(url);
    }

    private void assertFileserverRefused(String kind, String url) throws Exception {
        TRIAL.tried();
        Exception failure = sendByLink(url).getException();
        if (failure == null) {
            TRIAL.bad(kind + ": the file server was accepted");
        }
        assertThat(failure).isInstanceOf(FileserverException.class);
    }

    private Throwable connect(String url) throws Exception {
        CamelContext context = context();
        Throwable failure = catchThrowable(
                () -> camel.start(context, routes -> routes.from(uri(url)).process(in)));
        while (failure != null && !(failure instanceof ConnectionException)) {
            failure = failure.getCause();
        }
        return failure;
    }

    private Exchange sendByLink(String fileserver) throws Exception {
        CamelContext context = camel.start(context(), routes -> {});
        String uri = uri(goodBroker.url()) + "&sizeThreshold=1000&maxRetries=1&fileserverUrl=" + fileserver;
        return Contexts.send(context, uri, LARGE);
    }

    private CamelContext context() throws Exception {
        SSLContextParameters parameters = TlsParameters.trustingUnlessRevoked(tls);
        CamelContext context = camel.create();
        context.getRegistry().bind("tls", parameters);
        return context;
    }

    private static String uri(String servers) {
        return Uri.of(servers, "tls", "sslContextParameters=#tls", "connectionTimeout=5000");
    }

    private static EmbeddedPlik fileserver(TlsIdentity identity) throws Exception {
        char[] password = identity.password().toCharArray();
        return EmbeddedPlik.start(EmbeddedPlikOptions.builder()
                .https(KeyStore.getInstance(identity.keyStore().toFile(), password), password)
                .build());
    }

    private static String port(Program program) {
        return program.awaitLine(OldTlsProgram.PORT).substring(OldTlsProgram.PORT.length());
    }
}
