/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.store;

import io.natsbridge.camel.error.NatsBridgeException.LinkRefusedException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A link: refused, or on an allowed server and below its path, as the JDK's parser of URIs sees it too; and allowed once more when it is asked for again. */
public final class LinkTarget {

    private static final PlikClient PLIK = new PlikClient(PlikAccess.anonymous("http://files.example.com:8080"));
    private static final Pattern DOTS = Pattern.compile("(?i)(\\.|%2e){1,2}(;.*)?");
    private static final LinkPolicy POLICY = new LinkPolicy(
            List.of(
                    "http://files.example.com:8080",
                    "https://plik.example.org/plik/",
                    "http://[::1]:8080",
                    "https://s3.example.com/bucket/*",
                    "nats-object://files"),
            Map.of());
    private static final List<String> ALLOWED = List.of(
            "http://files.example.com:8080/file/",
            "https://plik.example.org/plik/file/",
            "http://[::1]:8080/file/",
            "https://s3.example.com/bucket/",
            "nats-object://files/");

    private LinkTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        URI uri;
        try {
            uri = POLICY.resolve(new String(input, StandardCharsets.UTF_8), PLIK)
                    .uri();
        } catch (LinkRefusedException refused) {
            return;
        }
        if (ALLOWED.stream().noneMatch(uri.toString()::startsWith)) {
            throw new AssertionError("not allowed: " + uri);
        }
        boolean dots = Stream.of(uri.getRawPath().split("/"))
                .anyMatch(part -> DOTS.matcher(part).matches());
        if (uri.getRawUserInfo() != null || uri.getRawFragment() != null || dots) {
            throw new AssertionError("more than a place: " + uri);
        }
        if (!POLICY.resolve(uri.toString(), PLIK).uri().equals(uri)) {
            throw new AssertionError("another place at the second look: " + uri);
        }
    }
}
