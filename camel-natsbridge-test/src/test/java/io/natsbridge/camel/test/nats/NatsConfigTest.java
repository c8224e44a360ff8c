/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.nats;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NatsConfigTest {

    private static final NatsOptions DEFAULTS = NatsOptions.defaults();
    private static final NatsConfig CONFIG =
            new NatsConfig("127.0.0.1", "one", new NatsPorts(4222, 8222, 8080), UnaryOperator.identity());

    @Test
    void writesOnlyTheNameByDefault() {
        assertThat(CONFIG.text(DEFAULTS)).isEqualTo("server_name: \"one\"\n");
    }

    @Test
    void writesWhatIsAskedFor() {
        NatsOptions options =
                DEFAULTS.jetStream(true).maxPayload(1024).monitoring(true).websocket(true);

        assertThat(CONFIG.text(options).lines())
                .containsExactly(
                        "server_name: \"one\"",
                        "max_payload: 1024",
                        "jetstream {}",
                        "http: \"127.0.0.1:8222\"",
                        "websocket { listen: \"127.0.0.1:8080\", no_tls: true }");
    }

    @Test
    void writesUserAndPassword() {
        assertThat(CONFIG.text(DEFAULTS.user("ann", "p w")))
                .contains("authorization { user: \"ann\", password: \"p w\" }");
    }

    @Test
    void writesToken() {
        assertThat(CONFIG.text(DEFAULTS.token("t"))).contains("authorization { token: \"t\" }");
    }

    @Test
    void writesNkey() {
        String key = "U" + "A".repeat(55);

        assertThat(CONFIG.text(DEFAULTS.nkey(key))).contains("authorization { users: [ { nkey: \"" + key + "\" } ] }");
    }

    @Test
    void demandsClientCertificatesWhenTheirSignerIsNamed() {
        NatsTls tls = new NatsTls(Path.of("/t/c.pem"), Path.of("/t/k.pem"), Optional.of(Path.of("/t/ca.pem")));

        assertThat(CONFIG.text(DEFAULTS.tls(tls)))
                .contains(
                        "tls { cert_file: \"/t/c.pem\", key_file: \"/t/k.pem\", ca_file: \"/t/ca.pem\", verify: true }");
    }

    @Test
    void namesFilesAsTheServerSeesThem() {
        NatsTls tls = new NatsTls(Path.of("/t/c.pem"), Path.of("/t/k.pem"), Optional.empty());
        NatsConfig config = new NatsConfig(
                "0.0.0.0", "one", new NatsPorts(1, 2, 3), file -> Path.of("/in").resolve(file.getFileName()));

        assertThat(config.text(DEFAULTS.tls(tls)))
                .contains("tls { cert_file: \"/in/c.pem\", key_file: \"/in/k.pem\" }");
    }

    @Test
    void writesRoutesToAllMembers() {
        assertThat(CONFIG.text(DEFAULTS.cluster(new ClusterMember("c", 6001, List.of(6001, 6002), true))))
                .contains("cluster { name: \"c\", listen: \"127.0.0.1:6001\", routes: ["
                        + " \"nats-route://127.0.0.1:6001\", \"nats-route://127.0.0.1:6002\" ] }");
    }

    @Test
    void writesThatAMemberIsNotAdvertised() {
        assertThat(CONFIG.text(DEFAULTS.cluster(new ClusterMember("c", 6001, List.of(6001), false))))
                .contains("routes: [ \"nats-route://127.0.0.1:6001\" ], no_advertise: true }");
    }

    @Test
    void writesTheOptionsTextLast() {
        assertThat(CONFIG.text(DEFAULTS.jetStream(true).config("jetstream { max_file_store: 1MB }")))
                .endsWith("jetstream {}\njetstream { max_file_store: 1MB }\n\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"a\"b|\"a\\\"b\"", "a\\b|\"a\\\\b\"", "$a|\"$a\"", "`a\nb`|\"a\\x0Ab\"", "ü|\"ü\""})
    void quotesTextSoThatItStaysAsItIs(String value, String quoted) {
        assertThat(NatsConfig.quoted(value)).isEqualTo(quoted);
    }
}
