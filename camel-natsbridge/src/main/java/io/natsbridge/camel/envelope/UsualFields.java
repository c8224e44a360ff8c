/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.envelope;

import java.util.Objects;

/**
 * The text fields that the envelopes of one sender have in common, from {@code send_to} on, laid out once. An envelope that differs in one of them is laid out field by field. Immutable.
 */
public final class UsualFields {

    /** Fits no envelope. */
    public static final UsualFields NONE = new UsualFields(null, null);

    private final Envelope example;
    private final byte[] json;

    private UsualFields(Envelope example, byte[] json) {
        this.example = example;
        this.json = json;
    }

    /** Those of an example; its ids, time, metadata and payloads do not matter. */
    public static UsualFields of(Envelope example) {
        JsonText counted = JsonText.counting();
        if (!layOut(example, counted)) {
            return NONE;
        }
        byte[] json = new byte[counted.length()];
        layOut(example, JsonText.into(json, counted));
        return new UsualFields(example, json);
    }

    /** Lays the fields out, and says whether all of them have a JSON form. */
    private static boolean layOut(Envelope example, JsonText text) {
        for (EnvelopeField field : EnvelopeField.inOrder()) {
            String value = field.of(example);
            if (field.isUsual() && !text.raw(',').raw(field.label()).string(value == null ? "" : value)) {
                return false;
            }
        }
        return true;
    }

    /** The fields of an envelope that has them, as JSON with a comma before each; null where it differs. Not to be changed. */
    byte[] jsonFor(Envelope envelope) {
        return example != null && fits(envelope) ? json : null;
    }

    private boolean fits(Envelope envelope) {
        return Objects.equals(envelope.sendTo(), example.sendTo())
                && Objects.equals(envelope.msgPurpose(), example.msgPurpose())
                && Objects.equals(envelope.senderName(), example.senderName())
                && Objects.equals(envelope.senderId(), example.senderId())
                && Objects.equals(envelope.receiverName(), example.receiverName())
                && Objects.equals(envelope.receiverId(), example.receiverId())
                && Objects.equals(envelope.replyTo(), example.replyTo())
                && Objects.equals(envelope.replyToMsgId(), example.replyToMsgId())
                && Objects.equals(envelope.brokerUrl(), example.brokerUrl());
    }
}
