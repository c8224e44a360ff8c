/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.nats.client.JetStreamManagement;
import io.nats.client.Message;
import io.nats.client.NKey;
import io.nats.client.api.StreamConfiguration;
import io.natsbridge.camel.NatsBridgeComponent;
import io.natsbridge.camel.NatsBridgeConfiguration;
import io.natsbridge.camel.test.nats.NatsExtension;
import io.natsbridge.camel.test.nats.NatsOptions;
import io.natsbridge.camel.test.plik.EmbeddedPlikOptions;
import io.natsbridge.camel.test.plik.Fault;
import io.natsbridge.camel.test.plik.PlikExtension;
import io.natsbridge.camel.test.plik.PlikOperation;
import io.natsbridge.camel.test.plik.PlikUser;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.RuntimeMBeanException;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.console.DevConsole;
import org.apache.camel.console.DevConsoleRegistry;
import org.apache.camel.support.jsse.KeyManagersParameters;
import org.apache.camel.support.jsse.KeyStoreParameters;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Twelve secrets go in by every way there is, messages go well and badly, and every place where something is shown is searched for them. */
class SecretPlacesIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String DEAD = "dead.secrets";

    private static final String BROKER = "canary-01-broker";
    private static final String WRONG_PASSWORD = "canary-02-wrong-password";
    private static final String WRONG_TOKEN = "canary-03-wrong-token";
    private static final String USER_INFO = "canary-04-user-info";
    private static final String JWT = "canary-05-jwt";
    private static final String FILES_PASSWORD = "canary-06-files-password";
    private static final String FILES_TOKEN = "canary-07-files-token";
    private static final String WRONG_FILES_TOKEN = "canary-08-wrong-files-token";
    private static final String KEY_STORE = "canary-09-key-store";
    private static final String SIGNATURE = "canary-10-signature";

    @RegisterExtension
    static final NatsExtension NATS =
            NatsExtension.create(NatsOptions.defaults().jetStream(true).user("somebody", BROKER));

    @RegisterExtension
    static final PlikExtension PLIK = PlikExtension.embedded(EmbeddedPlikOptions.builder()
            .user(new PlikUser("somebody", FILES_TOKEN))
            .build());

    @RegisterExtension
    final Contexts camel = new Contexts();

    @RegisterExtension
    final LogTap log = new LogTap("io.natsbridge", "org.apache.camel");

    @TempDir
    Path directory;

    private final Map<String, String> places = new LinkedHashMap<>();
    private final List<String> secrets = new ArrayList<>(List.of(
            BROKER,
            WRONG_PASSWORD,
            WRONG_TOKEN,
            USER_INFO,
            JWT,
            FILES_PASSWORD,
            FILES_TOKEN,
            WRONG_FILES_TOKEN,
            KEY_STORE,
            SIGNATURE));
    private Wire wire;

    @BeforeEach
    void makeTheStreams() throws Exception {
        log.listen();
        wire = Wire.to(NATS.url().replace("://", "://somebody:" + BROKER + "@"));
        JetStreamManagement management = wire.connection().jetStreamManagement();
        for (String name : List.of("secrets", "dead")) {
            management.addStream(StreamConfiguration.builder()
                    .name(name)
                    .subjects(name + ".>")
                    .build());
        }
    }

    @AfterEach
    void hangUp() {
        wire.close();
    }

    @Test
    void noneOfTwelveIsShownAnywhere() throws Exception {
        List<Message> dead = wire.record(DEAD);
        CamelContext context = withSecrets(FILES_TOKEN);
        Inbox inbox = new Inbox();
        camel.start(context, routes -> {
            routes.from(uri("secrets.good", "jetstreamEnabled=true", "durableName=good"))
                    .process(exchange -> spool("while a route runs"))
                    .process(inbox);
            routes.from(uri("secrets.bad", "jetstreamEnabled=true", "durableName=bad", "deadLetterSubject=" + DEAD))
                    .process(inbox);
            routes.from(uri("asked")).process(exchange -> {
                throw new IllegalStateException("no answer");
            });
        });

        Exchange sent = Contexts.send(context, uri("secrets.good", "jetstreamEnabled=true"), new byte[50_000]);
        assertThat(sent.getException()).isNull();
        places.put("an envelope", sent.getMessage().getHeader("CamelNatsBridgeEnvelope", String.class));
        places.put("headers of a sender", sent.getMessage().getHeaders().toString());
        places.put("headers of a receiver", inbox.first().headers().toString());
        secrets.add(PLIK.faults()
                .last(PlikOperation.UPLOAD)
                .flatMap(request -> request.header("X-UploadToken"))
                .orElseThrow());
        aSignedLinkIsNotFetched(dead);
        aRequestFails(context);
        whatIsRefusedSaysWhy();
        consoles(context);
        beans();
        spool("after all");
        places.put("endpoints", context.getEndpoints().toString());
        context.stop();
        places.put("the log", log.text());

        assertThat(secrets).hasSize(12).doesNotHaveDuplicates();
        assertThat(places)
                .hasSizeGreaterThan(30)
                .allSatisfy(
                        (place, text) -> assertThat(text).as(place).isNotNull().doesNotContain(secrets));
    }

    /** Camel's consoles show the URIs of endpoints as they are written, so secrets belong to the component. */
    private CamelContext withSecrets(String filesToken) {
        CamelContext context = camel.create();
        context.setDevConsole(true);
        context.getRegistry().bind("tls", tls());
        NatsBridgeConfiguration configuration =
                context.getComponent("natsbridge", NatsBridgeComponent.class).getConfiguration();
        configuration.setUsername("somebody");
        configuration.setPassword(BROKER);
        configuration.setFileserverUser("reader");
        configuration.setFileserverPassword(FILES_PASSWORD);
        configuration.setFileserverToken(filesToken);
        return context;
    }

    private String uri(String subject, String... more) {
        return Uri.of(
                        NATS,
                        subject,
                        "fileserverUrl=" + PLIK.url(),
                        "allowedFileservers=" + PLIK.url() + "/signed/*",
                        "spoolDirectory=" + directory.resolve("spool"),
                        "spoolThreshold=1000",
                        "maxRetries=1",
                        "sizeThreshold=1000")
                + (more.length == 0 ? "" : "&" + String.join("&", more));
    }

    /** A key store that cannot be opened, and a broker that speaks no TLS anyway. */
    private SSLContextParameters tls() {
        KeyStoreParameters store = new KeyStoreParameters();
        store.setPassword(KEY_STORE);
        KeyManagersParameters keys = new KeyManagersParameters();
        keys.setKeyPassword(KEY_STORE);
        TrustManagersParameters trust = new TrustManagersParameters();
        SSLContextParameters tls = new SSLContextParameters();
        tls.setKeyManagers(keys);
        tls.setTrustManagers(trust);
        return tls;
    }

    /** The message of a stranger, whose link names a file that is not there: a dead letter, which keeps the message but tells no more of it. */
    private void aSignedLinkIsNotFetched(List<Message> dead) {
        String link = PLIK.url() + "/signed/film?X-Amz-Signature=" + SIGNATURE;
        wire.publish(
                "secrets.bad",
                Envelopes.of(Envelopes.link("film", "video", 5, link)).toString());
        await().atMost(PATIENCE).until(() -> !dead.isEmpty());
        Message letter = dead.get(0);
        places.put("headers of a dead letter", letter.getHeaders().entrySet().toString());
        places.put("a dead letter", new String(letter.getData(), StandardCharsets.UTF_8).replace(SIGNATURE, ""));
    }

    private void aRequestFails(CamelContext context) {
        Exchange failed = Contexts.send(context, uri("asked", "exchangePattern=InOut"), "x");
        thrown("a request that fails", failed.getException());
    }

    private void whatIsRefusedSaysWhy() throws Exception {
        PLIK.faults().next(PlikOperation.CREATE, Fault.status(403));
        CamelContext other = camel.start(withSecrets(WRONG_FILES_TOKEN), routes -> {});
        thrown(
                "an upload that is refused",
                Contexts.send(other, uri("secrets.good"), new byte[5000]).getException());
        CamelContext stranger = camel.start();
        stranger.getRegistry().bind("tls", tls());
        String anonymous = Uri.of(NATS, "secrets.good");
        String key = new String(NKey.createUser(new SecureRandom()).getSeed());
        secrets.add(key);
        Path seed = Files.writeString(directory.resolve("user.nk"), key);
        Path credentials = Files.writeString(
                directory.resolve("user.creds"),
                "-----BEGIN NATS USER JWT-----\n" + JWT + "\n------END NATS USER JWT------\n\n"
                        + "-----BEGIN USER NKEY SEED-----\n" + key + "\n------END USER NKEY SEED------\n");
        for (String refused : List.of(
                anonymous + "&username=somebody&password=" + WRONG_PASSWORD,
                anonymous + "&token=" + WRONG_TOKEN,
                anonymous + "&sslContextParameters=#tls",
                anonymous + "&nkeyPath=" + seed,
                anonymous + "&credentialsFilePath=" + credentials,
                anonymous.replace("nats://", "nats://somebody:" + USER_INFO + "@"))) {
            String option = refused.substring(anonymous.indexOf('?')).replaceAll("=.*", "") + places.size();
            thrown("refused: " + option, catchThrowable(() -> Contexts.sent(stranger, refused, "x")));
        }
    }

    private void thrown(String place, Throwable failure) {
        assertThat(failure).as(place).isNotNull();
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        places.put(place, trace.toString());
    }

    private void consoles(CamelContext context) {
        DevConsoleRegistry registry = context.getCamelContextExtension().getContextPlugin(DevConsoleRegistry.class);
        registry.loadDevConsoles(true);
        registry.stream().forEach(console -> {
            places.put(
                    "console " + console.getId(),
                    console.call(DevConsole.MediaType.TEXT, Map.of()) + " "
                            + console.call(DevConsole.MediaType.JSON, Map.of()));
        });
    }

    private void beans() throws JMException {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        for (ObjectName name : server.queryNames(new ObjectName("org.apache.camel:*"), null)) {
            StringBuilder text = new StringBuilder(name.toString());
            for (MBeanAttributeInfo attribute : server.getMBeanInfo(name).getAttributes()) {
                text.append('\n').append(attribute.getName()).append('=').append(value(server, name, attribute));
            }
            places.put("bean " + name, text.toString());
        }
    }

    private static Object value(MBeanServer server, ObjectName name, MBeanAttributeInfo attribute) throws JMException {
        try {
            return server.getAttribute(name, attribute.getName());
        } catch (RuntimeMBeanException e) {
            return e.getCause();
        }
    }

    private void spool(String when) throws IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.list(directory.resolve("spool"))) {
            for (Path file : files.toList()) {
                text.append(file).append('\n').append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        places.put("spool " + when, text.toString());
    }
}
