/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.natsbridge.camel.arrow.ArrowCompression;
import io.natsbridge.camel.bridge.MemoryStore;
import io.natsbridge.camel.bridge.TargetPlatform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionCheckTest {

    @TempDir
    private Path directory;

    @Test
    void acceptsTheDefaults() {
        assertThatCode(() -> OptionCheck.check(configuration())).doesNotThrowAnyException();
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                wrong("connectionTimeout=0", c -> c.setConnectionTimeout(0)),
                wrong("pingInterval=0", c -> c.setPingInterval(0)),
                wrong("maxPingsOut=0", c -> c.setMaxPingsOut(0)),
                wrong("reconnectTimeWait=-1", c -> c.setReconnectTimeWait(-1)),
                wrong("maxReconnectAttempts=-2", c -> c.setMaxReconnectAttempts(-2)),
                wrong("inboxPrefix=null", c -> c.setInboxPrefix(null)),
                wrong("inboxPrefix=abc", c -> c.setInboxPrefix("abc")),
                wrong("inboxPrefix=.", c -> c.setInboxPrefix(".")),
                wrong("'a b.x'", c -> c.setInboxPrefix("a b.")),
                wrong("'a.*.x'", c -> c.setInboxPrefix("a.*.")),
                wrong("credentialsFilePath=/none/there", c -> c.setCredentialsFilePath("/none/there")),
                wrong("nkeyPath=/none/there", c -> c.setNkeyPath("/none/there")),
                wrong("given together with password", c -> c.setUsername("u")),
                wrong("given together with password", c -> c.setPassword("p")),
                wrong("at most one way to authenticate", c -> {
                    c.setToken("t");
                    c.setUsername("u");
                    c.setPassword("p");
                }),
                wrong("servers", c -> c.setServers("nats://h:4222,http://h:80")),
                wrong("servers", c -> c.setServers("nats://")),
                wrong("servers", c -> c.setServers("nats://a b:4222")),
                wrong("servers", c -> c.setServers("opentls://h:4222")),
                wrong("fileserverUrl", c -> c.setFileserverUrl("ftp://h")),
                wrong("fileserverUrl 'ftp://h'", c -> c.setFileserverUrl("http://a:8080,ftp://h")),
                wrong("fileserverUrl 'nats-object://'", c -> c.setFileserverUrl("http://a:8080,nats-object://")),
                wrong("fileserverUrl names no file server", c -> c.setFileserverUrl(" , ")),
                wrong("allowedFileservers", c -> c.setAllowedFileservers("nonsense")),
                wrong("downloadUrlMappings", c -> c.setDownloadUrlMappings("http://a")),
                wrong("downloadUrlMappings", c -> c.setDownloadUrlMappings("http://a=nonsense")),
                wrong("maxRetries=0", c -> c.setMaxRetries(0)),
                wrong("streamReplicas=0", c -> c.setStreamReplicas(0)),
                wrong("streamReplicas=6", c -> c.setStreamReplicas(6)),
                wrong("baseDelay=-1", c -> c.setBaseDelay(-1)),
                wrong("maxDelay=5", c -> {
                    c.setBaseDelay(6);
                    c.setMaxDelay(5);
                }),
                wrong("spoolThreshold=-1", c -> c.setSpoolThreshold(-1)),
                wrong("fileserverPassword=(set)", c -> c.setFileserverPassword("p")),
                wrong("claimCheckUri=direct:x", c -> {
                    c.setClaimCheckUri("direct:x");
                    c.setFileserverUploadHandler(new MemoryStore());
                }),
                wrong("sizeThreshold=-1", c -> c.setSizeThreshold(-1L)),
                wrong("requestTimeout=0", c -> c.setRequestTimeout(0)),
                wrong("linkTtl=999", c -> c.setLinkTtl(999)),
                wrong("oneShot=yes", c -> c.setOneShot("yes")),
                wrong("oneShot=null", c -> c.setOneShot(null)),
                wrong("dataname=null", c -> c.setDataname(null)),
                wrong("arrowCompression=LZ4", c -> {
                    c.setTargetPlatform(TargetPlatform.JAVASCRIPT);
                    c.setArrowCompression(ArrowCompression.LZ4);
                }),
                wrong("payloadType=csv", c -> c.setPayloadType("csv")),
                wrong("'$SYS.x'", c -> c.setReplyTo("$SYS.x")),
                wrong("concurrentConsumers=0", c -> c.setConcurrentConsumers(0)),
                wrong("maxInFlight=0", c -> c.setMaxInFlight(0)),
                wrong("maxPayloads=0", c -> c.setMaxPayloads(0)),
                wrong("maxDownloadBytes=", c -> c.setMaxDownloadBytes(-1)),
                wrong("downloadTimeout=0", c -> c.setDownloadTimeout(0)),
                wrong("'a b'", c -> c.setAllowedReplySubjects("a.>,a b")),
                wrong("ackWait=99", c -> c.setAckWait(99)),
                wrong("nakDelay=0", c -> c.setNakDelay(0)),
                wrong("maxDeliver=0", c -> c.setMaxDeliver(0)),
                wrong("maxDeliver=-2", c -> c.setMaxDeliver(-2)),
                wrong("jetstreamName=a.b", c -> c.setJetstreamName("a.b")),
                wrong("durableName=a b", c -> c.setDurableName("a b")),
                wrong("durableName=", c -> c.setDurableName("x".repeat(256))),
                wrong("'dead.*'", c -> c.setDeadLetterSubject("dead.*")),
                wrong("'a b'", c -> c.setQueueName("a b")));
    }

    static Stream<Arguments> wrongForConsumers() {
        return Stream.of(
                wrong("durableName=null", c -> c.setJetstreamEnabled(true)),
                wrong("queueName=q", c -> {
                    c.setJetstreamEnabled(true);
                    c.setDurableName("d");
                    c.setQueueName("q");
                }),
                wrong("manualAck=true", c -> c.setManualAck(true)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongForConsumers")
    void refusesWhatIsWrongForAConsumerAlone(String named, Consumer<NatsBridgeConfiguration> change) {
        NatsBridgeConfiguration configuration = configuration();
        change.accept(configuration);
        assertThatCode(() -> OptionCheck.check(configuration)).doesNotThrowAnyException();
        assertThatThrownBy(() -> OptionCheck.checkConsumer(configuration))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(named);
    }

    @Test
    void acceptsConsumersWithAndWithoutAStream() {
        NatsBridgeConfiguration core = configuration();
        core.setQueueName("q");
        assertThatCode(() -> OptionCheck.checkConsumer(core)).doesNotThrowAnyException();
        NatsBridgeConfiguration stream = configuration();
        stream.setJetstreamEnabled(true);
        stream.setDurableName("d");
        stream.setManualAck(true);
        assertThatCode(() -> OptionCheck.checkConsumer(stream)).doesNotThrowAnyException();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrong")
    void refusesAWrongValueAndNamesIt(String named, Consumer<NatsBridgeConfiguration> change) {
        NatsBridgeConfiguration configuration = configuration();
        change.accept(configuration);
        assertThatThrownBy(() -> OptionCheck.check(configuration))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(named);
    }

    @Test
    void acceptsEverythingThatIsRight() throws Exception {
        Path file = Files.createFile(directory.resolve("creds"));
        NatsBridgeConfiguration c = configuration();
        c.setServers("host:1, tls://[::1]:4222,ws://h,WSS://h:443");
        c.setCredentialsFilePath(file.toString());
        c.setInboxPrefix("my.inbox.");
        c.setMaxReconnectAttempts(0);
        c.setReconnectTimeWait(0);
        c.setFileserverUrl("http://a:8080, http://b/plik/, nats-object://bucket");
        c.setAllowedFileservers("http://a:8080,https://b/plik");
        c.setDownloadUrlMappings("http://x:8080=http://y:8080");
        c.setSpoolDirectory(directory.resolve("not-there-yet").toString());
        c.setSizeThreshold(0L);
        c.setPayloadType("jsontable");
        c.setReplyTo("answers.here");
        c.setAllowedReplySubjects("a.>,b.*");
        c.setQueueName("group");
        c.setOneShot("true");
        c.setAckWait(100);
        c.setNakDelay(1);
        c.setMaxDeliver(1);
        c.setJetstreamName("s");
        c.setDurableName("x".repeat(255));
        c.setDeadLetterSubject("dead.letters");
        c.setStreamReplicas(5);
        assertThatCode(() -> OptionCheck.check(c)).doesNotThrowAnyException();
    }

    @Test
    void refusesASpoolDirectoryThatIsNone() throws Exception {
        NatsBridgeConfiguration c = configuration();
        c.setSpoolDirectory(Files.createFile(directory.resolve("file")).toString());
        assertThatThrownBy(() -> OptionCheck.check(c)).hasMessageContaining("spoolDirectory=" + directory);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nats://user:hunter2@h:4222",
                "nats://hunter2@h:4222",
                "h:4222,tls://u:hunter2@h",
                "nats://user:hunter2@h h:4222"
            })
    void showsNoCredentialsOfAUrlThatItRefuses(String servers) {
        NatsBridgeConfiguration c = configuration();
        c.setServers(servers);
        assertThatThrownBy(() -> OptionCheck.check(c))
                .isInstanceOf(IllegalArgumentException.class)
                .satisfies(OptionCheckTest::saysNoSecret);
    }

    @Test
    void showsNoSecretOfOptionsThatItRefuses() {
        NatsBridgeConfiguration c = configuration();
        c.setUsername("hunter2");
        assertThatThrownBy(() -> OptionCheck.check(c)).satisfies(OptionCheckTest::saysNoSecret);
        c.setPassword("hunter2");
        c.setToken("hunter2");
        assertThatThrownBy(() -> OptionCheck.check(c)).satisfies(OptionCheckTest::saysNoSecret);
        NatsBridgeConfiguration fileserver = configuration();
        fileserver.setFileserverPassword("hunter2");
        assertThatThrownBy(() -> OptionCheck.check(fileserver)).satisfies(OptionCheckTest::saysNoSecret);
        NatsBridgeConfiguration url = configuration();
        url.setFileserverUrl("http://user:hunter2@h:8080");
        assertThatThrownBy(() -> OptionCheck.check(url)).satisfies(OptionCheckTest::saysNoSecret);
        url.setFileserverUrl("http://a:8080,http://user:hunter2@h:8080");
        assertThatThrownBy(() -> OptionCheck.check(url)).satisfies(OptionCheckTest::saysNoSecret);
    }

    private static void saysNoSecret(Throwable refusal) {
        for (Throwable e = refusal; e != null; e = e.getCause()) {
            assertThat(e.toString()).doesNotContain("hunter2");
        }
    }

    private static Arguments wrong(String named, Consumer<NatsBridgeConfiguration> change) {
        return Arguments.of(named, change);
    }

    private static NatsBridgeConfiguration configuration() {
        NatsBridgeConfiguration configuration = new NatsBridgeConfiguration();
        configuration.setSubject("a.b");
        configuration.setServers("nats://localhost:4222");
        configuration.setFileserverUrl("http://localhost:8080");
        return configuration;
    }
}
