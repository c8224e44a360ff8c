/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.natsbridge.camel.test.nats.NatsExtension;
import io.natsbridge.camel.test.nats.NatsOptions;
import io.natsbridge.camel.test.nats.NatsService;
import io.natsbridge.camel.test.nats.NatsServices;
import io.natsbridge.camel.test.nats.NatsTls;
import io.natsbridge.camel.test.nats.TlsMaterial;
import io.natsbridge.camel.test.peer.NodePeer;
import io.natsbridge.camel.test.peer.OutgoingPayload;
import io.natsbridge.camel.test.peer.PeerProcess;
import io.natsbridge.camel.test.peer.RequiresPeer;
import io.natsbridge.camel.test.plik.PlikExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code tail}, {@code send} and {@code get} against a real broker and a file server. */
class CliIT {

    private static final JsonMapper JSON = new JsonMapper();

    @RegisterExtension
    static final NatsExtension NATS =
            NatsExtension.create(NatsOptions.defaults().jetStream(true).controllable(true));

    @RegisterExtension
    static final PlikExtension PLIK = new PlikExtension();

    @RegisterExtension
    final Broker broker = new Broker(NATS);

    @TempDir
    Path folder;

    private Cli cli() {
        return Cli.of(NATS.url(), PLIK.url());
    }

    @Test
    void tailShowsEachPayloadOfWhatSendSends() throws Exception {
        Cli.Run tail = cli().onTerminal(Graphics.BLOCKS).start("listening", "tail", "chat.>", "-n", "1");
        Cli.Run send = cli().run(
                        "send",
                        "chat.room",
                        "--text",
                        "Look!",
                        Samples.csv(folder).toString(),
                        Samples.picture(folder).toString(),
                        Samples.bytes(folder, "walk.y4m", 200_000).toString(),
                        "--purpose=demo",
                        "-o",
                        "senderName=Ann",
                        "-o",
                        "sizeThreshold=100kB");
        assertThat(send.code()).as(send.err()).isZero();
        assertThat(send.out()).startsWith("sent 4 payloads, ").contains("1 by link, to 'chat.room'");
        assertThat(send.err()).contains("uploading walk.y4m, 200 kB", "uploaded  walk.y4m, 200 kB");
        assertThat(tail.ended().code()).as(tail.err()).isZero();
        assertThat(Ansi.plain(tail.out()))
                .contains("chat.room  from Ann  demo")
                .containsPattern("text +text +direct +5 B")
                .containsPattern("stars.csv +arrowtable +direct")
                .containsPattern("name +stars")
                .contains("(2 rows, 2 columns)")
                .containsPattern("sun.png +image +direct")
                .contains("▀▀▀▀")
                .containsPattern("walk.y4m +video +link +200 kB")
                .doesNotContain("http://");
    }

    @Test
    void tailSaysWhyAMessageIsRefusedAndGoesOn() {
        Cli.Run tail = cli().start("listening", "tail", "bad", "-n", "2");
        broker.publish("bad", "{broken");
        assertThat(cli().run("send", "bad", "--text", "good").code()).isZero();
        assertThat(tail.ended().lines().get(0)).contains("bad  refused, 7 B: NB-101: ");
        assertThat(tail.out()).contains("good");
    }

    @Test
    void tailGivesProgramsOneJsonObjectInALine() throws Exception {
        Cli.Run tail = cli().start("listening", "tail", "json", "-n", "2", "--json", "--links");
        Path file = Samples.bytes(folder, "a.bin", 5_000);
        cli().run("send", "json", file.toString(), "-o", "sizeThreshold=1kB", "-o", "correlationId=c-1");
        broker.publish("json", "[]");
        JsonNode first = JSON.readTree(tail.ended().lines().get(0));
        assertThat(first.path("correlation_id").asText()).isEqualTo("c-1");
        JsonNode payload = first.path("payloads").path(0);
        assertThat(payload.path("transport").asText()).isEqualTo("link");
        assertThat(payload.path("link").asText()).startsWith(PLIK.url());
        assertThat(payload.path("size").asLong()).isEqualTo(5_000);
        assertThat(JSON.readTree(tail.lines().get(1))
                        .path("refused")
                        .path("code")
                        .asText())
                .isEqualTo("NB-101");
    }

    @Test
    void tailEndsWhenNothingComes() {
        Cli.Run tail = cli().run("tail", "silence", "--wait", "200");
        assertThat(tail.code()).isEqualTo(ExitCode.NOTHING_CAME);
        assertThat(tail.err()).contains("no message came within 200 ms");
    }

    @Test
    @RequiresPeer(NodePeer.class)
    void tailShowsWhatNodeSends() {
        try (PeerProcess node = new NodePeer().start(NATS.url(), PLIK.url())) {
            Cli.Run tail = cli().start("listening", "tail", "node", "-n", "1");
            node.send(
                    "node",
                    List.of(
                            OutgoingPayload.text("words", "from JavaScript"),
                            OutgoingPayload.bytes("data", "binary", new byte[3000])),
                    Map.of("sender_name", "node-1", "size_threshold", 2000));
            assertThat(tail.ended().out())
                    .contains("node  from node-1", "from JavaScript")
                    .containsPattern("data +binary +link +3.0 kB");
        }
    }

    @Test
    void aRequestShowsItsReply() throws Exception {
        try (CamelContext answering = Answering.at(NATS.url())) {
            Cli.Run send = cli().reading("hello").run("send", "upper", "-", "--request", "--timeout", "10s");
            assertThat(send.code()).as(send.err()).isZero();
            assertThat(send.out()).contains("HELLO");
        }
    }

    @Test
    void aRequestThatNobodyHearsEndsWithItsOwnCode() {
        Cli.Run send = cli().run("send", "nobody", "--text", "hello", "--request");
        assertThat(send.code()).isEqualTo(ExitCode.NOTHING_CAME);
        assertThat(send.err()).contains("NB-110");
    }

    @Test
    void aBarIsDrawnWhereSomebodyLooks() throws Exception {
        Path file = Samples.bytes(folder, "film.bin", 3_000_000);
        Cli.Run send = cli().onTerminal(Graphics.NONE).run("send", "bar", file.toString());
        assertThat(Ansi.plain(send.err())).contains("\r", "film.bin", "████", "100 % of 3.0 MB");
        assertThat(cli().run("send", "bar", file.toString(), "--quiet"))
                .satisfies(run -> assertThat(run.out() + run.err()).isEmpty());
    }

    @Test
    void getSavesWhatAStreamHasAndReplacesNothing() throws Exception {
        broker.stream("films", "films.>");
        Path file = Samples.bytes(folder, "film.bin", 5_000);
        Cli.Run send = cli().run(
                        "send",
                        "films.new",
                        file.toString(),
                        "--jetstream",
                        "-o",
                        "sizeThreshold=1kB",
                        "--name=../film.bin");
        assertThat(send.out()).contains("number 1 of its stream");
        Path out = folder.resolve("out");
        String[] get = {"get", "films.>", "--stream", "films", "--out", out.toString()};
        assertThat(cli().run(get).out()).isEqualTo(out.resolve("_film.bin") + "  binary, 5.0 kB\n");
        assertThat(cli().run(get).out()).isEqualTo(out.resolve("_film-1.bin") + "  binary, 5.0 kB\n");
        assertThat(out.resolve("_film-1.bin")).hasSameBinaryContentAs(file);
        try (Stream<Path> files = Files.list(out)) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void aDurableConsumerHasItsMessagesAcknowledgedOnceTheyAreSaved() throws Exception {
        broker.stream("tables", "tables");
        cli().run("send", "tables", Samples.csv(folder).toString(), "--jetstream");
        broker.publish("tables", "{broken");
        String[] get = {
            "get",
            "tables",
            "--stream",
            "tables",
            "--durable",
            "cli",
            "--wait",
            "1s",
            "-n",
            "2",
            "-d",
            folder + "/t",
            "--format",
            "csv"
        };
        Cli.Run first = cli().run(get);
        assertThat(first.code()).isEqualTo(ExitCode.FAILED);
        assertThat(first.err()).contains("the message number 2 of stream 'tables': NB-101: ");
        assertThat(folder.resolve("t/stars.csv")).hasContent("name,stars\nAnn,5\nBob,3\n");
        assertThat(broker.consumer("tables", "cli").getAckFloor().getStreamSequence())
                .isOne();
        assertThat(cli().run(get).code()).isEqualTo(ExitCode.NOTHING_CAME);
    }

    @Test
    void getWaitsForTheNextMessage() throws Exception {
        Cli.Run get = cli().start("waiting for 1 message", "get", "next", "-d", folder.toString());
        cli().run("send", "next", "--text", "hello");
        assertThat(get.ended().code()).as(get.err()).isZero();
        assertThat(folder.resolve("text.txt")).hasContent("hello");
    }

    @Test
    void theOneJarRunsInAJvmOfItsOwn() throws Exception {
        Cli.Run tail = cli().start("listening", "tail", "child", "-n", "1");
        Child send =
                Child.run(Map.of("NATS_URL", NATS.url()), Samples.csv(folder).toString());
        assertThat(send.code()).as(send.output()).isZero();
        assertThat(send.output()).startsWith("sent 1 payload, ").doesNotContain("WARN", "SLF4J");
        assertThat(tail.ended().out()).contains("(2 rows, 2 columns)");
    }

    /** JBang starts what the manifest of the artifact names. */
    @Test
    void theArtifactSaysWhatToStart() throws Exception {
        try (JarFile jar = new JarFile(System.getProperty("natsbridge.cli.thin"))) {
            assertThat(jar.getManifest().getMainAttributes().getValue("Main-Class"))
                    .isEqualTo(NatsBridgeCli.class.getName());
        }
    }

    @Test
    void tailFetchesLinksOnlyWhenAsked() throws Exception {
        Cli.Run without = cli().start("listening", "tail", "fetch", "-n", "1");
        Cli.Run with = cli().start("listening", "tail", "fetch", "-n", "1", "--fetch");
        cli().run("send", "fetch", "--text", "far away", "-o", "sizeThreshold=1");
        assertThat(without.ended().out()).contains("link").doesNotContain("far away");
        assertThat(with.ended().out()).contains("link", "far away");
    }

    @Test
    void anOwnAuthorityIsTrustedWhereItsCertificateIsNamed() {
        try (TlsMaterial tls = TlsMaterial.create();
                NatsService secure = NatsServices.start(
                        NatsOptions.defaults().controllable(true).tls(NatsTls.of(tls.server())))) {
            Cli cli = Cli.of(secure.url(), PLIK.url());
            String ca = "--ca=" + tls.ca().certificate();
            assertThat(cli.run("send", "tls", "--text", "hello", ca).code()).isZero();
            assertThat(cli.run("doctor", ca).out()).containsPattern("ok +broker +TLS");
            Cli.Run untrusted = cli.run("send", "tls", "--text", "hello");
            assertThat(untrusted.code()).isEqualTo(ExitCode.FAILED);
            assertThat(untrusted.err()).contains("NB-112");
        }
    }

    @Test
    void noSecretIsEverPrinted() {
        Cli.Run url = Cli.plain().run("tail", "x", "-v", "-s", "nats://ann:s3cret@127.0.0.1:1");
        assertThat(url.code()).isEqualTo(ExitCode.USAGE);
        assertThat(url.err()).contains("servers").doesNotContain("s3cret");
        Cli.Run options = Cli.plain()
                .run("tail", "x", "-v", "-s", "nats://127.0.0.1:1", "--user", "ann", "-o", "password=s3cret");
        assertThat(options.code()).isEqualTo(ExitCode.FAILED);
        assertThat(options.err()).contains("NB-112").doesNotContain("s3cret");
    }
}
