/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.envelope;

import io.natsbridge.camel.error.NatsBridgeException;
import io.natsbridge.camel.json.FrozenMaps;
import io.natsbridge.camel.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Reads an envelope as this project and most peers write it: ASCII without escapes, every field known and there once, texts and whole numbers in the metadata. For anything
 * else, and for anything that is wrong, there is no result: the JSON parser reads such a message, and knows what to say of it. One reading of one message.
 */
final class EnvelopeScan {

    /** Beyond these the parser's own limits come into sight. */
    private static final int MOST_PAYLOADS = 1000;

    private static final int MOST_ENTRIES = 64;
    private static final int MOST_DIGITS = 18;

    private static final int TEXTS = EnvelopeField.values().length;
    private static final byte[][] ENVELOPE_KEYS = keys(Stream.concat(
            Arrays.stream(EnvelopeField.values()).map(EnvelopeField::wireName), Stream.of("metadata", "payloads")));
    private static final byte[][] PAYLOAD_KEYS =
            keys(Stream.of("id", "dataname", "payload_type", "transport", "encoding", "size", "data", "metadata"));

    private static final List<String> WORDS =
            List.of("direct", "base64", "binary", "dictionary", "text", "arrowtable", "table", "payload_bytes");
    private static final byte[][] WORDS_IN_QUOTES = keys(WORDS.stream());

    private final byte[] message;
    private final int maxPayloads;
    private int at;

    private EnvelopeScan(byte[] message, int start, int maxPayloads) {
        this.message = message;
        this.maxPayloads = Math.min(maxPayloads, MOST_PAYLOADS);
        this.at = start;
    }

    /**
     * Reads a message.
     *
     * @param start index of its first byte behind a byte order mark
     * @param ids makes the correlation id where a message has none
     * @return null when it has to be read by the parser
     */
    static Envelope read(byte[] message, int start, int maxPayloads, Supplier<String> ids) {
        try {
            return new EnvelopeScan(message, start, maxPayloads).envelope(ids);
        } catch (NotPlain | NatsBridgeException e) {
            return null;
        }
    }

    private Envelope envelope(Supplier<String> ids) {
        String[] texts = new String[TEXTS];
        Map<String, Object> metadata = null;
        List<Payload> payloads = null;
        int field = -1;
        expect('{');
        do {
            field = key(ENVELOPE_KEYS, field + 1);
            if (field < TEXTS) {
                once(texts[field]);
                texts[field] = text();
            } else if (field == TEXTS) {
                once(metadata);
                metadata = metadata();
            } else {
                once(payloads);
                payloads = payloads();
            }
        } while (isMore('}'));
        skipSpace();
        if (at < message.length || payloads == null) {
            throw new NotPlain();
        }
        return EnvelopeField.envelope(texts, metadata == null ? Map.of() : metadata, payloads, Map.of(), ids);
    }

    private List<Payload> payloads() {
        List<Payload> payloads = new ArrayList<>(1);
        expect('[');
        if (isNext(']')) {
            return payloads;
        }
        do {
            if (payloads.size() == maxPayloads) {
                throw new NotPlain();
            }
            payloads.add(payload());
        } while (isMore(']'));
        return payloads;
    }

    private Payload payload() {
        PayloadFields fields = new PayloadFields("", 0);
        int seen = 0;
        int field = -1;
        expect('{');
        do {
            field = key(PAYLOAD_KEYS, field + 1);
            if ((seen & 1 << field) != 0) {
                throw new NotPlain();
            }
            seen |= 1 << field;
            switch (field) {
                case 0 -> fields.id = text();
                case 1 -> fields.dataname = text();
                case 2 -> fields.payloadType = word();
                case 3 -> fields.transport = word();
                case 4 -> fields.encoding = word();
                case 5 -> fields.size = number();
                case 6 -> data(fields);
                default -> fields.metadata = metadata();
            }
        } while (isMore('}'));
        return fields.toPayload();
    }

    private void data(PayloadFields fields) {
        expect('"');
        int from = at;
        int to = endOfData(fields);
        fields.data(message, from, to - from);
        at = to + 1;
    }

    /** Where the size says that base64 ends, there it ends: the decoder takes no quote for base64. */
    private int endOfData(PayloadFields fields) {
        boolean base64 = fields.encoding.equals("base64") || fields.encoding.equals("arrow-ipc");
        if (fields.size >= 0 && base64 && Transport.DIRECT.wireName().equals(fields.transport)) {
            long end = at + StrictBase64.encodedLength(fields.size);
            if (end < message.length && message[(int) end] == '"') {
                return (int) end;
            }
        }
        return endOfText();
    }

    private Map<String, Object> metadata() {
        expect('{');
        if (isNext('}')) {
            return Map.of();
        }
        JsonObject metadata = new JsonObject();
        do {
            skipSpace();
            String key = word();
            expect(':');
            skipSpace();
            boolean again = metadata.put(key, peek() == '"' ? text() : integer()) != null;
            if (again || metadata.size() > MOST_ENTRIES || key.length() > MOST_ENTRIES) {
                throw new NotPlain();
            }
        } while (isMore('}'));
        return FrozenMaps.of(metadata);
    }

    private Number integer() {
        long number = number();
        return number <= Integer.MAX_VALUE ? (Number) (int) number : number;
    }

    private long number() {
        int from = at;
        long number = 0;
        while (peek() >= '0' && peek() <= '9') {
            number = number * 10 + message[at++] - '0';
        }
        int digits = at - from;
        boolean ends = peek() == ',' || peek() == '}' || peek() == ' ';
        if (digits == 0 || digits > MOST_DIGITS || digits > 1 && message[from] == '0' || !ends) {
            throw new NotPlain();
        }
        return number;
    }

    /** A text that mostly is one of those that need not be made anew. */
    private String word() {
        for (int i = 0; i < WORDS.size(); i++) {
            if (isKey(WORDS_IN_QUOTES[i])) {
                at += WORDS_IN_QUOTES[i].length;
                return WORDS.get(i);
            }
        }
        return text();
    }

    private String text() {
        if (peek() != '"') {
            throw new NotPlain();
        }
        int from = ++at;
        int to = endOfText();
        at = to + 1;
        return from == to ? "" : new String(message, from, to - from, StandardCharsets.ISO_8859_1);
    }

    private int endOfText() {
        int end = DataSpans.plainEnd(message, at);
        if (end == message.length || message[end] != '"') {
            throw new NotPlain();
        }
        return end;
    }

    /** Reads a key and the colon behind it; mostly the one that is expected comes. */
    private int key(byte[][] keys, int expected) {
        skipSpace();
        int found = expected;
        if (expected >= keys.length || !isKey(keys[expected])) {
            found = 0;
            while (found < keys.length && !isKey(keys[found])) {
                found++;
            }
            if (found == keys.length) {
                throw new NotPlain();
            }
        }
        at += keys[found].length;
        expect(':');
        skipSpace();
        return found;
    }

    private boolean isKey(byte[] key) {
        int end = at + key.length;
        return end <= message.length && Arrays.equals(message, at, end, key, 0, key.length);
    }

    /** Whether a comma follows and not the end of what is read. */
    private boolean isMore(char end) {
        if (isNext(',')) {
            return true;
        }
        expect(end);
        return false;
    }

    private void expect(char c) {
        if (!isNext(c)) {
            throw new NotPlain();
        }
    }

    /** Whether that character is next; it is read if so. */
    private boolean isNext(char c) {
        skipSpace();
        if (peek() != c) {
            return false;
        }
        at++;
        return true;
    }

    private void skipSpace() {
        at = DataSpans.skipSpace(message, at);
    }

    private int peek() {
        return at < message.length ? message[at] : -1;
    }

    private static void once(Object before) {
        if (before != null) {
            throw new NotPlain();
        }
    }

    private static byte[][] keys(Stream<String> names) {
        return names.map(name -> ('"' + name + '"').getBytes(StandardCharsets.US_ASCII))
                .toArray(byte[][]::new);
    }
}
