/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import static io.natsbridge.camel.it.TlsParameters.trusting;
import static io.natsbridge.camel.it.TlsParameters.withKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.natsbridge.camel.NatsBridgeComponent;
import io.natsbridge.camel.error.NatsBridgeException.ConnectionException;
import io.natsbridge.camel.test.nats.NatsOptions;
import io.natsbridge.camel.test.nats.NatsService;
import io.natsbridge.camel.test.nats.NatsServices;
import io.natsbridge.camel.test.nats.NatsTls;
import io.natsbridge.camel.test.nats.TlsMaterial;
import org.apache.camel.CamelContext;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A broker that speaks TLS is talked to when its certificate is for its host and from a trusted authority; {@link BadTlsPeersIT} has those that are not. */
class TlsIT {

    private static final NatsOptions CONTROLLABLE = NatsOptions.defaults().controllable(true);

    private static TlsMaterial tls;

    @RegisterExtension
    final Contexts camel = new Contexts();

    private final Inbox in = new Inbox();

    @BeforeAll
    static void makeCertificates() {
        tls = TlsMaterial.create();
    }

    @AfterAll
    static void removeCertificates() {
        tls.close();
    }

    @Test
    void aTrustedBrokerIsTalkedTo() {
        try (NatsService nats = NatsServices.start(CONTROLLABLE.tls(NatsTls.of(tls.server())))) {
            exchange(nats.url(), trusting(tls.ca()));
        }
    }

    @Test
    void theOptionSecureAsksForTlsWhateverTheUrlSays() {
        try (NatsService nats = NatsServices.start(CONTROLLABLE.tls(NatsTls.of(tls.server())))) {
            exchange(nats.url().replace("tls://", "nats://") + "&secure=true", trusting(tls.ca()));
        }
    }

    @Test
    void globalParametersCountWhereTheComponentIsToldSo() {
        try (NatsService nats = NatsServices.start(CONTROLLABLE.tls(NatsTls.of(tls.server())))) {
            CamelContext context = camel.create();
            context.setSSLContextParameters(trusting(tls.ca()));
            context.getComponent("natsbridge", NatsBridgeComponent.class).setUseGlobalSslContextParameters(true);
            camel.start(context, routes -> routes.from(Uri.of(nats, "tls")).process(in));
            Contexts.sent(context, Uri.of(nats, "tls"), "text");
            assertThat(in.first().body()).isEqualTo("text");
        }
    }

    @Test
    void aBrokerThatWantsAClientCertificateGetsIt() {
        try (NatsService nats = NatsServices.start(CONTROLLABLE.tls(NatsTls.mutual(tls.server(), tls.ca())))) {
            exchange(nats.url(), withKey(trusting(tls.ca()), tls.client()));
            assertRefused(nats, trusting(tls.ca()));
        }
    }

    @Test
    void aBrokerThatTheJvmDoesNotTrustIsRefusedWithoutParameters() {
        try (NatsService nats = NatsServices.start(CONTROLLABLE.tls(NatsTls.of(tls.server())))) {
            assertThat(connect(camel.create(), Uri.of(nats, "tls"))).isInstanceOf(ConnectionException.class);
        }
    }

    /** Sends and receives. */
    private void exchange(String servers, SSLContextParameters parameters) {
        CamelContext context = camel.create();
        context.getRegistry().bind("tls", parameters);
        String uri = Uri.of(servers, "tls", "sslContextParameters=#tls");
        camel.start(context, routes -> routes.from(uri).process(in));
        Contexts.sent(context, uri, "text");
        assertThat(in.first().body()).isEqualTo("text");
    }

    private void assertRefused(NatsService nats, SSLContextParameters parameters) {
        CamelContext context = camel.create();
        context.getRegistry().bind("tls", parameters);
        Throwable failure =
                connect(context, Uri.of(nats, "tls", "sslContextParameters=#tls", "connectionTimeout=5000"));
        assertThat(failure).isInstanceOf(ConnectionException.class).hasMessageContaining(nats.url());
    }

    private Throwable connect(CamelContext context, String uri) {
        Throwable failure = catchThrowable(
                () -> camel.start(context, routes -> routes.from(uri).process(in)));
        while (failure != null && !(failure instanceof ConnectionException)) {
            failure = failure.getCause();
        }
        return failure;
    }
}
