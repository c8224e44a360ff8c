/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.vectors;

import io.natsbridge.camel.vectors.Book.Group;
import java.util.LinkedHashMap;
import java.util.Map;

/** Base64: the one form that each byte string has. */
final class Base64Vectors {

    private final Group group;
    private final Draft text;

    Base64Vectors(Book book, Bases bases) {
        this.group = book.about("encoding:base64");
        this.text = bases.text().forget("/payloads/0/metadata");
    }

    void write() {
        for (String content : new String[] {"a", "ab", "abc", "abcd"}) {
            String shows =
                    "The base64 of " + content.length() + " bytes, " + content.length() % 3 + " beyond whole groups";
            group.accept("base64-of-" + content.length(), shows, text.payload(content, "\"" + content + "\""));
        }
        String alphabet = "\"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/\"";
        Draft whole = text.set("/payloads/0/payload_type", "\"binary\"")
                .set("/payloads/0/size", "48")
                .set("/payloads/0/data", alphabet)
                .expect("/payloads/0/size", "48")
                .expect("/payloads/0/value", "{\"$bytes\":" + alphabet + "}");
        group.accept("base64-alphabet", "The whole alphabet", whole);
        group.accept(
                "base64-escaped",
                "Base64 in JSON may be escaped",
                text.payload("???", "\"???\"").rewrite("escape the slash", json -> json.replace("Pz8/", "Pz8\\/")));
        refused();
    }

    private void refused() {
        Map<String, String> wrong = new LinkedHashMap<>();
        wrong.put("without-padding", "aGk");
        wrong.put("with-too-much-padding", "aGk==");
        wrong.put("with-a-group-of-padding", "aGk=====");
        wrong.put("of-padding-alone", "====");
        wrong.put("with-padding-inside", "aGk=aGk=");
        wrong.put("with-one-character-more", "aGk=a");
        wrong.put("of-one-character", "a");
        wrong.put("with-spare-bits", "aGl=");
        wrong.put("with-more-spare-bits", "aB==");
        wrong.put("for-urls", "_-8=");
        wrong.put("with-a-line-break", "aGkh\\naGkh");
        wrong.put("with-a-line-break-at-its-end", "aGk=\\n");
        wrong.put("in-mime-lines", "aGkh\\r\\naGkh");
        wrong.put("with-a-blank", "aG k=");
        wrong.put("with-a-blank-in-front", " aGk=");
        wrong.put("with-a-nul", "aGk=\\u0000");
        wrong.put("with-a-letter-beyond-ascii", "aGkü");
        wrong.put("with-wide-letters", "ａＧｋ＝");
        wrong.put("as-a-data-url", "data:;base64,aGk=");
        wrong.put("that-is-plain-text", "hello there!");
        wrong.forEach((what, data) -> group.refuse(
                "base64-" + what,
                Reason.INVALID_ENVELOPE,
                "No base64 " + what.replace('-', ' '),
                text.remove("/payloads/0/size").set("/payloads/0/data", "\"" + data + "\"")));
    }
}
