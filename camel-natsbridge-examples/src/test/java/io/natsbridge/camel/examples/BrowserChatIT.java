/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.natsbridge.camel.test.peer.Browser;
import io.natsbridge.camel.test.peer.NodePeer;
import io.natsbridge.camel.test.peer.PythonPeer;
import io.natsbridge.camel.test.peer.RequiresPeer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class BrowserChatIT {

    private final Output output = new Output();

    @Test
    @RequiresPeer({NodePeer.class, PythonPeer.class})
    void aPageInABrowserTalksToCamelNodeAndPython(@TempDir Path directory) throws IOException {
        assumeThat(new Browser().unavailableReason()).isEmpty();
        Path screenshot = directory.resolve("chat.png");
        Checks checks = new BrowserChat(screenshot).run(output.stream());
        assertThat(checks.all())
                .allMatch(Checks.Check::holds)
                .extracting(Checks.Check::what)
                .contains(
                        "node hears the page: Hello from the browser! Grüße",
                        "python hears the page: Hello from the browser! Grüße",
                        "the page shows Camel: Camel is here. This picture comes by link: [sun.png, link, 320 x 320]",
                        "the page shows Node.js: And Node.js. This one is in the message: [moon.png, direct, 160 x 160]")
                .hasSize(8);
        assertThat(ImageIO.read(screenshot.toFile()).getWidth()).isEqualTo(760);
    }

    @Test
    void thePageRefusesWhatWasChangedAndLinksThatLeadElsewhere(@TempDir Path directory) throws IOException {
        assumeThat(new Browser().unavailableReason()).isEmpty();
        Path script = directory.resolve("refusals.mjs");
        try (InputStream source = BrowserChatIT.class.getResourceAsStream("/browser/refusals.mjs")) {
            Files.copy(source, script);
        }
        assertThat(new Browser().run(script.toString()).lines().map(String::strip))
                .containsExactly(
                        "",
                        "read: Grüße",
                        "read: http://127.0.0.1:8080/file/abc/def/sun.png",
                        "The message is no envelope: it has no payloads array",
                        "The message is no envelope: a payload has no data",
                        "Unknown transport of 'words': pigeon",
                        "Unknown encoding of 'words': rot13",
                        "The data of 'words' is not base64",
                        "'words' has 7 bytes, its size says 8",
                        "'words' does not have the SHA-256 that its sender gave",
                        "Refused the link of 'words': it does not lead to a file of http://127.0.0.1:8080",
                        "Refused the link of 'words': it does not lead to a file of http://127.0.0.1:8080",
                        "Refused the link of 'words': it does not lead to a file of http://127.0.0.1:8080");
    }
}
