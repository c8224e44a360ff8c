/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.karaf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.natsbridge.camel.karaf.demonstration.Demonstration;
import io.natsbridge.camel.test.maven.FirstMessage;
import io.natsbridge.camel.test.maven.MavenCommand;
import io.natsbridge.camel.test.nats.NatsExtension;
import io.natsbridge.camel.test.plik.PlikExtension;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Installs the feature in Karaf, then the README's bundle, and one whose route sends itself a table and a link. */
class KarafIT {

    private static final Logger LOG = LoggerFactory.getLogger(KarafIT.class);
    private static final String SKIPPED =
            "Skipped: Karaf 4.4.10 starts with the security manager, which JDK 24 took away;"
                    + " run this test with JDK 17, here is JDK "
                    + Runtime.version().feature();

    /** It may have to fetch its plugins. */
    private static final int MAVEN_SECONDS = 300;

    @RegisterExtension
    static final NatsExtension NATS = NatsExtension.create();

    @RegisterExtension
    static final PlikExtension PLIK = new PlikExtension();

    private final CamelContext outside = new DefaultCamelContext();
    private final BlockingQueue<String> reports = new LinkedBlockingQueue<>();

    /** In its shell, after one command of Maven, the commands that the README says; then the bundle with table and link. */
    @Test
    void theFirstMessageATableAndALinkTravelFromInstallationToACleanStop() throws Exception {
        List<String> commands = FirstMessage.commands("Karaf");
        try (MavenCommand maven = MavenCommand.start(commands.get(0), path("maven"), List.of(), Map.of())) {
            maven.await(MAVEN_SECONDS);
        }
        try (Karaf karaf =
                new Karaf(path("home"), path("work"), Map.of("NATS_URL", NATS.url(), "FILESERVER_URL", PLIK.url()))) {
            karaf.start(MavenCommand.localRepository(path("maven")), path("repository"));
            String first = karaf.run(commands.subList(1, commands.size()).toArray(String[]::new));
            assertThat(first).contains("Bundle ID").doesNotContain("Error");
            String expected = FirstMessage.log();
            await().atMost(1, TimeUnit.MINUTES)
                    .untilAsserted(() -> assertThat(karaf.log()).contains(expected));
            String printed = karaf.run("bundle:install -s " + path("bundle").toUri());
            assertThat(printed).contains("Bundle ID").doesNotContain("Error");
            assertThat(reports.poll(60, TimeUnit.SECONDS)).isEqualTo("arrowtable direct " + Demonstration.ROWS);
            assertThat(reports.poll(60, TimeUnit.SECONDS)).isEqualTo("binary link " + Demonstration.FILE_SIZE);
            assertThat(karaf.stop()).isZero();
            assertThat(karaf.log())
                    .doesNotContain("| ERROR |")
                    .contains("Routes stopped (total:3)", "Routes stopped (total:2)");
        }
    }

    @BeforeAll
    static void beOnAJdkWithASecurityManager() {
        boolean here = Runtime.version().feature() < 24;
        if (!here) {
            LOG.warn(SKIPPED);
        }
        assumeTrue(here, SKIPPED);
    }

    @BeforeEach
    void listen() throws Exception {
        outside.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("natsbridge:karaf.out?servers=" + NATS.url())
                        .log(LoggingLevel.INFO, KarafIT.class.getName(), "Arrived in Karaf: ${body}")
                        .process(exchange -> reports.add(exchange.getMessage().getBody(String.class)));
            }
        });
        outside.start();
    }

    @AfterEach
    void hangUp() {
        outside.stop();
    }

    private static Path path(String name) {
        return Path.of(System.getProperty("natsbridge.karaf." + name));
    }
}
