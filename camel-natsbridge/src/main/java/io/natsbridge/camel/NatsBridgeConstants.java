/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import org.apache.camel.spi.Metadata;

/** The names of the component's headers. */
public interface NatsBridgeConstants {

    /** The scheme of the component's URIs. */
    String SCHEME = "natsbridge";

    @Metadata(label = "common", description = "The conversation's id.", javaType = "String")
    String CORRELATION_ID = "CamelNatsBridgeCorrelationId";

    @Metadata(label = "common", description = "The message's id.", javaType = "String")
    String MSG_ID = "CamelNatsBridgeMsgId";

    @Metadata(
            label = "consumer",
            description = "When the message was made, as its sender wrote it.",
            javaType = "String")
    String TIMESTAMP = "CamelNatsBridgeTimestamp";

    @Metadata(
            label = "consumer",
            description = "The subject that the sender published to. For reading only.",
            javaType = "String")
    String SEND_TO = "CamelNatsBridgeSendTo";

    @Metadata(label = "common", description = "What the message is for.", javaType = "String")
    String MSG_PURPOSE = "CamelNatsBridgeMsgPurpose";

    @Metadata(label = "common", description = "The sender's name, as it claims.", javaType = "String")
    String SENDER_NAME = "CamelNatsBridgeSenderName";

    @Metadata(label = "common", description = "The sender's id, as it claims.", javaType = "String")
    String SENDER_ID = "CamelNatsBridgeSenderId";

    @Metadata(label = "common", description = "The receiver's name.", javaType = "String")
    String RECEIVER_NAME = "CamelNatsBridgeReceiverName";

    @Metadata(label = "common", description = "The receiver's id.", javaType = "String")
    String RECEIVER_ID = "CamelNatsBridgeReceiverId";

    @Metadata(label = "common", description = "The subject that the sender wants the answer on.", javaType = "String")
    String REPLY_TO = "CamelNatsBridgeReplyTo";

    @Metadata(label = "common", description = "The id of the message that this one answers.", javaType = "String")
    String REPLY_TO_MSG_ID = "CamelNatsBridgeReplyToMsgId";

    @Metadata(
            label = "consumer",
            description = "The broker's URL as the sender knows it. For reading only.",
            javaType = "String")
    String BROKER_URL = "CamelNatsBridgeBrokerUrl";

    @Metadata(
            label = "common",
            description = "The envelope's metadata. To send: a Map, or a JSON object as text.",
            javaType = "java.util.Map<String, Object>")
    String METADATA = "CamelNatsBridgeMetadata";

    @Metadata(
            label = "common",
            description = "Received: the NATS subject the message came on. To send: the subject to publish to.",
            javaType = "String")
    String SUBJECT = "CamelNatsBridgeSubject";

    @Metadata(label = "common", description = "The name of the one payload.", javaType = "String")
    String DATANAME = "CamelNatsBridgeDataname";

    @Metadata(label = "common", description = "The type of the one payload.", javaType = "String")
    String PAYLOAD_TYPE = "CamelNatsBridgePayloadType";

    @Metadata(label = "consumer", description = "Bytes of the one payload.", javaType = "Long")
    String PAYLOAD_SIZE = "CamelNatsBridgePayloadSize";

    @Metadata(label = "consumer", description = "How the one payload travelled: direct or link.", javaType = "String")
    String TRANSPORT = "CamelNatsBridgeTransport";

    @Metadata(
            label = "consumer",
            description = "The SHA-256 of the one payload in hex, verified; empty where the sender gave none.",
            javaType = "String")
    String SHA256 = "CamelNatsBridgeSha256";

    @Metadata(label = "common", description = "The media type of the one payload.", javaType = "String")
    String CONTENT_TYPE = "CamelNatsBridgeContentType";

    @Metadata(
            label = "consumer",
            description = "How many times JetStream has delivered the message.",
            javaType = "Long")
    String DELIVERY_COUNT = "CamelNatsBridgeDeliveryCount";

    @Metadata(label = "common", description = "The message's number in its JetStream stream.", javaType = "Long")
    String STREAM_SEQUENCE = "CamelNatsBridgeStreamSequence";

    @Metadata(
            label = "producer",
            description =
                    "The file server that stores payloads by link, or several with commas between them, in place of the option fileserverUrl and of a claimCheckUri.",
            javaType = "String")
    String FILESERVER_URL = "CamelNatsBridgeFileserverUrl";

    @Metadata(
            label = "producer",
            description = "The Camel endpoint that stores payloads by link, in place of the option claimCheckUri.",
            javaType = "String")
    String CLAIM_CHECK_URI = "CamelNatsBridgeClaimCheckUri";

    @Metadata(
            label = "producer",
            description =
                    "After a send to JetStream: whether the stream had a message of this id already and stored nothing.",
            javaType = "Boolean")
    String DUPLICATE = "CamelNatsBridgeDuplicate";

    @Metadata(
            label = "consumer",
            description = "With manualAck=true: decides what becomes of a message of a JetStream stream.",
            javaType = "io.natsbridge.camel.NatsBridgeManualAck")
    String MANUAL_ACK = "CamelNatsBridgeManualAck";

    @Metadata(label = "producer", description = "After a send: the JSON of the envelope.", javaType = "CharSequence")
    String ENVELOPE = "CamelNatsBridgeEnvelope";
}
