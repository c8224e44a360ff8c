/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.peer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A running peer. Each method returns when the peer has done what it was told, and throws {@link PeerException} when it
 * could not, with the last lines of the peer's log.
 *
 * <p>Options have the names of the seed's keywords: {@code correlation_id}, {@code msg_purpose}, {@code reply_to},
 * {@code size_threshold}, {@code max_retries}, … The {@code README.md} beside the peers has them all.
 *
 * <p>Thread-safe. The process ends with {@link #close()}, and with this JVM in any case.
 */
public final class PeerProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration REPLY_MARGIN = Duration.ofSeconds(10);

    private final PeerChannel channel;
    private final PeerEvent.Ready ready;

    PeerProcess(PeerChannel channel, PeerEvent.Ready ready) {
        this.channel = channel;
        this.ready = ready;
    }

    /** Returns the peer's name. */
    public String name() {
        return channel.name();
    }

    /** Returns the runtime and its version, for instance {@code Node.js v20.20.2}. */
    public String runtime() {
        return ready.runtime();
    }

    /** Returns the {@code max_payload} that the broker told the peer, in bytes. */
    public long maxPayload() {
        return ready.maxPayload();
    }

    /** Sends payloads in one envelope, with the peer's defaults. Returns what was sent. */
    public PeerMessage send(String subject, OutgoingPayload... payloads) {
        return send(subject, List.of(payloads), Map.of());
    }

    /** Sends payloads in one envelope. Returns what was sent. */
    public PeerMessage send(String subject, List<OutgoingPayload> payloads, Map<String, ?> options) {
        return PeerMessage.of(call(withPayloads(command("send", subject, options), payloads), PATIENCE)
                .path("sent"));
    }

    /** Sends bytes as they are, in no envelope. */
    public void publishRaw(String subject, byte[] message) {
        publishRaw(subject, message, "", Map.of());
    }

    /**
     * Sends bytes as they are, in no envelope.
     *
     * @param reply NATS reply subject, empty for none
     * @param headers NATS headers
     */
    public void publishRaw(String subject, byte[] message, String reply, Map<String, List<String>> headers) {
        ObjectNode command = command("publishRaw", subject, Map.of());
        command.put("base64", Base64.getEncoder().encodeToString(message));
        if (!reply.isEmpty()) {
            command.put("reply", reply);
        }
        command.set("headers", PeerNotation.toJson(headers));
        call(command, PATIENCE);
    }

    /** Listens on a subject. Returns the subscription's number once the broker knows of it. */
    public int subscribe(String subject) {
        return subscribe(subject, Map.of());
    }

    /**
     * Listens on a subject.
     *
     * @param options of receiving; {@code queue} names a queue group
     * @return the subscription's number
     */
    public int subscribe(String subject, Map<String, ?> options) {
        return listen(command("subscribe", subject, options));
    }

    /** Answers requests on a subject with their own payloads; they are also told as messages. */
    public int respond(String subject) {
        return respond(subject, Map.of());
    }

    /** Answers requests on a subject with their own payloads; they are also told as messages. */
    public int respond(String subject, Map<String, ?> options) {
        return listen(command("respond", subject, options).put("mode", "echo"));
    }

    /** Answers requests on a subject with these payloads; they are also told as messages. */
    public int respondWith(String subject, List<OutgoingPayload> payloads, Map<String, ?> options) {
        return listen(
                withPayloads(command("respond", subject, options), payloads).put("mode", "fixed"));
    }

    /** Takes requests on a subject and never answers them; they are told as messages. */
    public int respondNever(String subject) {
        return listen(command("respond", subject, Map.of()).put("mode", "silent"));
    }

    /** Stops listening. */
    public void unsubscribe(int subscription) {
        call(command("unsubscribe", Map.of()).put("subscription", subscription), PATIENCE);
    }

    /**
     * Makes a request and waits for its reply.
     *
     * @throws PeerException among others with code {@code timeout}, or {@code no_responders} if nobody listens (which
     *     only a NATS request can tell)
     */
    public PeerMessage request(PeerRequest request) {
        ObjectNode command = withPayloads(command("request", request.subject(), request.options()), request.payloads());
        command.put("via", request.via().name().toLowerCase(Locale.ROOT));
        command.put("timeout", request.timeout().toMillis());
        return PeerMessage.of(
                call(command, request.timeout().plus(REPLY_MARGIN)).path("reply"));
    }

    /**
     * Takes the next message of any subscription, in the order in which the peer told them.
     *
     * @throws PeerException if none comes in time, or the peer could not read the message that came
     */
    public PeerMessage awaitMessage(Duration timeout) {
        return channel.awaitMessage(timeout);
    }

    /** Tells whether the process runs. */
    public boolean isAlive() {
        return channel.isAlive();
    }

    /** Ends the peer, which sends what it still has to send; by force if that takes longer than 5 s. */
    @Override
    public void close() {
        channel.close();
    }

    int exitCode() {
        return channel.exitCode();
    }

    private int listen(ObjectNode command) {
        if (command.path("options").has("queue")) {
            command.set("queue", command.withObject("options").remove("queue"));
        }
        return call(command, PATIENCE).path("id").intValue();
    }

    private JsonNode call(ObjectNode command, Duration patience) {
        return channel.call(command, patience);
    }

    private static ObjectNode command(String name, String subject, Map<String, ?> options) {
        return command(name, options).put("subject", subject);
    }

    private static ObjectNode command(String name, Map<String, ?> options) {
        ObjectNode command = PeerEvent.JSON.createObjectNode().put("cmd", name);
        command.set("options", PeerNotation.toJson(options));
        return command;
    }

    private static ObjectNode withPayloads(ObjectNode command, List<OutgoingPayload> payloads) {
        ArrayNode array = command.putArray("payloads");
        payloads.forEach(payload -> array.add(payload.toJson()));
        return command;
    }
}
