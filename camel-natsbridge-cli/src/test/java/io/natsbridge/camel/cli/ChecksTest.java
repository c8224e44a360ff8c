/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.natsbridge.camel.NatsBridgeConfiguration;
import io.natsbridge.camel.cli.Findings.Finding;
import io.natsbridge.camel.cli.Findings.Level;
import io.natsbridge.camel.store.PrivateAddresses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code doctor} says to settings that no server of the tests has. */
class ChecksTest {

    @TempDir
    Path folder;

    private final Findings findings = new Findings();
    private final NatsBridgeConfiguration options = new NatsBridgeConfiguration();

    private void plik(String json) throws IOException {
        new PlikSettings(new JsonMapper().readTree(json), options, findings).check();
    }

    private void policies(Target target) throws IOException {
        new PolicyCheck(options, target, findings).run();
    }

    @Test
    void aServerWithUsualSettingsIsFine() throws IOException {
        plik("{\"maxFileSize\":10000000000,\"maxTTL\":2592000,\"feature_one_shot\":\"enabled\"}");
        assertThat(findings.all()).extracting(Finding::level).containsOnly(Level.OK);
    }

    @Test
    void aServerThatRefusesTheTimeToLiveDoesNotWork() throws IOException {
        plik("{\"maxFileSize\":-1,\"maxTTL\":3600}");
        assertThat(findings.all())
                .anyMatch(found -> found.level() == Level.BROKEN
                        && found.text().contains("3600 s at most and refuses linkTtl=86400 s"));
    }

    @Test
    void featuresThatLoseDataAreFound() throws IOException {
        options.setDeleteAfterAck(true);
        plik("""
                {"feature_one_shot":"forced","feature_stream":"forced","feature_removable":"disabled",
                 "feature_authentication":"forced","downloadDomain":"https://files.example.com"}""");
        assertThat(findings.all())
                .extracting(Finding::level)
                .containsExactly(Level.OK, Level.WARNING, Level.BROKEN, Level.WARNING, Level.BROKEN, Level.INFO);
        assertThat(findings.exitCode()).isEqualTo(ExitCode.BROKEN);
    }

    @Test
    void policiesThatOpenTheNetworkAreFound() throws IOException {
        options.setFileserverUrl("https://files.example.com");
        options.setAllowedFileservers("http://other.example.com, http://localhost:8080");
        options.setPrivateAddresses(PrivateAddresses.ALL);
        options.setOneShot("true");
        policies(new Target());
        assertThat(findings.all()).hasSize(3).extracting(Finding::level).containsOnly(Level.WARNING);
        assertThat(findings.all().get(0).text()).contains("http://other.example.com");
    }

    @Test
    void aFileWithASecretThatEverybodyReadsIsFound() throws IOException {
        Target target = new Target();
        target.config = Files.writeString(folder.resolve("nb.properties"), "password=x");
        options.setPassword("x");
        Files.setPosixFilePermissions(target.config, PosixFilePermissions.fromString("rw-r--r--"));
        policies(target);
        Files.setPosixFilePermissions(target.config, PosixFilePermissions.fromString("rw-------"));
        assertThat(findings.all()).singleElement().satisfies(found -> assertThat(found.advice())
                .startsWith("chmod 600 "));
    }

    @Test
    void urlsAreJudgedByWhereTheyLead() {
        assertThat(Url.isLocal("http://127.0.0.1:8080/x")).isTrue();
        assertThat(Url.isLocal("nats://localhost")).isTrue();
        assertThat(Url.isLocal("http://localhost.example.com")).isFalse();
        assertThat(Url.isOpen("tls://x")).isFalse();
        assertThat(Url.withoutCredentials("nats://a:b@x:1")).isEqualTo("nats://x:1");
    }
}
