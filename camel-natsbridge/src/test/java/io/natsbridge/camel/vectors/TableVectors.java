/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.vectors;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.natsbridge.camel.vectors.Book.Group;
import io.natsbridge.camel.vectors.Book.Refusal;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.UnaryOperator;

/** Arrow tables under either name, and damaged ones. */
final class TableVectors {

    private final Group group;
    private final Draft stream;
    private final Draft file;

    TableVectors(Book book, Bases bases) {
        this.group = book.about("type:arrowtable");
        this.stream = bases.get("camel-arrowtable-direct");
        this.file = bases.get("camel-table-direct");
    }

    void write() {
        String type = "/payloads/0/payload_type";
        group.accept(
                "arrow-file-as-arrowtable",
                "Arrow bytes are known by their magic, not by the label",
                file.set(type, "\"arrowtable\""));
        group.accept("arrow-stream-as-table", "The same the other way", stream.set(type, "\"table\""));
        group.accept(
                "arrow-stream-without-end-mark",
                "A stream may end without its mark",
                damaged(stream, bytes -> Arrays.copyOf(bytes, bytes.length - 8)));
        refuse("arrow-of-nothing", stream.payload(new byte[0]));
        refuse("arrow-of-text", stream.payload("no Arrow".getBytes(UTF_8)));
        refuse("arrow-of-json", stream.payload("[{\"a\":1}]".getBytes(UTF_8)));
        refuse("arrow-of-zeros", stream.payload(new byte[64]));
        refuse("arrow-of-a-mark-alone", stream.payload(new byte[] {-1, -1, -1, -1}));
        refuse("arrow-of-a-magic-alone", stream.payload("ARROW1".getBytes(UTF_8)));
        refuse("arrow-of-parquet", file.payload("PAR1....PAR1".getBytes(UTF_8)));
        refuse("arrow-of-feather-1", file.payload("FEA1....FEA1".getBytes(UTF_8)));
        refuse("arrow-stream-cut-in-its-schema", damaged(stream, bytes -> Arrays.copyOf(bytes, 40)));
        refuse("arrow-stream-cut-in-a-body", damaged(stream, bytes -> Arrays.copyOf(bytes, bytes.length - 100)));
        refuse("arrow-file-cut-in-its-footer", damaged(file, bytes -> Arrays.copyOf(bytes, bytes.length - 20)));
        refuse("arrow-file-without-magic-at-its-end", damaged(file, bytes -> with(bytes, bytes.length - 1, 'X')));
        refuse("arrow-file-with-a-huge-footer", damaged(file, bytes -> with(bytes, bytes.length - 7, 0x7f)));
        refuse("arrow-file-with-a-footer-of-nothing", damaged(file, bytes -> {
            byte[] changed = with(bytes, bytes.length - 9, 0);
            return with(changed, bytes.length - 10, 0);
        }));
        group.refuse(
                "arrow-stream-with-a-huge-message",
                Reason.TOO_LARGE,
                "A message of 2 GB is announced",
                damaged(stream, bytes -> with(bytes, 7, 0x7f)));
        refuse("arrow-stream-with-a-negative-message", damaged(stream, bytes -> with(bytes, 7, 0xff)));
        refuse("arrow-stream-with-a-broken-schema", damaged(stream, bytes -> {
            byte[] changed = bytes.clone();
            Arrays.fill(changed, 8, 40, (byte) 0xff);
            return changed;
        }));
        text();
    }

    /** A text column's bytes and offsets. */
    private void text() {
        UnaryOperator<byte[]> noUtf8 = bytes -> with(bytes, indexOf(bytes, "ü😀".getBytes(UTF_8)), 0xff);
        group.refuseNeeding(
                Needs.VALIDATION,
                new Refusal("arrow-text-that-is-no-utf-8", Reason.UNREADABLE_PAYLOAD, "A text column holds UTF-8"),
                damaged(stream, noUtf8));
        UnaryOperator<byte[]> offsets = bytes -> {
            int data = indexOf(bytes, "ü😀".getBytes(UTF_8));
            int last = data - 1;
            while (bytes[last] == 0) {
                last--;
            }
            return with(bytes, last, 0x7f);
        };
        group.refuseNeeding(
                Needs.VALIDATION,
                new Refusal(
                        "arrow-text-beyond-its-buffer",
                        Reason.UNREADABLE_PAYLOAD,
                        "Offsets lie in the buffer they point to"),
                damaged(stream, offsets));
    }

    private void refuse(String id, Draft draft) {
        String what = id.substring("arrow-".length()).replace('-', ' ');
        group.refuse(id, Reason.UNREADABLE_PAYLOAD, "Arrow that is none: " + what, draft);
    }

    private static Draft damaged(Draft draft, UnaryOperator<byte[]> damage) {
        return draft.payload(damage.apply(bytes(draft)));
    }

    private static byte[] bytes(Draft draft) {
        JsonNode json = Draft.json(new String(draft.text(), UTF_8));
        return Base64.getDecoder().decode(json.at("/payloads/0/data").textValue());
    }

    private static byte[] with(byte[] bytes, int at, int value) {
        byte[] changed = bytes.clone();
        changed[at] = (byte) value;
        return changed;
    }

    private static int indexOf(byte[] bytes, byte[] part) {
        for (int i = 0; i <= bytes.length - part.length; i++) {
            if (Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) {
                return i;
            }
        }
        throw new IllegalArgumentException("No such bytes");
    }
}
