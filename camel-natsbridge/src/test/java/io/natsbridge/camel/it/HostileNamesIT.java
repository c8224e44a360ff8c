/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nats.client.Message;
import io.natsbridge.camel.NatsBridgeConstants;
import io.natsbridge.camel.envelope.Payload;
import io.natsbridge.camel.envelope.PayloadType;
import io.natsbridge.camel.it.Inbox.Part;
import io.natsbridge.camel.test.nats.NatsExtension;
import io.natsbridge.camel.test.plik.EmbeddedPlikOptions;
import io.natsbridge.camel.test.plik.PlikExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Names that would be paths, parts of a URL or commands, of payloads and subjects: data, or refused. */
class HostileNamesIT {

    private static final int BATCH = 50;
    private static final List<String> STEMS = List.of(
            "../x",
            "../../../../etc/passwd",
            "/etc/passwd",
            "..\\x",
            "C:\\x",
            "\\\\host\\share\\x",
            "a/../../x",
            "./x",
            "a%2f..%2fx",
            "%2e%2e/x",
            "..%c0%afx",
            "..;/x",
            "x?y=z",
            "x#y",
            "x\" y",
            "x'y",
            "x;y",
            "x&y",
            "x|y",
            "`x`",
            "$(x)",
            "${x}",
            "<x>",
            "x\ny",
            "x\ry",
            "x\u0000.txt",
            "x\u001by",
            "\u202etxt.exe",
            "x\u200by",
            "ü",
            "é",
            "日本",
            "😀",
            "CON",
            "con.txt",
            "NUL",
            "COM1",
            "x.",
            "x ",
            " x",
            ".",
            "..",
            "...",
            "~",
            "~root",
            "-rf",
            "*",
            "file:x",
            "http://x/",
            "x:y");
    private static final List<String> FORMS = List.of("%s", "a%s", "%s.bin", "%s/%<s", "%s%<s");

    @RegisterExtension
    static final NatsExtension NATS = NatsExtension.create();

    @RegisterExtension
    static final PlikExtension PLIK = PlikExtension.embedded(EmbeddedPlikOptions.defaults());

    @RegisterExtension
    final Contexts camel = new Contexts();

    private final Inbox in = new Inbox();

    private static List<String> names() {
        Set<String> names = new LinkedHashSet<>();
        STEMS.forEach(stem -> FORMS.forEach(form -> names.add(String.format(form, stem))));
        names.add("x".repeat(1000));
        names.add("ü".repeat(500));
        return List.copyOf(names);
    }

    @Test
    void everyNameOfAPayloadArrivesAsItIsDirectOrByLink() {
        List<String> names = names();
        assertThat(names).hasSizeGreaterThanOrEqualTo(250);
        String uri = Uri.of(NATS, "datanames", "bodyMode=list", "sizeThreshold=100", "fileserverUrl=" + PLIK.url());
        CamelContext context = camel.start(routes -> routes.from(uri).process(in));
        for (int size : new int[] {10, 200}) {
            for (int i = 0; i < names.size(); i += BATCH) {
                List<Payload> payloads = names.subList(i, Math.min(names.size(), i + BATCH)).stream()
                        .map(name -> Payload.of(name, Samples.bytes(size), PayloadType.BINARY))
                        .toList();
                Contexts.sent(context, uri, payloads);
            }
        }
        int messages = 2 * ((names.size() + BATCH - 1) / BATCH);
        List<Part> parts = in.await(messages).stream()
                .flatMap(arrival -> arrival.payloads().stream())
                .toList();
        assertThat(parts)
                .extracting(Part::dataname)
                .containsExactlyElementsOf(
                        Stream.concat(names.stream(), names.stream()).toList());
        assertThat(parts).allSatisfy(part -> assertThat(part.bytes()).isEqualTo(Samples.bytes((int) part.size())));
    }

    @Test
    void noNameOfAPayloadBecomesAPath(@TempDir Path directory) throws Exception {
        Path box = Files.createDirectories(directory.resolve("a/b/c/box"));
        CamelContext context = camel.start(
                routes -> routes.from(Uri.of(NATS, "tofile")).to("file:" + box).process(in));
        List<String> names = names();
        for (String name : names) {
            Contexts.sent(context, Uri.of(NATS, "tofile"), "text", NatsBridgeConstants.DATANAME, name);
        }
        in.await(names.size());
        assertThat(in.all())
                .extracting(arrival -> arrival.header(NatsBridgeConstants.DATANAME))
                .containsAll(names);
        assertThat(files(directory)).hasSize(names.size()).allMatch(file -> file.getParent()
                .equals(box));
    }

    @Test
    void aSubjectOfAHeaderIsPublishedToOnlyIfItIsOne() {
        CamelContext context = camel.start();
        List<String> refused = noSubjects();
        assertThat(refused).hasSizeGreaterThanOrEqualTo(200);
        try (Wire wire = Wire.to(NATS.url())) {
            List<Message> published = wire.record(">");
            for (String subject : refused) {
                assertThat(Contexts.send(context, Uri.of(NATS, "fixed"), "x", NatsBridgeConstants.SUBJECT, subject)
                                .getException())
                        .as("subject '%s'", subject)
                        .isInstanceOf(IllegalArgumentException.class);
            }
            Contexts.sent(context, Uri.of(NATS, "fixed"), "x", NatsBridgeConstants.SUBJECT, "right");
            await().atMost(20, TimeUnit.SECONDS).until(() -> !published.isEmpty());
            assertThat(published).extracting(Message::getSubject).containsExactly("right");
        }
    }

    private static List<String> noSubjects() {
        List<String> all = new ArrayList<>(List.of(
                "",
                "*",
                ">",
                "a.*",
                "*.a",
                "a.*.b",
                "a.>",
                ">.a",
                "a.>.b",
                "*.*",
                ">.>",
                "a.*.>",
                ".",
                "..",
                "...",
                ".a",
                "a.",
                "a..b",
                "a.b.",
                ".a.b",
                "$",
                "$SYS.REQ.SERVER.PING",
                "$JS.API.STREAM.DELETE.x",
                "$JS.ACK.x",
                "$KV.x.y",
                "$O.x.y",
                "$SRV.PING",
                "$MQTT.x",
                "x".repeat(1025)));
        for (String bad : List.of(
                " ",
                "\r\n",
                "\n",
                "\t",
                "\u0000",
                "\u001b",
                "\u007f",
                "\u0085",
                "\u00a0",
                "\u2028",
                "\u200b",
                "\u202e",
                "\ufeff",
                "\u3000",
                "\ud800",
                "\udc00",
                "\u2000",
                "\r\nPUB x 1\r\na\r\n")) {
            for (String form :
                    List.of("%s", "a%s", "%sa", "a%sb", "a.b%s", "%s.a.b", "a.%s.b", "%s%<s", "a%s%<sb", "ä%s.x")) {
                all.add(String.format(form, bad));
            }
        }
        return all;
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
