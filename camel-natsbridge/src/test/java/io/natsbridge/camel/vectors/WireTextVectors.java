/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.vectors;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.natsbridge.camel.vectors.Book.Group;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The text of a message: which JSON, which UTF-8. */
final class WireTextVectors {

    private final Book book;
    private final Group json;
    private final Draft text;

    WireTextVectors(Book book, Bases bases) {
        this.book = book;
        this.json = book.about("json:text");
        this.text = bases.text();
    }

    void write() {
        accepted();
        escapes();
        noJson();
        trailing();
        insides();
        charsets();
        illFormed();
    }

    private void accepted() {
        json.accept(
                "byte-order-mark",
                "A UTF-8 byte order mark is passed over",
                text.rewrite("begin with U+FEFF", it -> "\uFEFF" + it));
        json.accept(
                "blanks",
                "Blanks are allowed wherever JSON has them",
                text.rewrite(
                        "blanks around brackets, colons and commas",
                        it -> " \n\t\r" + it.replace("\":", "\" :\r\n").replace(",\"", " ,\t\"") + "\n \n"));
        json.accept(
                "escaped-slash", "A slash may be escaped", text.replace("nats://localhost", "nats:\\/\\/localhost"));
    }

    private void escapes() {
        Group group = book.about("json:unicode");
        String escaped = "\"\\u0067r\\u00fc\\u00DFe \\ud83d\\ude00\"";
        group.accept("escaped-text", "Characters may be escaped", text.set("/payloads/0/dataname", escaped));
        group.accept(
                "escaped-field-name",
                "A field's name may be escaped",
                text.replace("\"dataname\"", "\"d\\u0061taname\""));
        Draft pair = text.set("/sender_name", "\"a@b\"")
                .bytes("write EDA0BD EDB880 for @, as MicroPython does", it -> with(it, "EDA0BDEDB880"))
                .expect("/envelope/sender_name", "\"a😀b\"");
        group.accept("surrogates-as-three-bytes-each", "A pair of surrogates in UTF-8 is the character it means", pair);
        Draft name = text.set("/payloads/0/dataname", "\"@\"")
                .bytes("write EDA0BD EDB880 for @, as MicroPython does", it -> with(it, "EDA0BDEDB880"))
                .expect("/payloads/0/dataname", "\"😀\"");
        group.accept("surrogates-in-a-dataname", "The same in a payload's name", name);
        group.refuse(
                "half-a-pair-escaped",
                Reason.INVALID_ENVELOPE,
                "Half a surrogate pair is no character",
                text.set("/sender_name", "\"\\ud83d\""));
        group.refuse(
                "pair-in-the-wrong-order",
                Reason.INVALID_ENVELOPE,
                "Two halves in the wrong order are none",
                text.set("/sender_name", "\"\\ude00\\ud83d\""));
        group.refuse(
                "half-a-pair-in-a-key",
                Reason.INVALID_ENVELOPE,
                "Nor in a key",
                text.set("/metadata", "{\"\\udc00\":1}"));
    }

    private static byte[] with(byte[] message, String hex) {
        int at = new String(message, StandardCharsets.ISO_8859_1).indexOf('@');
        byte[] insertion = HexFormat.of().parseHex(hex);
        byte[] out = new byte[message.length - 1 + insertion.length];
        System.arraycopy(message, 0, out, 0, at);
        System.arraycopy(insertion, 0, out, at, insertion.length);
        System.arraycopy(message, at + 1, out, at + insertion.length, message.length - at - 1);
        return out;
    }

    private void refuse(String id, String shows, String whole) {
        json.refuse(id, Reason.INVALID_ENVELOPE, shows, text.rewrite("put this in its place", it -> whole));
    }

    private void noJson() {
        refuse("nothing", "An empty message", "");
        refuse("only-blanks", "A message of blanks", " \n\t");
        refuse("only-a-byte-order-mark", "A message of a byte order mark", "\uFEFF");
        refuse("plain-text", "A message of plain text", "hello");
        refuse("web-page", "A message of HTML", "<!DOCTYPE html><html></html>");
        refuse("json-null", "An envelope is an object", "null");
        refuse("json-number", "An envelope is an object", "5");
        refuse("json-text", "An envelope is an object", "\"{}\"");
        refuse("json-array", "An envelope is an object", "[{\"payloads\":[]}]");
        refuse("empty-object", "An envelope has payloads", "{}");
        json.refuse(
                "cut-off",
                Reason.INVALID_ENVELOPE,
                "A message that breaks off",
                text.rewrite("leave out the last character", it -> it.substring(0, it.length() - 1)));
        json.refuse(
                "cut-off-in-data",
                Reason.INVALID_ENVELOPE,
                "A message that breaks off in its data",
                text.rewrite(
                        "keep what is before the middle of data", it -> it.substring(0, it.indexOf("\"data\":") + 12)));
    }

    private void trailing() {
        Map<String, String> ends = new LinkedHashMap<>();
        ends.put("word", "x");
        ends.put("brace", "}");
        ends.put("comma", ",");
        ends.put("message", "{\"payloads\":[]}");
        ends.put("null", "null");
        ends.put("nul", "\0");
        ends.put("comment", "// end");
        ends.put("byte-order-mark", "\uFEFF");
        ends.forEach((what, end) -> json.refuse(
                "trailing-" + what,
                Reason.INVALID_ENVELOPE,
                "Nothing but blanks may follow",
                text.rewrite("add at the end", it -> it + " " + end)));
    }

    private void insides() {
        Map<String, String> wrong = new LinkedHashMap<>();
        wrong.put("micropython-nan", "nan");
        wrong.put("micropython-inf", "inf");
        wrong.put("leading-zero", "01");
        wrong.put("plus-sign", "+1");
        wrong.put("no-digit-before-the-point", ".5");
        wrong.put("no-digit-behind-the-point", "5.");
        wrong.put("hexadecimal", "0x10");
        wrong.put("single-quotes", "'x'");
        wrong.put("bare-word", "x");
        wrong.put("upper-case-true", "True");
        wrong.put("undefined", "undefined");
        wrong.put("comma-before-the-bracket", "[1,]");
        wrong.put("comma-without-a-value", "[1,,2]");
        wrong.put("comment", "/* x */ 1");
        wrong.put("raw-control-character", "\"a\nb\"");
        wrong.put("raw-nul", "\"\0\"");
        wrong.put("unknown-escape", "\"\\x41\"");
        wrong.put("short-escape", "\"\\u41\"");
        wrong.put("text-without-an-end", "\"x");
        wrong.forEach((what, value) -> json.refuse(
                "json-" + what,
                Reason.INVALID_ENVELOPE,
                "JSON has no " + what.replace('-', ' '),
                text.set("/metadata", "{\"a\":" + value + "}")));
        json.refuse(
                "json-key-without-quotes", Reason.INVALID_ENVELOPE, "A key is quoted", text.set("/metadata", "{a:1}"));
        json.refuse(
                "json-comma-before-the-brace",
                Reason.INVALID_ENVELOPE,
                "No comma before the end",
                text.set("/metadata", "{\"a\":1,}"));
    }

    private void charsets() {
        Group group = book.about("json:utf-8");
        for (String name : new String[] {"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"}) {
            Charset charset = Charset.forName(name);
            group.refuse(
                    name.toLowerCase(Locale.ROOT),
                    Reason.INVALID_ENVELOPE,
                    "A message is UTF-8, not " + name,
                    text.bytes("write in " + name, it -> new String(it, UTF_8).getBytes(charset)));
        }
        group.refuse(
                "utf-16-with-a-mark",
                Reason.INVALID_ENVELOPE,
                "A message is UTF-8, not UTF-16",
                text.bytes("write in UTF-16 with a byte order mark", it -> new String(it, UTF_8)
                        .getBytes(StandardCharsets.UTF_16)));
        group.refuse(
                "latin-1",
                Reason.INVALID_ENVELOPE,
                "A message is UTF-8, not Latin-1",
                text.set("/sender_name", "\"ü\"")
                        .bytes("write in Latin-1", it -> new String(it, UTF_8).getBytes(StandardCharsets.ISO_8859_1)));
    }

    private void illFormed() {
        Group group = book.about("json:utf-8");
        Map<String, String> wrong = new LinkedHashMap<>();
        wrong.put("continuation-alone", "80");
        wrong.put("overlong-slash", "C0AF");
        wrong.put("overlong-three", "E08080");
        wrong.put("cut-sequence", "E282");
        wrong.put("half-a-pair", "EDA080");
        wrong.put("other-half-of-a-pair", "EDB080");
        wrong.put("beyond-unicode", "F4908080");
        wrong.put("never-a-byte", "FF");
        wrong.forEach((what, hex) -> group.refuse(
                "utf-8-" + what,
                Reason.INVALID_ENVELOPE,
                "Ill-formed UTF-8 is refused: " + what.replace('-', ' '),
                text.set("/sender_name", "\"a@b\"").bytes("write " + hex + " for @", it -> with(it, hex))));
    }
}
