/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.vectors;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.natsbridge.camel.vectors.Book.Group;
import java.util.Collections;
import java.util.List;

/** What is large: many payloads, deep values, long data. Large messages are described, not stored. */
final class LimitVectors {

    private static final String FIRST = "/payloads/0/";
    private static final String PAYLOAD =
            "{\"dataname\":\"p\",\"payload_type\":\"text\",\"transport\":\"direct\",\"data\":\"YQ==\"}";

    private final Book book;
    private final Draft text;
    private final Draft dictionary;
    private final Draft link;

    LimitVectors(Book book, Bases bases) {
        this.book = book;
        this.text = bases.text();
        this.dictionary = bases.get("camel-dictionary-direct");
        this.link = bases.link();
    }

    void write() {
        payloads();
        depths();
        sizes();
        lengths();
    }

    private void payloads() {
        Group group = book.about("limit:payloads");
        String read = "{\"dataname\":\"p\",\"value\":\"a\"}";
        group.accept(
                "limit-64-payloads",
                "64 payloads are taken",
                text.set("/payloads", "[" + String.join(",", Collections.nCopies(64, PAYLOAD)) + "]")
                        .expectPayloads("[" + String.join(",", Collections.nCopies(64, read)) + "]"));
        group.refuse(
                "limit-65-payloads",
                Reason.INVALID_ENVELOPE,
                "More than 64 payloads are refused unless allowed",
                text.set("/payloads", "[" + String.join(",", Collections.nCopies(65, PAYLOAD)) + "]"));
    }

    private void depths() {
        Group group = book.about("limit:depth");
        Draft open = text.set("/metadata", "{\"a\":${OPEN}${CLOSE}}");
        group.accept(
                "limit-envelope-depth-20",
                "Metadata may nest 20 levels",
                open.fill("${OPEN}", "[", 20)
                        .fill("${CLOSE}", "]", 20)
                        .expect("/envelope/metadata", "{\"a\":" + "[".repeat(20) + "]".repeat(20) + "}"));
        group.refuse(
                "limit-envelope-depth-1000",
                Reason.INVALID_ENVELOPE,
                "Metadata of 1,000 levels is an attack",
                open.fill("${OPEN}", "[", 1000).fill("${CLOSE}", "]", 1000));
        group.refuse(
                "limit-envelope-depth-100000",
                Reason.INVALID_ENVELOPE,
                "So is one of 100,000 levels",
                open.fill("${OPEN}", "{\\\"a\\\":".replace("\\", ""), 100_000).fill("${CLOSE}", "}", 100_000));
        String deep = "[".repeat(1000) + "]".repeat(1000);
        group.refuse(
                "limit-dictionary-depth-1000",
                Reason.UNREADABLE_PAYLOAD,
                "A dictionary of 1,000 levels is an attack",
                dictionary.payload(deep.getBytes(UTF_8)));
    }

    private void sizes() {
        Group micropython = book.about("limit:micropython");
        micropython.accept(
                "limit-50000-bytes", "The largest payload of MicroPython", filled(text, 50_000 / 3, "YWE=", "aa"));
        Group threshold = book.about("limit:size_threshold");
        threshold.accept(
                "limit-999999-bytes", "The largest payload that goes direct by default", filled(text, 333_333, "", ""));
        Served file = link.files().get(0).withContent("a.bin", new byte[] {'a'}).withTimes(1_000_000);
        String digest = "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0";
        threshold.accept(
                "limit-1000000-bytes-by-link",
                "The smallest payload that goes by link by default",
                link.set(FIRST + "size", "1000000")
                        .set(FIRST + "metadata", "{\"sha256\":\"" + digest + "\"}")
                        .serve(file)
                        .forget(FIRST + "value")
                        .expect(FIRST + "sha256", "\"" + digest + "\"")
                        .expect(FIRST + "size", "1000000"));
        threshold.refuse(
                "limit-1000000-bytes-broken-off",
                Reason.DOWNLOAD_FAILED,
                "A large file of which the end is missing",
                link.set(FIRST + "size", "1000000")
                        .remove(FIRST + "metadata")
                        .serve(file.withTimes(999_999).withMissing(1)));
        book.about("limit:max_payload")
                .accept(
                        "limit-message-of-1048576-bytes",
                        "The largest message of a broker that is not set up otherwise",
                        ofLength(1 << 20));
        micropython.refuse(
                "limit-50000-bytes-said-to-be-50001",
                Reason.PAYLOAD_DIFFERS,
                "One byte of many was lost",
                filled(text, 50_000 / 3, "YWE=", "aa").set(FIRST + "size", "50001"));
    }

    private void lengths() {
        Group names = book.about("limit:dataname");
        List<String> parts = Collections.nCopies(100, "größe 😀 ");
        names.accept(
                "limit-long-dataname",
                "A dataname may be longer than a file's name",
                text.set(FIRST + "dataname", "\"" + String.join("", parts) + "\""));
        Group integers = book.about("limit:integers");
        String digits = "9".repeat(1000);
        integers.accept(
                "limit-integer-of-1000-digits",
                "An integer of 1,000 digits is kept",
                dictionary.payload(digits, "{\"$bigint\":\"" + digits + "\"}"));
    }

    /** A message of so many bytes: its name is as long as the base64 needs it. */
    private Draft ofLength(int length) {
        for (String name = ""; ; name += "n") {
            Draft named = text.set(FIRST + "dataname", "\"" + name + "\"");
            int around = filled(named, 200_000, "", "").text().length - "${DATA}".length();
            if ((length - around) % 4 == 0) {
                return filled(named, (length - around) / 4, "", "");
            }
        }
    }

    /** A text of so many times aaa, and an end. */
    private static Draft filled(Draft draft, int times, String base64End, String end) {
        int size = 3 * times + end.length();
        String digest = Digests.sha256(("aaa".repeat(times) + end).getBytes(UTF_8));
        return draft.set(FIRST + "size", Integer.toString(size))
                .set(FIRST + "data", "\"${DATA}" + base64End + "\"")
                .remove(FIRST + "metadata")
                .fill("${DATA}", "YWFh", times)
                .forget(FIRST + "value")
                .forget(FIRST + "metadata")
                .expect(FIRST + "sha256", "\"" + digest + "\"")
                .expect(FIRST + "size", Integer.toString(size));
    }
}
