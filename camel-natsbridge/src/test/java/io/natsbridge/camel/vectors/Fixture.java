/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.vectors;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.natsbridge.camel.vectors.Recorder.Sent;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes a recorded message the same in every run: its ids, its times, and the address of the file server. */
final class Fixture {

    static final String FILESERVER = "${FILESERVER}";
    private static final Map<String, String> TIMESTAMPS = Map.of(
            "camel", "2026-01-15T16:30:00.123Z",
            "node", "2026-01-15T16:30:00.456Z",
            "python", "2026-01-15T16:30:00.123456Z",
            "micropython", "2026-01-15T17:30:00Z");
    private static final Pattern ID = Pattern.compile("(\"id\": ?\")([0-9a-f-]{36}|mp-[0-9a-f-]+)\"");
    private static final Pattern LINK = Pattern.compile("(?<=\"data\": ?\")http[^\"]+");
    private static final Pattern GENERATED = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final String fileserverUrl;
    private final HttpClient http = HttpClient.newHttpClient();

    Fixture(String fileserverUrl) {
        this.fileserverUrl = fileserverUrl;
    }

    /** Works on text with one character for each byte: not every peer sends well-formed UTF-8. */
    Sent of(String producer, byte[] message) {
        List<Served> files = new ArrayList<>();
        String text = links(new String(message, ISO_8859_1), files);
        text = text.replaceAll("(?<=\"timestamp\": ?\")[^\"]+", TIMESTAMPS.get(producer));
        text = text.replaceAll("(?<=\"expires_at\": ?\")[^\"]+", "2126-01-16T16:30:00Z");
        text = text.replaceAll("(?<=\"broker_url\": ?\")[^\"]+", "nats://localhost:4222");
        return new Sent(ids(text).getBytes(ISO_8859_1), files);
    }

    private static String ids(String text) {
        StringBuilder out = new StringBuilder();
        Matcher id = ID.matcher(text);
        for (int i = 1; id.find(); i++) {
            String fixed = id.group(2).startsWith("mp-")
                    ? String.format("mp-8be22dc0-0000-0187-aa6b-%012d", i)
                    : String.format("5d0f3c52-6f0e-4a3b-9d55-%012d", i);
            id.appendReplacement(out, "$1" + fixed + "\"");
        }
        return id.appendTail(out).toString();
    }

    private String links(String text, List<Served> files) {
        StringBuilder out = new StringBuilder();
        Matcher link = LINK.matcher(text);
        while (link.find()) {
            String url = new String(link.group().getBytes(ISO_8859_1), UTF_8);
            String name = GENERATED
                    .matcher(url.substring(url.lastIndexOf('/') + 1))
                    .replaceFirst("5d0f3c52-6f0e-4a3b-9d55-00000000000" + files.size());
            String path = "/file/upload" + files.size() + "/file" + files.size() + "/" + name;
            files.add(Served.of(path, "", download(url)));
            String latin1 = new String((FILESERVER + path).getBytes(UTF_8), ISO_8859_1);
            link.appendReplacement(out, Matcher.quoteReplacement(latin1));
        }
        return link.appendTail(out).toString();
    }

    private byte[] download(String url) {
        if (!url.startsWith(fileserverUrl)) {
            throw new IllegalStateException("A link leads elsewhere: " + url);
        }
        String encoded = url.replace(" ", "%20").replace("ü", "%C3%BC");
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(encoded)).build();
            return http.send(request, BodyHandlers.ofByteArray()).body();
        } catch (IOException e) {
            throw new IllegalStateException("Cannot download " + url, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
