/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.error;

import java.time.Duration;

/**
 * The root of every failure that this component reports. The message begins with a stable code ({@code NB-101} and up), names what could not be done and to which
 * payload, subject or URL, what was measured against what limit, and what to do. It never holds a password, a token or the bytes of a payload. The project's
 * page of troubleshooting ({@code src/docs/troubleshooting.md}) has a section for each code.
 */
public class NatsBridgeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;

    protected NatsBridgeException(String code, String message, Throwable cause) {
        super(code + ": " + message, cause);
        this.code = code;
    }

    /** The stable code of this kind of failure, such as {@code NB-101}. */
    public final String code() {
        return code;
    }

    /** Whether the same call may succeed when it is repeated later without any change. */
    public boolean isTransient() {
        return false;
    }

    /** A message body is no envelope: no JSON, a field of the wrong shape, or none at all where one is needed. Or a field has no form in which it could be sent. */
    public static final class InvalidEnvelopeException extends NatsBridgeException {
        private static final long serialVersionUID = 1L;

        private final String field;
        private final long offset;

        /**
         * An envelope that cannot be read.
         *
         * @param field path of the field, such as {@code payloads[2].size}; empty for the document itself
         * @param offset bytes from the start of the document, or -1 when unknown
         */
        public InvalidEnvelopeException(String field, long offset, String message, Throwable cause) {
            this("read", field, offset, message, cause);
        }

        private InvalidEnvelopeException(String verb, String field, long offset, String message, Throwable cause) {
            super(
                    "NB-101",
                    "Cannot " + verb + " the envelope" + (field.isEmpty() ? "" : " at " + field)
                            + (offset < 0 ? "" : " (byte " + offset + ")") + ": " + message,
                    cause);
            this.field = field;
            this.offset = offset;
        }

        /**
         * An envelope that cannot be written.
         *
         * @param field path of the field, such as {@code payloads[2].metadata}
         */
        public static InvalidEnvelopeException unwritable(String field, String message, Throwable cause) {
            return new InvalidEnvelopeException("write", field, -1, message, cause);
        }

        /** Path of the field, such as {@code payloads[2].size}; empty for the document itself. */
        public String field() {
            return field;
        }

        /** Bytes from the start of the document, or -1 when unknown. */
        public long offset() {
            return offset;
        }
    }

    /** A payload type, transport or encoding that the protocol does not know, or that the chosen peer cannot read. */
    public static final class UnsupportedPayloadTypeException extends NatsBridgeException {
        private static final long serialVersionUID = 1L;

        public UnsupportedPayloadTypeException(String message) {
            super("NB-102", message, null);
        }
    }

    /** The bytes of a payload do not decode as its type, or a value cannot be encoded as it. */
    public static final class PayloadConversionException extends NatsBridgeException {
        private static final long serialVersionUID = 1L;

        private final String dataname;

        public PayloadConversionException(String dataname, String message, Throwable cause) {
            super("NB-103", "Payload '" + Names.printable(dataname) + "': " + message, cause);
            this.dataname = dataname;
        }

        public String dataname() {
            return dataname;
        }
    }

    /** A payload, an envelope or a download is larger than a limit. */
    public static final class PayloadTooLargeException extends NatsBridgeException {
        private static final long serialVersionUID = 1L;

        private final long bytes;
        private final long limit;

        /**
         * @param what names the thing, such as {@code Payload 'photo'}
         * @param bytes what was measured, or -1 when all that is known is that the limit was passed
         * @param limit the limit in bytes
         * @param remedy what to do about it, such as the option that sets the limit
         */
        public PayloadTooLargeException(String what, long bytes, long limit, String remedy) {
            super(
                    "NB-104",
                    what + " is too large: "
                            + (bytes < 0 ? "more than " + limit : bytes + " bytes against a limit of " + limit)
                            + " bytes; " + remedy,
                    null);
            this.bytes = bytes;
            this.limit = limit;
        }

        /** Bytes measured, or -1 when unknown. */
        public long bytes() {
            return bytes;
        }

        public long limit() {
            return limit;
        }
    }

    /** An upload, a download or a deletion on a file server failed. */
    public static class FileserverException extends NatsBridgeException {
        private static final long serialVersionUID = 1L;

        private final int status;
        private final boolean transientFailure;
        private final Duration retryAfter;

        /**
         * @param status the HTTP status, or 0 when there was no answer
         * @param transientFailure whether the same call may succeed later
         * @param retryAfter how long the server asked to wait, or null
         */
        public FileserverException(
                String message, int status, boolean transientFailure, Duration retryAfter, Throwable cause) {
            this("NB-105", message, status, transientFailure, retryAfter, cause);
        }

        FileserverException(
                String code,
                String message,
                int status,
                boolean transientFailure,
                Duration retryAfter,
                Throwable cause) {
            super(code, message, cause);
            this.status = status;
            this.transientFailure = transientFailure;
            this.retryAfter = retryAfter;
        }

        /** The HTTP status of the answer, or 0 when there was none. */
        public int status() {
            return status;
        }

        @Override
        public boolean isTransient() {
            return transientFailure;
        }

        /** How long the server asked to wait before the next try, or null. */
        public Duration retryAfter() {
            return retryAfter;
        }
    }

    /** What a link points to is no longer there. */
    public static final class LinkGoneException extends FileserverException {
        private static final long serialVersionUID = 1L;

        /** Why the file is gone. */
        public enum Reason {
            /** A one-shot file that somebody has read. */
            CONSUMED,
            /** Its time to live is over. */
            EXPIRED,
            /** Deleted, or never there. */
            NOT_FOUND
        }

        private final Reason reason;

        public LinkGoneException(Reason reason, String message, int status) {
            super("NB-106", message, status, false, null, null);
            this.reason = reason;
        }

        public Reason reason() {
            return reason;
        }
    }

    /** A received link points outside the file servers that this receiver allows; no connection was opened. */
    public static final class LinkRefusedException extends NatsBridgeException {
        private static final long serialVersionUID = 1L;

        public LinkRefusedException(String message) {
            super("NB-107", message, null);
        }
    }

    /** The length or the SHA-256 of a payload is not what its envelope says: data was lost or changed on the way. */
    public static final class PayloadIntegrityException extends NatsBridgeException {
        private static final long serialVersionUID = 1L;

        public PayloadIntegrityException(String dataname, String message) {
            super("NB-108", "Payload '" + Names.printable(dataname) + "': " + message, null);
        }
    }

    /** The broker refused a message, cannot be reached, or did not confirm it. */
    public static final class PublishException extends NatsBridgeException {
        private static final long serialVersionUID = 1L;

        private final boolean outcomeUnknown;

        /**
         * @param outcomeUnknown true when the broker may have the message all the same: repeat it with the same message id
         */
        public PublishException(String message, boolean outcomeUnknown, Throwable cause) {
            super("NB-109", message, cause);
            this.outcomeUnknown = outcomeUnknown;
        }

        /** True when the broker may have the message all the same. */
        public boolean isOutcomeUnknown() {
            return outcomeUnknown;
        }

        @Override
        public boolean isTransient() {
            return true;
        }
    }

    /** Nobody subscribes to the subject of a request. */
    public static final class NoRespondersException extends NatsBridgeException {
        private static final long serialVersionUID = 1L;

        public NoRespondersException(String subject) {
            super(
                    "NB-110",
                    "Cannot request on subject '" + Names.printable(subject)
                            + "': the broker knows no subscriber; start the responder or correct the subject",
                    null);
        }

        @Override
        public boolean isTransient() {
            return true;
        }
    }

    /** The responder answered a request with an error. */
    public static final class ErrorReplyException extends NatsBridgeException {
        private static final long serialVersionUID = 1L;

        private final String serviceErrorCode;

        public ErrorReplyException(String subject, String serviceErrorCode, String text) {
            super(
                    "NB-111",
                    "The request on subject '" + Names.printable(subject) + "' was answered with error "
                            + Names.printable(serviceErrorCode) + ": " + Names.printable(text),
                    null);
            this.serviceErrorCode = serviceErrorCode;
        }

        /** The code of the reply's {@code Nats-Service-Error-Code} header, or an empty string. */
        public String serviceErrorCode() {
            return serviceErrorCode;
        }
    }

    /** The broker cannot be reached, or refuses this client. */
    public static final class ConnectionException extends NatsBridgeException {
        private static final long serialVersionUID = 1L;

        public ConnectionException(String message, Throwable cause) {
            super("NB-112", message, cause);
        }

        @Override
        public boolean isTransient() {
            return true;
        }
    }
}
