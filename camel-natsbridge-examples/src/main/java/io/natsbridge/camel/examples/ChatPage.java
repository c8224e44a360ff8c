/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.examples;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.natsbridge.camel.test.peer.Browser;
import io.natsbridge.camel.test.peer.PeerException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The page of the chat, given out by a web server, and the script that visits it. */
final class ChatPage {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> LIBRARY = List.of("natsbridge.mjs", "envelope.mjs");
    private static final List<String> PAGE = List.of("index.html", "chat.mjs");
    private static final String VISIT = "visit.mjs";

    private final PageServer server;
    private final Stage stage;
    private final Path script;

    private ChatPage(PageServer server, Stage stage, Path script) {
        this.server = server;
        this.stage = stage;
        this.script = script;
    }

    /** Gives the page out until the stage is closed; it has the libraries of the browser's folder, and knows the stage's servers. */
    static ChatPage open(Stage stage, Path browser) throws IOException {
        Path script = Files.write(stage.scratch().resolve(VISIT), resource(VISIT));
        PageServer server = stage.opened(new PageServer());
        for (String name : PAGE) {
            server.add(name, resource(name));
        }
        for (String name : LIBRARY) {
            server.add(name, Files.readAllBytes(browser.resolve(name)));
        }
        server.add("nats.js", Files.readAllBytes(browser.resolve("node_modules/nats.ws/esm/nats.js")));
        Map<String, String> settings =
                Map.of("natsUrl", stage.nats().websocketUrl(), "fileserverUrl", stage.fileserverUrl());
        server.add("settings.json", JSON.writeValueAsBytes(settings));
        return new ChatPage(server, stage, script);
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = ChatPage.class.getResourceAsStream("/browser/" + name)) {
            return in.readAllBytes();
        }
    }

    String url() {
        return server.url();
    }

    /**
     * Says something on the page, and waits until the others have spoken.
     *
     * @return what the page shows, a line for each message
     * @throws PeerException if that takes too long, or the page does not work, which is told
     */
    String visit(Browser browser, String words, Path screenshot) {
        try {
            String picture = screenshot.toAbsolutePath().toString();
            return browser.run(script.toString(), url(), words, picture);
        } catch (PeerException e) {
            stage.console().line("The visit failed: %s", e.getMessage());
            throw e;
        }
    }
}
