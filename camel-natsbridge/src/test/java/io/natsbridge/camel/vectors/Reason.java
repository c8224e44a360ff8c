/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.vectors;

import java.util.Locale;

/** Why a message is refused: the class of the error, in words that any language can map to its own errors. */
enum Reason {
    /** No JSON, a field of the wrong kind or none where one is needed, data that is no base64. */
    INVALID_ENVELOPE("NB-101", "No JSON object, a field that is missing or of the wrong kind, data that is no base64"),
    /** A word that the protocol does not know. */
    UNSUPPORTED("NB-102", "A payload type, transport or encoding that the protocol does not know"),
    /** The bytes arrived, but are not what the payload type says. */
    UNREADABLE_PAYLOAD("NB-103", "All bytes are there, but they are not what the payload type says"),
    /** Larger than this receiver takes. */
    TOO_LARGE("NB-104", "More bytes than the receiver takes"),
    /** The file server fails. */
    DOWNLOAD_FAILED("NB-105", "The file server refuses, fails, or breaks off every time"),
    /** The file was there once. */
    LINK_GONE("NB-106", "The file was read before, has expired, or never was there"),
    /** The link leads elsewhere. */
    LINK_REFUSED("NB-107", "The link leads outside the file servers that the receiver trusts; nothing is fetched"),
    /** Other bytes than the sender had. */
    PAYLOAD_DIFFERS("NB-108", "The bytes have another length or digest than the envelope says");

    private final String code;
    private final String meaning;

    Reason(String code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    /** The code of this project's error. */
    String code() {
        return code;
    }

    String meaning() {
        return meaning;
    }

    /** As the manifest writes it. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Reason ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
