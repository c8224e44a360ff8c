/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.natsbridge.camel.error.NatsBridgeException.PublishException;
import io.natsbridge.camel.test.nats.NatsOptions;
import io.natsbridge.camel.test.nats.NatsService;
import io.natsbridge.camel.test.nats.NatsServices;
import io.natsbridge.camel.test.nats.NatsTls;
import io.natsbridge.camel.test.nats.TlsIdentity;
import io.natsbridge.camel.test.nats.TlsMaterial;
import io.natsbridge.camel.test.plik.EmbeddedPlik;
import io.natsbridge.camel.test.plik.EmbeddedPlikOptions;
import io.natsbridge.camel.test.plik.PlikFeature;
import io.natsbridge.camel.test.plik.PlikUser;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Map;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the guide to security shows works: TLS, credentials and permissions at the broker, TLS and a token at the file server. */
class SecurityGuideIT {

    private static final Path RESOURCES =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolve("src/test/resources");
    private static final String FOLDER = "io/natsbridge/camel/docs/";
    private static final String PASSWORDS = "SHOP_PASSWORD: only-for-tests-1\nWAREHOUSE_PASSWORD: only-for-tests-2\n";

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
    void twoApplicationsTalkByTlsWithWhatEachMayDo() throws Exception {
        String permissions = Files.readString(RESOURCES.resolve(FOLDER + "secure.conf"));
        NatsOptions options = NatsOptions.defaults()
                .controllable(true)
                .config(PASSWORDS + permissions)
                .tls(NatsTls.of(tls.server()));
        PlikUser user = new PlikUser("camel", "only-for-tests-3");
        try (NatsService nats = NatsServices.start(options);
                EmbeddedPlik plik = EmbeddedPlik.start(fileserver(user))) {
            Map<String, String> places = Map.of(
                    "nats.servers", nats.url(),
                    "files.url", plik.url(),
                    "files.token", user.token(),
                    "trust.store", tls.ca().trustStore().toString(),
                    "trust.store.password", tls.ca().password());
            Main warehouse = application(places, "warehouse", "only-for-tests-2");
            warehouse.configure().addRoutesBuilder(new SecureRoutes());
            warehouse.configure().addRoutesBuilder(answer());
            Main shop = application(places, "shop", "only-for-tests-1");
            try {
                warehouse.start();
                shop.start();
                talk(shop.getCamelContext().createProducerTemplate());
            } finally {
                shop.stop();
                warehouse.stop();
            }
        }
    }

    private static void talk(ProducerTemplate shop) {
        assertThat(shop.requestBody("natsbridge:orders.new?hash=all", "lamp", String.class))
                .isEqualTo("4 bytes");
        assertThat(shop.requestBody("natsbridge:orders.new", new byte[1_200_000], String.class))
                .isEqualTo("1200000 bytes");
        CamelExecutionException refusal =
                catchThrowableOfType(CamelExecutionException.class, () -> shop.sendBody("natsbridge:elsewhere", "x"));
        assertThat(refusal).hasCauseInstanceOf(PublishException.class);
    }

    private static Main application(Map<String, String> places, String user, String password) {
        Main main = new Main();
        main.setPropertyPlaceholderLocations("classpath:" + FOLDER + "secure.properties");
        places.forEach(main::addInitialProperty);
        main.addInitialProperty("nats.user", user);
        main.addInitialProperty("nats.password", password);
        return main;
    }

    private static RouteBuilder answer() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:order").setBody(exchange -> exchange.getMessage().getBody(byte[].class).length + " bytes");
            }
        };
    }

    private static EmbeddedPlikOptions fileserver(PlikUser user) throws Exception {
        TlsIdentity server = tls.server();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(server.keyStore())) {
            keys.load(in, server.password().toCharArray());
        }
        return EmbeddedPlikOptions.builder()
                .https(keys, server.password().toCharArray())
                .feature(PlikFeature.AUTHENTICATION, PlikFeature.Mode.FORCED)
                .user(user)
                .build();
    }
}
