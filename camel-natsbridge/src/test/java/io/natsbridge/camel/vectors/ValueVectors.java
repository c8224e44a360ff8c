/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.vectors;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.natsbridge.camel.vectors.Book.Group;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the bytes of text, JSON and media mean. */
final class ValueVectors {

    private final Book book;
    private final Draft text;
    private final Draft dictionary;
    private final Draft jsontable;
    private final Draft table;

    ValueVectors(Book book, Bases bases) {
        this.book = book;
        this.text = bases.text();
        this.dictionary = bases.get("camel-dictionary-direct");
        this.jsontable = bases.get("camel-jsontable-direct");
        this.table = bases.get("camel-table-direct").forget("/payloads/0/columns");
    }

    void write() {
        texts();
        dictionaries();
        brokenDictionaries();
        tables();
        media();
        wordsOfLanguages();
    }

    private void texts() {
        Group group = book.about("type:text");
        group.accept("text-empty", "A text may be empty", text.payload("", "\"\""));
        group.accept("text-lines", "Line ends are kept", text.payload("a\r\nb\nc\r", "\"a\\r\\nb\\nc\\r\""));
        group.accept("text-mark", "A byte order mark is part of the text", text.payload("\uFEFFa", "\"\uFEFFa\""));
        group.accept(
                "text-planes", "Characters of all planes", text.payload("߿ࠀ￿𐀀\uDBFF\uDFFF", "\"߿ࠀ￿𐀀\uDBFF\uDFFF\""));
        group.accept(
                "text-like-json",
                "A text that looks like JSON is a text",
                text.payload("{\"a\":1}", "\"{\\\"a\\\":1}\""));
        Draft pair = text.payload(HexFormat.of().parseHex("61EDA0BDEDB88062")).expect("/payloads/0/value", "\"a😀b\"");
        group.accept(
                "text-surrogates-as-three-bytes-each", "A pair of surrogates in UTF-8 is the character it means", pair);
        Map<String, byte[]> wrong = new LinkedHashMap<>();
        wrong.put("latin-1", "grün".getBytes(StandardCharsets.ISO_8859_1));
        wrong.put("utf-16", "grün".getBytes(StandardCharsets.UTF_16));
        wrong.put("cut-off", HexFormat.of().parseHex("61E282"));
        wrong.put("overlong", HexFormat.of().parseHex("C0AF"));
        wrong.put("half-a-pair", HexFormat.of().parseHex("61EDA0BD62"));
        wrong.put("pair-in-the-wrong-order", HexFormat.of().parseHex("EDB880EDA0BD"));
        wrong.put("beyond-unicode", HexFormat.of().parseHex("F4908080"));
        wrong.forEach((what, bytes) -> group.refuse(
                "text-" + what, Reason.UNREADABLE_PAYLOAD, "A text is well-formed UTF-8", text.payload(bytes)));
    }

    private void read(String id, String shows, String json, String value) {
        book.about("type:dictionary").accept("dictionary-" + id, shows, dictionary.payload(json, value));
    }

    private void same(String id, String shows, String json) {
        read(id, shows, json, json);
    }

    private void dictionaries() {
        same("null", "A dictionary may be null", "null");
        same("true", "A dictionary may be true", "true");
        same("number", "A dictionary may be a number", "-1.25e-3");
        same("text", "A dictionary may be a text", "\"ü😀\"");
        same("array", "A dictionary may be an array", "[1,\"a\",null,[],{}]");
        same("empty", "A dictionary may have no entry", "{}");
        String deep = "[".repeat(100) + "]".repeat(100);
        same("nested", "100 arrays in one another", deep);
        read("escapes", "Escapes mean their characters", "\"\\u00fc\\ud83d\\ude00\\/\\b\\f\"", "\"ü😀/\\b\\f\"");
        read("blanks", "Blanks are allowed", " \r\n{ \"a\" :\t1 }\n", "{\"a\":1}");
        read("byte-order-mark", "A byte order mark is passed over", "\uFEFF[1]", "[1]");
        Draft pair =
                dictionary.payload(HexFormat.of().parseHex("22EDA0BDEDB88022")).expect("/payloads/0/value", "\"😀\"");
        book.about("type:dictionary")
                .accept("dictionary-surrogates-as-three-bytes-each", "As MicroPython sends it on", pair);
        numbers();
    }

    private void numbers() {
        read(
                "not-finite",
                "Python's words for numbers that are not finite",
                "[NaN,Infinity,-Infinity]",
                "[{\"$float\":\"NaN\"},{\"$float\":\"Infinity\"},{\"$float\":\"-Infinity\"}]");
        read(
                "integers",
                "Integers of any length are kept",
                "[9007199254740993,-9223372036854775809,1" + "0".repeat(40) + "]",
                "[{\"$bigint\":\"9007199254740993\"},{\"$bigint\":\"-9223372036854775809\"},{\"$bigint\":\"1"
                        + "0".repeat(40) + "\"}]");
        String longFraction = "0.1234567890123456789";
        read("long-fraction", "Longer fractions may be read as the nearest double", longFraction, longFraction);
        read(
                "integer-of-javascript",
                "What JavaScript makes of 2^63",
                "9223372036854776000",
                "{\"$bigint\":\"9223372036854776000\"}");
        same("floats", "Numbers with a fraction", "[0.1,1e300,5e-324,1.7976931348623157e308,-0.5]");
        same(
                "keys",
                "Keys are any text",
                "{\"\":1,\"a.b\":2,\"größe 😀\":3,\"$\":4,\"__proto__\":5,\"constructor\":6}");
        read(
                "like-a-tag",
                "An entry that looks like this notation",
                "{\"$bytes\":\"x\"}",
                "{\"$object\":{\"$bytes\":\"x\"}}");
    }

    private void brokenDictionaries() {
        Group group = book.about("type:dictionary");
        Map<String, String> wrong = new LinkedHashMap<>();
        wrong.put("nothing", "");
        wrong.put("blanks-alone", " ");
        wrong.put("plain-text", "hello");
        wrong.put("cut-off", "{\"a\":");
        wrong.put("key-twice", "{\"a\":1,\"a\":1}");
        wrong.put("key-twice-deep", "[{\"b\":{\"a\":1,\"a\":2}}]");
        wrong.put("trailing", "{} {}");
        wrong.put("single-quotes", "{'a':1}");
        wrong.put("comma", "[1,]");
        wrong.put("half-a-pair", "\"\\ud83d\"");
        wrong.put("leading-zero", "007");
        wrong.put("raw-line-break", "\"a\nb\"");
        wrong.forEach((what, json) -> group.refuse(
                "dictionary-of-" + what,
                Reason.UNREADABLE_PAYLOAD,
                "A dictionary is strict JSON, not " + what.replace('-', ' '),
                dictionary.payload(json.getBytes(UTF_8))));
        group.refuse(
                "dictionary-of-latin-1",
                Reason.UNREADABLE_PAYLOAD,
                "JSON is UTF-8",
                dictionary.payload("\"ü\"".getBytes(StandardCharsets.ISO_8859_1)));
        group.refuse(
                "dictionary-of-utf-16",
                Reason.UNREADABLE_PAYLOAD,
                "JSON is UTF-8",
                dictionary.payload("{\"a\":1}".getBytes(StandardCharsets.UTF_16LE)));
        group.refuse(
                "dictionary-of-arrow", Reason.UNREADABLE_PAYLOAD, "Arrow is no JSON", dictionary.payload(new byte[] {
                    -1, -1, -1, -1, 0, 0, 0, 0
                }));
    }

    /** What a language prints for its own values is not yet JSON. */
    private void wordsOfLanguages() {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("micropython-nan", "[nan]");
        words.put("micropython-inf", "[-inf]");
        words.put("python-none", "{\"a\":None}");
        words.put("python-true", "[True]");
        words.put("javascript-undefined", "[undefined]");
        words.put("javascript-bigint", "[1n]");
        words.put("julia-nothing", "[nothing]");
        words.put("julia-inf", "[Inf]");
        words.forEach((word, json) -> book.about("platform:" + word.substring(0, word.indexOf('-')))
                .refuse(
                        "dictionary-of-" + word,
                        Reason.UNREADABLE_PAYLOAD,
                        "A word of one language: " + json,
                        dictionary.payload(json.getBytes(UTF_8))));
    }

    private void tables() {
        Group group = book.about("type:jsontable");
        Map<String, String> good = new LinkedHashMap<>();
        good.put("empty", "[]");
        good.put("ragged", "[{\"a\":1},{},{\"b\":null,\"a\":\"x\"}]");
        good.put("nested", "[{\"a\":{\"b\":[1,{\"c\":null}]}}]");
        good.forEach((what, json) -> group.accept(
                "jsontable-" + what, "Rows are objects, each with its own keys", jsontable.payload(json, json)));
        Map<String, String> wrong = new LinkedHashMap<>();
        wrong.put("object", "{\"a\":1}");
        wrong.put("null", "null");
        wrong.put("numbers", "[1,2]");
        wrong.put("arrays", "[[1],[2]]");
        wrong.put("null-row", "[{},null]");
        wrong.put("text", "\"[]\"");
        wrong.put("nothing", "");
        wrong.put("key-twice", "[{\"a\":1,\"a\":1}]");
        wrong.forEach((what, json) -> group.refuse(
                "jsontable-of-" + what,
                Reason.UNREADABLE_PAYLOAD,
                "A table is an array of objects",
                jsontable.payload(json.getBytes(UTF_8))));
        String rows = "[{\"a\":1},{\"a\":null}]";
        book.about("type:table").accept("table-of-json", "Python's table may be JSON rows", table.payload(rows, rows));
        for (String json : List.of("[1]", "{\"a\":[1]}")) {
            book.about("type:table")
                    .refuse(
                            "table-of-json-" + (json.equals("[1]") ? "numbers" : "columns"),
                            Reason.UNREADABLE_PAYLOAD,
                            "JSON that is no rows is no table",
                            table.payload(json.getBytes(UTF_8)));
        }
    }

    private void media() {
        for (String type : List.of("image", "audio", "video", "binary")) {
            Draft draft = text.set("/payloads/0/payload_type", "\"" + type + "\"");
            book.about("type:" + type)
                    .accept(
                            type + "-of-any-bytes",
                            "The bytes are not looked at",
                            draft.payload(new byte[] {0, -1, 'a'})
                                    .expect("/payloads/0/value", "{\"$bytes\":\"AP9h\"}"));
            book.about("type:" + type)
                    .refuse(
                            type + "-raw",
                            Reason.INVALID_ENVELOPE,
                            "Bytes travel as base64",
                            draft.set("/payloads/0/data", "[0,255,97]"));
        }
    }
}
