/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.cli;

import java.util.regex.Pattern;

/** URLs as they may be shown. */
final class Url {

    private static final Pattern CREDENTIALS = Pattern.compile("(?<=://)[^/@]*@");

    private Url() {}

    /** The URL without user, password or token; null for null. */
    static String withoutCredentials(String url) {
        return url == null ? null : CREDENTIALS.matcher(url).replaceAll("");
    }

    /** Whether it is readable by whoever is on the way. */
    static boolean isOpen(String url) {
        return url.startsWith("nats://") || url.startsWith("http://") || url.startsWith("ws://");
    }

    /** Whether it leads to this machine. */
    static boolean isLocal(String url) {
        return url.matches("[a-z-]+://([^/@]*@)?(localhost|127\\.[0-9.]+|\\[::1])(:[0-9]+)?(/.*)?");
    }
}
