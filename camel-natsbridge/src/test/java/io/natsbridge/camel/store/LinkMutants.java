/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Links put together from parts of good and bad ones, and changed by characters that readers of URLs disagree about. */
final class LinkMutants {

    /** Links that may be followed under the policy of {@link LinkPolicyTest}. */
    static final List<String> GOOD = List.of(
            "http://files.example.com:8080/file/aaaa/bbbb/c.txt",
            "HTTP://FILES.example.COM:8080/file/aaaa/bbbb/c d ü",
            "https://plik.example.org/plik/file/aaaa/bbbb/c",
            "https://plik.example.org:443/plik/file/aaaa/bbbb/c",
            "http://[::1]:8080/file/aaaa/bbbb/..c");

    private static final List<String> SCHEMES = List.of(
            "http://", "http://", "http://", "https://", "HTTP://", "http:/", "//", "ftp://", "nats-object://", "");
    private static final List<String> USERS =
            List.of("", "", "", "u@", "u:p@", "@", ":@", "files.example.com:8080@", "files.example.com%40");
    private static final List<String> HOSTS = List.of(
            "files.example.com",
            "files.example.com",
            "plik.example.org",
            "[::1]",
            "evil.example.net",
            "127.0.0.66",
            "127.1",
            "2130706498",
            "0x7f000042",
            "0177.0.0.102",
            "[::ffff:127.0.0.66]",
            "[::]",
            "localhost",
            "169.254.169.254",
            "files.example.com.",
            "files.example.com.evil.example.net",
            "evil.example.net#@files.example.com",
            "evil.example.net\\@files.example.com",
            "xn--files-example.com");
    private static final List<String> PORTS =
            List.of(":8080", ":8080", ":8080", "", ":443", ":80", ":22", ":08080", ":", ":73616", ":8080:80", ":٨٠٨٠");
    private static final List<String> PATHS = List.of(
            "/file/aaaa/bbbb/c",
            "/file/aaaa/bbbb/c",
            "/plik/file/aaaa/bbbb/c",
            "/file/aaaa/bbbb/..",
            "/file/../../me/token/c",
            "/plik/../file/aaaa/bbbb/c",
            "/me/token",
            "/upload/aaaa",
            "/file/aaaa/bbbb/c?x=1",
            "/file/aaaa/bbbb/c#x",
            "/file/aaaa/bbbb/%2e%2e%2fc",
            "//file/aaaa/bbbb/c",
            "");
    private static final List<String> CHARACTERS = List.of(
            "/",
            "//",
            "\\",
            "@",
            ":",
            "#",
            "?",
            "%",
            "%2f",
            "%00",
            "%0d%0a",
            "%2e",
            "..",
            ".",
            ";",
            "&",
            "=",
            "[",
            "]",
            " ",
            "\t",
            "\r\n",
            "\u0000",
            "\u0130",
            "\u2024",
            "\u3002",
            "\uff0f",
            "\uff20",
            "\u200b",
            "\u00ad",
            "\u202e",
            "😀",
            "0",
            "a",
            "evil.example.net",
            "127.0.0.66",
            "files.example.com",
            "http://");

    private final Random random;
    private final List<String> vectors = new ArrayList<>();

    LinkMutants(Random random) {
        this.random = random;
        Stream.concat(LinkPolicyTest.hostileLinks(), GOOD.stream()).forEach(vectors::add);
    }

    String next() {
        if (random.nextInt(8) == 0) {
            return random.nextBoolean() ? oneOf(GOOD) : changed(oneOf(GOOD));
        }
        String link = random.nextInt(3) == 0
                ? oneOf(vectors)
                : oneOf(SCHEMES) + oneOf(USERS) + oneOf(HOSTS) + oneOf(PORTS) + oneOf(PATHS);
        for (int changes = random.nextInt(4); changes > 0; changes--) {
            link = changed(link);
        }
        return link;
    }

    private String changed(String link) {
        int at = random.nextInt(link.length() + 1);
        String head = link.substring(0, at);
        String tail = link.substring(at);
        return switch (random.nextInt(5)) {
            case 0 -> head + tail.substring(Math.min(tail.length(), 1));
            case 1 -> head + (char) random.nextInt(0x180) + tail;
            case 2 -> head + oneOf(CHARACTERS) + tail.substring(Math.min(tail.length(), 1));
            default -> head + oneOf(CHARACTERS) + tail;
        };
    }

    private String oneOf(List<String> all) {
        return all.get(random.nextInt(all.size()));
    }
}
