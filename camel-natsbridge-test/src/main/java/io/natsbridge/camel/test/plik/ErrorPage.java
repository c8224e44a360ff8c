/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.plik;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

/** Sends browsers to the web page that shows them an error. */
final class ErrorPage {

    private ErrorPage() {}

    /** Answers 301 with the error in the location, whose blanks stay blanks, as the real server's do. */
    static Reply redirect(ApiError error, String prefix, Call call) {
        String location = "%s/#/?err=%s&errcode=%d&uri=%s"
                .formatted(
                        prefix,
                        error.getMessage(),
                        error.status(),
                        call.target().raw());
        String link = "<a href=\"%s\">Moved Permanently</a>.\n\n".formatted(escapeHtml(location));
        Body body = call.isHead() ? Body.none() : Body.of(link.getBytes(UTF_8));
        return Reply.of(301, "text/html; charset=utf-8", body).with("Location", escapeNonAscii(location));
    }

    private static String escapeNonAscii(String text) {
        StringBuilder escaped = new StringBuilder();
        for (byte b : text.getBytes(UTF_8)) {
            escaped.append(b < 0 ? "%%%02x".formatted(b) : new String(new byte[] {b}, ISO_8859_1));
        }
        return escaped.toString();
    }

    private static String escapeHtml(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&#34;")
                .replace("'", "&#39;");
    }
}
