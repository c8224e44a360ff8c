/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.plik;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;

/**
 * One way in which a request can go wrong; immutable, and of use for any number of requests. Either the server refuses to do what
 * it is asked for, or it does it and spoils the answer; every method says which. Offsets and lengths count bytes of the answer's
 * body.
 */
public final class Fault {

    static final Fault NONE = changed("none", UnaryOperator.identity());

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final UnaryOperator<Reply> UNCHANGED = UnaryOperator.identity();

    private final String description;
    private final Plan plan;

    private Fault(String description, Plan plan) {
        this.description = description;
        this.plan = plan;
    }

    /**
     * What happens.
     *
     * @param performs whether the server does what it is asked for
     * @param delay how long it waits before it answers
     * @param change what becomes of the answer
     * @param wire how the answer is sent, null for as ever
     */
    private record Plan(boolean performs, Duration delay, UnaryOperator<Reply> change, Wire wire) {}

    private static Fault instead(String description, Reply reply) {
        return new Fault(description, new Plan(false, Duration.ZERO, ignored -> reply, null));
    }

    private static Fault changed(String description, UnaryOperator<Reply> change) {
        return new Fault(description, new Plan(true, Duration.ZERO, change, null));
    }

    private static Fault wire(String description, Wire wire) {
        return new Fault(description, new Plan(true, Duration.ZERO, UNCHANGED, wire));
    }

    private static Fault mute(String description, Wire wire) {
        return new Fault(description, new Plan(false, Duration.ZERO, UNCHANGED, wire));
    }

    /** Does nothing and answers with a status, without a body. See {@link #withHeader} and {@link #withBody}. */
    public static Fault status(int status) {
        return instead("status " + status, Reply.ofStatus(status));
    }

    /** Does nothing and answers 302 to somewhere else. */
    public static Fault redirect(String location) {
        return status(302).withHeader("Location", location);
    }

    /** Does nothing and answers 200 with a web page that asks for a login. */
    public static Fault loginPage() {
        return status(200)
                .withBody(
                        "text/html; charset=utf-8",
                        "<html><body><form>Login: <input name=\"login\"></form></body></html>");
    }

    /** Does nothing and answers 200 with an error text. */
    public static Fault errorTextWithStatus200(String text) {
        return status(200).withBody(Reply.PLAIN_TEXT, text);
    }

    /** Does nothing and answers 200 with JSON that breaks off. */
    public static Fault brokenJson() {
        return status(200).withBody(Reply.PLAIN_TEXT, "{\"id\":\"");
    }

    /** Does nothing, reads nothing and answers nothing; the connection stays open until the faults are cleared. */
    public static Fault hang() {
        return hangAfterReading(0);
    }

    /** Reads about so many bytes of the request's body, and then does nothing until the faults are cleared. */
    public static Fault hangAfterReading(long bytes) {
        return mute("hang", Wire.mute(bytes, WireConnection::hold));
    }

    /** Reads about so many bytes of the request's body, and then resets the connection. */
    public static Fault resetAfterReading(long bytes) {
        return mute("reset", Wire.mute(bytes, WireConnection::reset));
    }

    /** Does everything and closes the connection instead of answering. */
    public static Fault lostAnswer() {
        return wire("lost answer", Wire.mute(Long.MAX_VALUE, WireConnection::close));
    }

    /** Does everything and never answers; the connection stays open until the faults are cleared. */
    public static Fault noAnswer() {
        return wire("no answer", Wire.mute(Long.MAX_VALUE, WireConnection::hold));
    }

    /** Answers as ever, but only after a while. */
    public static Fault delay(Duration time) {
        return NONE.after(time);
    }

    /** Announces the right length, sends some of it and closes the connection. */
    public static Fault truncate(long bytes) {
        return wire("truncated", Wire.cut(bytes, WireConnection::close));
    }

    /** Announces the right length, sends some of it and resets the connection. */
    public static Fault reset(long bytes) {
        return wire("reset", Wire.cut(bytes, WireConnection::reset));
    }

    /** Announces the right length, sends some of it and then nothing until the faults are cleared. */
    public static Fault stall(long bytes) {
        return wire("stalled", Wire.cut(bytes, WireConnection::hold));
    }

    /** Sends the body evenly and slowly. */
    public static Fault trickle(long bytesPerSecond) {
        if (bytesPerSecond < 1) {
            throw new IllegalArgumentException(
                    "Cannot trickle: " + bytesPerSecond + " bytes a second given, 1 or more needed");
        }
        return wire("trickle", Wire.throttled(bytesPerSecond));
    }

    /** Announces the right length and sends so many bytes more. */
    public static Fault overlong(int more) {
        return wire("overlong", Wire.overlong(new byte[more]));
    }

    /** Sends everything, and announces as many bytes more, or with a negative number less. */
    public static Fault wrongLength(long delta) {
        return wire("wrong length", Wire.announcing(delta));
    }

    /** Sends everything without a length, so that the end of the connection ends the body. */
    public static Fault noLength() {
        return noLength(Long.MAX_VALUE);
    }

    /** Sends the first bytes without a length, so that nothing tells that some are missing. */
    public static Fault noLength(long bytes) {
        return wire("no length", Wire.closeDelimited(bytes));
    }

    /** Sends everything, and announces both the right length and another one. */
    public static Fault twoLengths(long other) {
        return wire("two lengths", Wire.announcingTwice(other));
    }

    /** Sends everything in chunks, and announces a length as well. */
    public static Fault chunkedWithLength(long length) {
        return wire("chunked with length", Wire.chunkedAnnouncing(length));
    }

    /** Sends the first bytes in chunks and closes the connection without the end mark. */
    public static Fault truncateChunked(long bytes) {
        return wire("truncated chunks", Wire.chunkedCut(bytes));
    }

    /** Sends everything in chunks, and then zeros until the client leaves or the faults are cleared. */
    public static Fault endless() {
        return wire("endless", Wire.endless());
    }

    /** Inverts one byte of the body, if it is that long. */
    public static Fault flip(long offset) {
        return changed("flipped", reply -> reply.with(reply.body().through(out -> new FlippingChannel(out, offset))));
    }

    /** Compresses the body and says so, asked for or not. */
    public static Fault gzip() {
        return changed("gzip", reply -> reply.with("Content-Encoding", "gzip")
                .with(reply.body()
                        .through(
                                Body.UNKNOWN,
                                out -> Channels.newChannel(
                                        new GZIPOutputStream(Channels.newOutputStream(new OutChannel(out)))))));
    }

    /** Leaves {@code id} out of a JSON answer, wherever it stands. */
    public static Fault jsonWithoutId() {
        return json("no id", object -> object.remove("id"));
    }

    /** Tells another {@code fileMd5} in a JSON answer. */
    public static Fault fileMd5(String md5) {
        return jsonField("fileMd5", md5);
    }

    /** Tells another {@code fileSize} in a JSON answer. */
    public static Fault fileSize(long size) {
        return jsonField("fileSize", size);
    }

    /** Tells another {@code fileName} in a JSON answer. */
    public static Fault fileName(String name) {
        return jsonField("fileName", name);
    }

    /**
     * Changes a field of a JSON answer, wherever it stands; an error is answered as ever.
     *
     * @param name the field
     * @param value text, number, boolean or null
     */
    public static Fault jsonField(String name, Object value) {
        return json(name, object -> {
            if (object.has(name)) {
                object.set(name, MAPPER.valueToTree(value));
            }
        });
    }

    private static Fault json(String description, Consumer<ObjectNode> edit) {
        return changed(description, reply -> {
            if (reply.status() != 200) {
                return reply;
            }
            try {
                JsonNode root = MAPPER.readTree(reply.body().bytes());
                root.findParents("id").forEach(object -> edit.accept((ObjectNode) object));
                return reply.with(Body.of(PlikJson.bytes(root)));
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot change " + description + " in the answer: it is no JSON", e);
            }
        });
    }

    /** Adds a header to the answer, or replaces it. */
    public Fault withHeader(String name, String value) {
        return and(reply -> reply.with(name, value));
    }

    /** Replaces the answer's body and its type. */
    public Fault withBody(String contentType, String text) {
        return and(reply -> reply.with("Content-Type", contentType).with(Body.of(text.getBytes(UTF_8))));
    }

    private Fault and(UnaryOperator<Reply> more) {
        UnaryOperator<Reply> both = reply -> more.apply(plan.change().apply(reply));
        return new Fault(description, new Plan(plan.performs(), plan.delay(), both, plan.wire()));
    }

    /** Answers later, and then as wrongly as before. */
    public Fault after(Duration time) {
        return new Fault(description, new Plan(plan.performs(), time, plan.change(), plan.wire()));
    }

    boolean performs() {
        return plan.performs();
    }

    Duration delay() {
        return plan.delay();
    }

    Reply change(Reply reply) {
        return plan.change().apply(reply);
    }

    /** How the answer is sent, null for as ever. */
    Wire wire() {
        return plan.wire();
    }

    @Override
    public String toString() {
        return description;
    }
}
