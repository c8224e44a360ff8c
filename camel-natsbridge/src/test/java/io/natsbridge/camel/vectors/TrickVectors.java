/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.vectors;

import io.natsbridge.camel.vectors.Book.Group;
import java.util.LinkedHashMap;
import java.util.Map;

/** Messages that mislead a reader that looks for words instead of reading JSON, and corners where two rules meet. */
final class TrickVectors {

    private static final String FIRST = "/payloads/0/";
    private static final String DATA = FIRST + "data";
    private static final String LONG = "\"" + "QUJD".repeat(60) + "\"";

    private final Book book;
    private final Bases bases;
    private final Draft text;
    private final Draft dictionary;

    TrickVectors(Book book, Bases bases) {
        this.book = book;
        this.bases = bases;
        this.text = bases.text();
        this.dictionary = bases.get("camel-dictionary-direct");
    }

    void write() {
        lookalikes();
        keys();
        payloadFields();
        rawJson();
        tables();
        links();
    }

    private void lookalikes() {
        Group group = book.about("payload-field:data");
        group.accept(
                "data-with-an-escaped-name",
                "A field's name may be escaped, that of data, too",
                longText().replace("\"data\"", "\"d\\u0061ta\""));
        group.accept(
                "data-behind-a-mark",
                "Long data in a message with a byte order mark",
                longText().rewrite("begin with U+FEFF", json -> "\uFEFF" + json));
        group.accept(
                "data-in-the-metadata",
                "Data elsewhere is not the payload's",
                longText().set("/metadata", "{\"data\":" + LONG + ",\"payloads\":[{\"data\":" + LONG + "}]}"));
        group.accept(
                "data-in-the-payload-metadata",
                "Data in a payload's metadata is not the payload's",
                longText().set(FIRST + "metadata", "{\"data\":" + LONG + "}"));
        String quoted = "\"\\\",\\\"data\\\":\\\"" + "QUJD".repeat(60) + "\\\"\"";
        group.accept("data-in-a-dataname", "Data in a text is text", longText().set(FIRST + "dataname", quoted));
        group.accept(
                "data-as-unknown-field",
                "The envelope itself has no data",
                longText().set("/data", LONG));
    }

    private Draft longText() {
        return text.payload("ABC".repeat(60), "\"" + "ABC".repeat(60) + "\"");
    }

    private void keys() {
        Group group = book.about("json:unicode");
        group.refuse(
                "key-twice-as-a-pair",
                Reason.INVALID_ENVELOPE,
                "A key is what it means, however it is escaped",
                text.set("/metadata", "{\"😀\":1,\"\\ud83d\\ude00\":2}"));
        book.about("field:unknown")
                .accept(
                        "unknown-field-of-javascript",
                        "Names that mean something to a language are names",
                        text.set("/__proto__", "{\"x\":1}")
                                .set("/constructor", "\"y\"")
                                .set("/", "\"empty\""));
    }

    private void payloadFields() {
        book.about("payload-field:dataname")
                .accept("payload-dataname-null", "null stands for an empty text", text.set(FIRST + "dataname", "null"));
        String payload = "{\"data\":\"YQ==\",\"size\":1,\"encoding\":\"base64\",\"transport\":\"direct\","
                + "\"payload_type\":\"text\",\"dataname\":\"backwards\",\"id\":\"same\"}";
        Draft two = text.set("/payloads", "[" + payload + "," + payload + "]")
                .expectPayloads("[{\"id\":\"same\",\"value\":\"a\"},{\"id\":\"same\",\"value\":\"a\"}]");
        book.about("payload-field:id")
                .accept("payload-fields-backwards", "Fields come in any order, and ids are not compared", two);
    }

    private void rawJson() {
        Group group = book.about("encoding:json");
        Draft json = dictionary.set(FIRST + "encoding", "\"json\"").forget(FIRST + "metadata");
        Draft both = json.remove(FIRST + "size").forget(FIRST + "size").set(DATA, "\"1234\"");
        group.refuse("json-or-base64", Reason.UNREADABLE_PAYLOAD, "What is base64 is no raw JSON", both);
        Draft sized = json.set(DATA, "\"[1, 2]\"").expect(FIRST + "value", "[1,2]");
        group.accept(
                "json-raw-text-with-its-size",
                "The size of raw JSON is that of its text",
                sized.set(FIRST + "size", "6").expect(FIRST + "size", "6"));
        group.refuse(
                "json-raw-text-with-another-size",
                Reason.PAYLOAD_DIFFERS,
                "The size counts for raw JSON in a text, too",
                sized.set(FIRST + "size", "5"));
        group.accept(
                "json-raw-value-with-a-size",
                "A raw value may have the size that its sender's text of it had",
                json.set(DATA, "[1,2]")
                        .set(FIRST + "size", "6")
                        .forget(FIRST + "size")
                        .expect(FIRST + "value", "[1,2]"));
    }

    private void tables() {
        Group group = book.about("type:table");
        String rows = "[{\"a\":1}]";
        Draft table = bases.get("camel-table-direct").forget(FIRST + "columns");
        group.accept(
                "table-of-json-behind-blanks",
                "JSON rows may begin with blanks",
                table.payload(" \r\n\t" + rows, rows));
        group.accept("table-of-json-behind-a-mark", "Or with a byte order mark", table.payload("\uFEFF" + rows, rows));
        group.accept(
                "table-of-json-by-link",
                "JSON rows by link",
                bases.get("camel-jsontable-link").set(FIRST + "payload_type", "\"table\""));
    }

    private void links() {
        Map<String, String> wrong = new LinkedHashMap<>();
        wrong.put("without-a-name", "/file/u/f/");
        wrong.put("with-two-slashes", "//file/u/f/x");
        wrong.put("with-a-longer-path", "/file/u/f/x/y");
        wrong.put("with-a-blank-in-its-id", "/file/u u/f/x");
        wrong.put("with-an-encoded-id", "/file/%75/f/x");
        Group group = book.about("transport:link");
        wrong.forEach((what, path) -> group.refuse(
                "link-" + what,
                Reason.LINK_REFUSED,
                "Only links to stored files are followed",
                bases.link().set(DATA, "\"" + Fixture.FILESERVER + path + "\"")));
        Served file = bases.link().files().get(0);
        group.refuse(
                "link-to-206",
                Reason.DOWNLOAD_FAILED,
                "Only status 200 is a file",
                bases.link().serve(file.withStatus(206)));
    }
}
