/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeerInstallationTest {

    private static final List<String> SOURCES = List.of("manifest.txt", "program.txt");

    @TempDir
    Path home;

    private PeerInstallation installing(String script) {
        return new PeerInstallation(
                "sample",
                home.resolve("sample"),
                SOURCES,
                List.of("manifest.txt"),
                List.of(List.of("sh", "-c", script)));
    }

    private List<String> runs() throws IOException {
        return Files.readAllLines(home.resolve("sample/runs"));
    }

    @Test
    void copiesTheSourcesBeforeItRunsTheCommands() throws IOException {
        installing("cat manifest.txt program.txt > runs").install();
        assertThat(runs()).containsExactly("one", "print");
    }

    @Test
    void runsTheCommandsOnce() throws IOException {
        installing("echo run >> runs").install();
        installing("echo run >> runs").install();
        assertThat(runs()).containsExactly("run");
    }

    @Test
    void runsTheCommandsOnceWhenSeveralInstallAtTheSameTime() throws IOException {
        CompletableFuture<?>[] installs = IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.runAsync(
                        () -> installing("echo run >> runs").install()))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(installs).join();
        assertThat(runs()).containsExactly("run");
    }

    @Test
    void runsTheCommandsAgainWhenTheyChange() throws IOException {
        installing("echo run >> runs").install();
        installing("echo again >> runs").install();
        assertThat(runs()).containsExactly("run", "again");
    }

    @Test
    void replacesASourceThatWasChanged() throws IOException {
        installing("true").install();
        Path program = home.resolve("sample/program.txt");
        Files.writeString(program, "changed");
        installing("true").install();
        assertThat(program).hasContent("print");
    }

    @Test
    void tellsWhatAFailedCommandPrinted() {
        assertThatThrownBy(() -> installing("echo no such package; exit 3").install())
                .isInstanceOf(PeerException.class)
                .hasMessageContaining("code 3")
                .hasMessageContaining("no such package")
                .extracting("code")
                .isEqualTo("install");
    }

    @Test
    void triesAgainAfterAFailure() throws IOException {
        String script = "echo run >> runs; test $(wc -l < runs) -gt 1";
        assertThatThrownBy(() -> installing(script).install()).isInstanceOf(PeerException.class);
        installing(script).install();
        assertThat(runs()).hasSize(2);
    }
}
