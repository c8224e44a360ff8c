/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.envelope;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Everything that an envelope holds, in a form that two envelopes can be compared by. */
final class Parts {

    private Parts() {}

    static List<Object> of(Envelope envelope) {
        List<Object> parts = new ArrayList<>();
        for (EnvelopeField field : EnvelopeField.values()) {
            parts.add(field + "=" + field.of(envelope));
        }
        parts.add(envelope.metadata());
        parts.add(envelope.unknownFields());
        envelope.payloads().forEach(payload -> parts.add(of(payload)));
        return parts;
    }

    static List<Object> of(Payload payload) {
        List<Object> parts = new ArrayList<>();
        parts.add(payload.id());
        parts.add(payload.dataname());
        parts.add(payload.type());
        parts.add(payload.transport());
        parts.add(payload.size());
        parts.add(payload.metadata());
        parts.add(payload.unknownFields());
        parts.add(payload.link().orElse("no link"));
        parts.add(payload.content()
                .map(content -> HexFormat.of().formatHex(content.toByteArray()))
                .orElse("no content"));
        return parts;
    }
}
