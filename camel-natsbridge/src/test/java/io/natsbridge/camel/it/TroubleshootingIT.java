/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.natsbridge.camel.NatsBridgeConstants;
import io.natsbridge.camel.SmartReceive;
import io.natsbridge.camel.SmartSend;
import io.natsbridge.camel.test.nats.NatsExtension;
import io.natsbridge.camel.test.nats.NatsOptions;
import io.natsbridge.camel.test.nats.NatsService;
import io.natsbridge.camel.test.nats.NatsServices;
import io.natsbridge.camel.test.plik.EmbeddedPlikOptions;
import io.natsbridge.camel.test.plik.PlikExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The page of troubleshooting shows texts as they really are. */
class TroubleshootingIT {

    private static final Path PAGE =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolveSibling("src/docs/troubleshooting.md");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String NOWHERE = "127.0.0.1:1";

    @RegisterExtension
    static final NatsExtension NATS =
            NatsExtension.create(NatsOptions.defaults().controllable(true).jetStream(true));

    @RegisterExtension
    static final PlikExtension PLIK = PlikExtension.embedded(EmbeddedPlikOptions.defaults());

    @RegisterExtension
    final Contexts camel = new Contexts();

    @RegisterExtension
    final Streams streams = new Streams(NATS, camel);

    @RegisterExtension
    final LogTap log = new LogTap();

    private final CountDownLatch release = new CountDownLatch(1);

    @BeforeEach
    void listen() {
        log.listen();
    }

    @AfterEach
    void letGo() {
        release.countDown();
    }

    @Test
    void whatIsNoEnvelope() {
        assertShown("NB-101", receive("hello", new SmartReceive()));
    }

    @Test
    void aTypeThatNobodyKnows() {
        assertShown("NB-102", send("x", NatsBridgeConstants.PAYLOAD_TYPE, "csv"));
    }

    @Test
    void bytesThatAreNoTable() {
        assertShown("NB-103", send(new byte[] {1, 2}, NatsBridgeConstants.PAYLOAD_TYPE, "arrowtable"));
    }

    @Test
    void moreThanAPlatformTakes() {
        String uri = Uri.of(NATS, "device", "targetPlatform=micropython");
        assertShown("NB-104", failure(Contexts.send(camel.start(), uri, new byte[60_000])));
    }

    @Test
    void aFileServerThatIsNotThere() {
        String uri = Uri.of(NATS, "films", "sizeThreshold=0", "maxRetries=1", "fileserverUrl=http://" + NOWHERE);
        assertShown("NB-105", failure(Contexts.send(camel.start(), uri, "film")));
    }

    @Test
    void aFileThatSomebodyElseHasRead() {
        SmartSend send = new SmartSend();
        send.setOneShot("true");
        String envelope = byLink(send);
        SmartReceive receive = new SmartReceive();
        receive.setFileserverUrl(PLIK.url());
        assertThat(receive(envelope, receive)).isNull();
        assertShown("NB-106", receive(envelope, receive));
    }

    @Test
    void aLinkThatLeadsElsewhere() {
        SmartReceive receive = new SmartReceive();
        receive.setFileserverUrl("http://files.example.com");
        assertShown("NB-107", receive(byLink(new SmartSend()), receive));
    }

    @Test
    void fewerBytesThanAnnounced() {
        String envelope = byLink(new SmartSend()).replaceFirst("\"size\":4", "\"size\":5");
        SmartReceive receive = new SmartReceive();
        receive.setFileserverUrl(PLIK.url());
        receive.setMaxRetries(1);
        assertShown("NB-108", receive(envelope, receive));
    }

    @Test
    void aSubjectThatThisClientMayNotPublishTo() {
        NatsOptions options = NatsOptions.defaults()
                .controllable(true)
                .config(
                        "authorization { users: [ { user: a, password: only-for-tests, permissions: { publish: \"b\" } } ] }");
        try (NatsService nats = NatsServices.start(options)) {
            String uri = Uri.of(nats, "orders.new", "username=a", "password=only-for-tests");
            assertShown("NB-109", failure(Contexts.send(camel.start(), uri, "x")));
        }
    }

    @Test
    void aBrokerThatIsAway() {
        CamelContext context = camel.start();
        String uri = Uri.of(NATS, "orders.new");
        Contexts.sent(context, uri, "x");
        NATS.kill();
        try {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertShown("NB-109", failure(Contexts.send(context, uri, "x"))));
        } finally {
            NATS.startAgain();
        }
    }

    @Test
    void nobodyWhoAnswers() {
        assertShown("NB-110", request("nobody"));
    }

    @Test
    void aResponderThatFails() {
        camel.start(routes -> routes.from(Uri.of(NATS, "failing")).process(exchange -> {
            throw new IllegalStateException("not for the requester");
        }));
        assertShown("NB-111", request("failing"));
    }

    @Test
    void aBrokerThatIsNotThere() {
        assertShown("NB-112", startOf(Uri.of("nats://" + NOWHERE, "x")));
    }

    @Test
    void aValueThatNoOptionTakes() {
        assertShown("Options", startOf(Uri.of(NATS, "x", "maxRetries=0")));
    }

    @Test
    void anAnswerThatDoesNotCome() {
        streams.wire().record("silent");
        streams.wire().flush();
        assertShown("Time-outs", request("silent", "requestTimeout=200"));
    }

    @Test
    void aRouteThatIsTooSlow() {
        camel.start(routes -> routes.from(Uri.of(NATS, "slow", "maxInFlight=2")).process(exchange -> release.await()));
        CamelContext sender = camel.start();
        for (int i = 0; i < 10; i++) {
            Contexts.sent(sender, Uri.of(NATS, "slow"), "x");
        }
        awaitLogged("Dropped messages", "The route on subject .*");
        release.countDown();
    }

    @Test
    void aMessageThatIsGivenUp() {
        String[] options = {"maxDeliver=2", "nakDelay=1", "deadLetterSubject=" + Streams.DEAD};
        camel.start(routes -> routes.from(streams.uri(options)).process(exchange -> {
            throw new IllegalStateException("no stock");
        }));
        Contexts.sent(camel.start(), Uri.of(NATS, Streams.SUBJECT, "jetstreamEnabled=true"), "x");
        awaitLogged("Redeliveries", "Message 1 of stream .*");
    }

    private Throwable send(Object body, String header, Object value) {
        return failure(Contexts.send(camel.start(), Uri.of(NATS, "any"), body, header, value));
    }

    private Throwable request(String subject, String... options) {
        return catchThrowable(
                () -> Contexts.template(camel.start()).requestBody(Uri.of(NATS, subject, options), "ping"));
    }

    private Throwable startOf(String uri) {
        return catchThrowable(() -> camel.start(routes -> routes.from(uri).log("never")));
    }

    /** An envelope whose payload of four bytes is on the file server. */
    private String byLink(SmartSend send) {
        send.setSubject("films");
        send.setFileserverUrl(PLIK.url());
        send.setSizeThreshold(0L);
        CamelContext context = camel.start(routes -> routes.from("direct:send").process(send));
        return Contexts.template(context).requestBody("direct:send", "film".getBytes(UTF_8), String.class);
    }

    private Throwable receive(String envelope, SmartReceive receive) {
        CamelContext context = camel.start(routes -> routes.from("direct:read").process(receive));
        return Contexts.send(context, "direct:read", envelope).getException();
    }

    private static Throwable failure(Exchange exchange) {
        return exchange.getException();
    }

    private void awaitLogged(String section, String line) {
        Pattern pattern = Pattern.compile(line);
        await().atMost(PATIENCE).until(() -> pattern.matcher(log.text()).find());
        Matcher logged = pattern.matcher(log.text());
        assertThat(logged.find()).isTrue();
        assertShown(section, logged.group());
    }

    /** The text of a failure, or of one of its causes, is what the section shows. */
    private static void assertShown(String section, Throwable failure) {
        assertThat(failure).isNotNull();
        Throwable root = failure;
        while (root.getCause() != null
                && !String.valueOf(root.getMessage()).startsWith("NB-")
                && !(root instanceof IllegalArgumentException)) {
            root = root.getCause();
        }
        assertShown(section, root.getMessage());
    }

    private static void assertShown(String section, String text) {
        assertThat(sameForAll(section(section))).contains(sameForAll(text));
    }

    private static String section(String title) {
        Matcher found =
                Pattern.compile("(?ms)^## " + title + "\\n(.*?)(?=^## |\\z)").matcher(page());
        assertThat(found.find()).as("section %s", title).isTrue();
        return found.group(1);
    }

    private static String page() {
        try {
            return Files.readString(PAGE);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Without ports, ids and line breaks, which differ from run to run and from page to log. */
    private static String sameForAll(String text) {
        return text.replaceAll("\\s+", " ")
                .replaceAll("(127\\.0\\.0\\.1|localhost):\\d+", "HOST")
                .replaceAll("/file/\\w+/\\w+/\\w+(\\.\\w+)?", "/file/ID")
                .replaceAll("\\(\\w{16}\\)", "(ID)")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z", "TIME")
                .replaceAll("\\b\\d+ messages were dropped", "N messages were dropped");
    }
}
