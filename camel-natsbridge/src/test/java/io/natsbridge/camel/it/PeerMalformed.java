/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.natsbridge.camel.error.NatsBridgeException;
import io.natsbridge.camel.error.NatsBridgeException.InvalidEnvelopeException;
import io.natsbridge.camel.error.NatsBridgeException.LinkGoneException;
import io.natsbridge.camel.error.NatsBridgeException.LinkRefusedException;
import io.natsbridge.camel.error.NatsBridgeException.PayloadConversionException;
import io.natsbridge.camel.error.NatsBridgeException.PayloadIntegrityException;
import io.natsbridge.camel.error.NatsBridgeException.UnsupportedPayloadTypeException;
import java.util.Base64;
import java.util.stream.Stream;

/**
 * A message that no receiver can read.
 *
 * @param json what is published; {@code $plik} in it stands for the file server
 * @param error what Camel's error handling gets
 * @param text that the error's message holds
 */
record PeerMalformed(String json, Class<? extends NatsBridgeException> error, String text) {

    /** The bytes to publish. */
    byte[] message(String fileserverUrl) {
        return json.replace("$plik", fileserverUrl).getBytes(UTF_8);
    }

    static Stream<PeerMalformed> messages() {
        return Stream.concat(envelopes(), payloads());
    }

    private static Stream<PeerMalformed> envelopes() {
        return Stream.of(
                envelope("", "no JSON"),
                envelope("junk", "junk"),
                envelope("[]", "object"),
                envelope("{}", "payloads"),
                envelope("{\"payloads\":{}}", "payloads"),
                envelope("{\"payloads\":[", ""),
                envelope("{\"payloads\":[]} trailing", "trailing"),
                envelope("{\"payloads\":[1]}", "payloads[0]"),
                envelope("{\"payloads\":[],\"payloads\":[]}", "payloads"),
                envelope(payload("text", "direct", "\"size\":\"3\",\"data\":\"YWJj\""), "payloads[0].size"),
                envelope(payload("text", "direct", "\"data\":\"YW Jj\""), "payloads[0].data"),
                envelope(payload("text", "direct", "\"data\":\"YWJ\""), "payloads[0].data"),
                envelope(payload("text", "direct", "\"data\":5"), "payloads[0].data"));
    }

    private static Stream<PeerMalformed> payloads() {
        String link = "\"size\":3,\"encoding\":\"none\",\"data\":";
        return Stream.of(
                of(payload("text", "direct", "\"size\":4,\"data\":\"YWJj\""), PayloadIntegrityException.class, "4"),
                of(
                        payload(
                                "text",
                                "direct",
                                "\"data\":\"YWJj\",\"metadata\":{\"sha256\":\"" + "0".repeat(64) + "\"}"),
                        PayloadIntegrityException.class,
                        "p"),
                of(
                        payload("hologram", "direct", "\"data\":\"YWJj\""),
                        UnsupportedPayloadTypeException.class,
                        "hologram"),
                of(payload("text", "pigeon", "\"data\":\"YWJj\""), UnsupportedPayloadTypeException.class, "pigeon"),
                of(
                        payload("text", "direct", "\"encoding\":\"rot13\",\"data\":\"YWJj\""),
                        UnsupportedPayloadTypeException.class,
                        "rot13"),
                content("text", "\u00ff", "p"),
                content("dictionary", "{\"a\":", "p"),
                content("dictionary", "nan", "p"),
                content("dictionary", "\"\\ud83d\"", "surrogate"),
                content("jsontable", "{}", "p"),
                content("arrowtable", "no Arrow", "p"),
                content("table", "ARROW1\0\0", "p"),
                of(
                        payload("text", "link", link + "\"http://169.254.169.254/file/a/b/c\""),
                        LinkRefusedException.class,
                        "169.254.169.254"),
                of(
                        payload("text", "link", link + "\"$plik/file/0123456789abcdef/0123456789abcdef/name\""),
                        LinkGoneException.class,
                        "p"));
    }

    private static PeerMalformed of(String json, Class<? extends NatsBridgeException> error, String text) {
        return new PeerMalformed(json, error, text);
    }

    private static PeerMalformed envelope(String json, String text) {
        return of(json, InvalidEnvelopeException.class, text);
    }

    private static PeerMalformed content(String type, String bytes, String text) {
        String data = Base64.getEncoder().encodeToString(bytes.getBytes(ISO_8859_1));
        return of(payload(type, "direct", "\"data\":\"" + data + "\""), PayloadConversionException.class, text);
    }

    private static String payload(String type, String transport, String rest) {
        return "{\"payloads\":[{\"dataname\":\"p\",\"payload_type\":\"" + type + "\",\"transport\":\"" + transport
                + "\"," + rest + "}]}";
    }

    @Override
    public String toString() {
        return json.isEmpty() ? "nothing" : json.length() < 100 ? json : json.substring(0, 100);
    }
}
