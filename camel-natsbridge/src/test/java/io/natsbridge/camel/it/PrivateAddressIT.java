/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.natsbridge.camel.test.nats.NatsExtension;
import io.natsbridge.camel.test.plik.EmbeddedPlikOptions;
import io.natsbridge.camel.test.plik.PlikExtension;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Allowed names that lead into the network of the receiver: routes follow them where they may, and connect to nothing elsewhere. */
class PrivateAddressIT {

    private static final String LINK = "/file/aaaaaaaaaaaaaaaa/bbbbbbbbbbbbbbbb/c";
    private static final String HERE = "http://files.partner.example:%d";
    private static final String METADATA = "http://metadata.partner.example:%d";
    private static final List<String> ENDPOINTS = List.of(
            "others?allowedFileservers=" + HERE,
            "all?privateAddresses=all&allowedFileservers=" + HERE,
            "metadata?privateAddresses=all&allowedFileservers=" + METADATA,
            "own?fileserverUrl=" + HERE,
            "none?privateAddresses=none&fileserverUrl=" + HERE,
            "mapped?downloadUrlMappings=" + METADATA + "=" + HERE,
            "mappednone?privateAddresses=none&downloadUrlMappings=" + METADATA + "=" + HERE);

    @RegisterExtension
    static final NatsExtension NATS = NatsExtension.create();

    @RegisterExtension
    static final PlikExtension PLIK = PlikExtension.embedded(EmbeddedPlikOptions.defaults());

    @TempDir
    static Path directory;

    private static Program program;

    @BeforeAll
    static void start() throws Exception {
        Path hosts = Files.writeString(
                directory.resolve("hosts"),
                "127.0.0.1 files.partner.example\n169.254.169.254 metadata.partner.example\n");
        program = Program.of(PrivateAddressProgram.class, directory.resolve("output"))
                .jvmOptions("-Xmx128m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Djdk.net.hosts.file=" + hosts)
                .start(ENDPOINTS.stream()
                        .map(endpoint -> "natsbridge:" + withPort(endpoint)
                                + "&bridgeErrorHandler=true&maxRetries=1&servers=" + NATS.url())
                        .toArray(String[]::new));
        program.awaitLine(PrivateAddressProgram.READY);
    }

    @AfterAll
    static void end() {
        program.close();
    }

    @ParameterizedTest
    @CsvSource({"all, " + HERE, "own, " + HERE, "mapped, " + METADATA})
    void aNameThatMayLeadHereIsFollowed(String subject, String server) {
        assertThat(outcome(subject, server)).isEqualTo("LinkGoneException");
        assertThat(PLIK.faults().requests()).isPositive();
    }

    @ParameterizedTest
    @CsvSource({"others, " + HERE, "none, " + HERE, "metadata, " + METADATA, "mappednone, " + METADATA})
    void aNameThatMayNotIsRefusedBeforeAnythingIsOpened(String subject, String server) {
        assertThat(outcome(subject, server)).isEqualTo("LinkRefusedException");
        assertThat(PLIK.faults().requests()).isZero();
    }

    /** What became of a message with a link. */
    private static String outcome(String subject, String server) {
        PLIK.faults().reset();
        try (Wire wire = Wire.to(NATS.url())) {
            wire.publish(
                    subject,
                    Envelopes.of(Envelopes.link("a", "binary", 5, withPort(server) + LINK))
                            .toString());
        }
        return program.awaitLine(subject + " ").substring(subject.length() + 1);
    }

    private static String withPort(String text) {
        return text.replace("%d", String.valueOf(URI.create(PLIK.url()).getPort()));
    }
}
