/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.natsbridge.camel.envelope.Payload;
import io.natsbridge.camel.envelope.PayloadType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import org.apache.camel.ExchangeTimedOutException;
import org.apache.camel.RuntimeCamelException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What is told without any server. */
class CommandLineTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "dlq",
                "tail",
                "send x",
                "nonsense",
                "tail x --wait soon",
                "send x --text a --jetstream --request",
                "send x --text a -H CamelFileName=x",
                "get x --seq 3",
                "get x --stream s --seq 3 --durable d",
                "dlq list",
                "dlq replay dead --all",
                "dlq replay dead",
                "tail x -o sizeThresold=1",
                "tail x -o ackWait=abc",
                "send x /nowhere/at-all",
                "tail x..y",
                "get x.>.y",
                "doctor a..b"
            })
    void aMistakeHasItsOwnCodeAndIsToldInAFewLines(String line) {
        Cli.Run run = Cli.plain().run(line.isEmpty() ? new String[0] : line.split(" "));
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err().lines()).hasSizeBetween(1, 3);
        assertThat(run.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "tail --help", "send -h", "get -h", "dlq -h", "dlq replay -h", "doctor -h"})
    void eachCommandHasItsHelp(String line) {
        Cli.Run run = Cli.plain().run(line.split(" "));
        assertThat(run.code()).isZero();
        assertThat(run.out()).startsWith("Usage: natsbridge").doesNotContain("${");
    }

    @Test
    void theVersionIsTheProjects() {
        assertThat(Cli.plain().run("--version").out()).matches("(?s)natsbridge [0-9].*Java .*");
    }

    @Test
    void shellsCompleteCommandsAndOptions() {
        assertThat(Cli.plain().run("generate-completion").out()).contains("--servers", "replay", "ARROWTABLE");
    }

    @Test
    void jbangFindsTheVersionThatThisIs() throws IOException {
        JsonNode alias = new JsonMapper()
                .readTree(Path.of("..", "jbang-catalog.json").toFile())
                .path("aliases")
                .path("natsbridge");
        String version = Cli.plain().run("--version").lines().get(0).split(" ")[1];
        assertThat(alias.path("script-ref").asText()).isEqualTo("io.natsbridge:camel-natsbridge-cli:" + version);
    }

    @Test
    void aTimeOutIsNoFailureOfTheCommand() {
        Cli.Run run = Cli.plain().run("--version");
        Terminal terminal = Terminal.ofThisProcess();
        assertThat(run.code()).isEqualTo(ExitCode.DONE);
        assertThat(ExitCode.of(new RuntimeCamelException(new ExchangeTimedOutException(null, 5)), terminal))
                .isEqualTo(ExitCode.NOTHING_CAME);
        assertThat(ExitCode.of(new IllegalStateException("x"), terminal)).isEqualTo(ExitCode.FAILED);
    }

    @ParameterizedTest
    @CsvSource({
        "a.txt, TEXT",
        "a.JSON, DICTIONARY",
        "a.csv, ARROWTABLE",
        "a.arrow, ARROWTABLE",
        "a.png, IMAGE",
        "a.jpg, IMAGE",
        "a.mp3, AUDIO",
        "a.mp4, VIDEO",
        "a.mkv, VIDEO",
        "a.pdf, BINARY",
        "noextension, BINARY"
    })
    void aFilesNameSaysItsType(String name, PayloadType type) {
        assertThat(PayloadFile.typeOf(name)).isEqualTo(type);
    }

    @Test
    void aTextThatIsNoTextIsNotSent() throws IOException {
        Path file = Files.write(folder.resolve("a.txt"), new byte[] {(byte) 0xFF});
        Cli.Run run = Cli.plain().run("send", "x", file.toString());
        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err())
                .isEqualTo("natsbridge: Cannot send " + file
                        + " as text: it is not UTF-8; convert it, or use --type binary\n");
    }

    @Test
    void aFileIsAPayloadOfItsName() throws IOException {
        Payload payload = PayloadFile.of(Files.write(folder.resolve("a.png"), new byte[3]), null, null);
        assertThat(payload.dataname()).isEqualTo("a.png");
        assertThat(payload.metadata()).isEqualTo(Map.of("content_type", "image/png"));
        assertThat(PayloadFile.of(folder.resolve("a.png"), "b", PayloadType.BINARY))
                .extracting(Payload::dataname, Payload::type)
                .containsExactly("b", PayloadType.BINARY);
    }

    @Test
    void theFileOfOptionsComesBeforeTheEnvironmentAndAfterTheCommandLine() throws IOException {
        Path config =
                Files.writeString(folder.resolve("nb.properties"), "username=file\ntoken=t\nservers=nats://file:1\n");
        Target target = new Target();
        new CommandLine(target).parseArgs("--config=" + config, "--servers=nats://line:1", "-o", "linkTtl=1h");
        assertThat(target.values(Map.of("NATS_USER", "environment", "NATS_NKEY", "key")))
                .isEqualTo(Map.of(
                        "username",
                        "file",
                        "token",
                        "t",
                        "servers",
                        "nats://line:1",
                        "nkeyPath",
                        "key",
                        "linkTtl",
                        "1h"));
    }

    @Test
    void aTerminalIsKnownByItsEnvironment() {
        Function<String, Graphics> of = text -> Graphics.of(Map.of(text.split("=")[0], text.split("=")[1]));
        assertThat(of.apply("KITTY_WINDOW_ID=1")).isEqualTo(Graphics.KITTY);
        assertThat(of.apply("TERM_PROGRAM=iTerm.app")).isEqualTo(Graphics.ITERM);
        assertThat(of.apply("TERM_PROGRAM=WezTerm")).isEqualTo(Graphics.ITERM);
        assertThat(of.apply("TERM=foot")).isEqualTo(Graphics.SIXEL);
        assertThat(of.apply("TERM=xterm-256color")).isEqualTo(Graphics.BLOCKS);
        assertThat(Graphics.of(Map.of("TMUX", "x", "KITTY_WINDOW_ID", "1"))).isEqualTo(Graphics.BLOCKS);
        assertThat(Terminal.columns("132")).isEqualTo(132);
        assertThat(Terminal.columns("x")).isEqualTo(80);
    }
}
