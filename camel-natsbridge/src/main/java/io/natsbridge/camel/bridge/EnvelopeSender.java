/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.bridge;

import io.natsbridge.camel.codec.PayloadCodecs;
import io.natsbridge.camel.content.Content;
import io.natsbridge.camel.content.Sha256;
import io.natsbridge.camel.envelope.Envelope;
import io.natsbridge.camel.envelope.EnvelopeWriter;
import io.natsbridge.camel.envelope.Payload;
import io.natsbridge.camel.envelope.PayloadType;
import io.natsbridge.camel.envelope.Transport;
import io.natsbridge.camel.envelope.UsualFields;
import io.natsbridge.camel.error.Names;
import io.natsbridge.camel.error.NatsBridgeException;
import io.natsbridge.camel.error.NatsBridgeException.PayloadConversionException;
import io.natsbridge.camel.error.NatsBridgeException.PayloadTooLargeException;
import io.natsbridge.camel.json.JsonNumbers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Turns payloads into the bytes of one message: each is encoded, goes into the envelope or to the file server, and the whole fits what the broker takes. Thread-safe.
 */
public final class EnvelopeSender {

    /** Stands for a link whose URL is not known yet, longer than most. */
    private static final String LINK_TO_COME = "x".repeat(256);

    private final PayloadCodecs codecs;
    private final JsonNumbers numbers;
    private final Supplier<String> ids;
    private final UsualFields usual;

    /**
     * @param numbers what becomes of numbers in metadata that the receiver does not take as they are
     * @param ids makes the ids of payloads
     * @param usual what most envelopes have in common
     */
    public EnvelopeSender(PayloadCodecs codecs, JsonNumbers numbers, Supplier<String> ids, UsualFields usual) {
        this.codecs = codecs;
        this.numbers = numbers;
        this.ids = ids;
        this.usual = usual;
    }

    /**
     * Encodes the payloads of one message and decides which travel by link. Nothing is uploaded yet.
     *
     * @param envelope what to send; its payloads hold values
     * @param options how
     * @param maxBytes bytes that the message may have, {@code Long.MAX_VALUE} for any number
     * @return the rest of the work; the caller calls {@link Sending#finish} or {@link Sending#abandon} once
     * @throws io.natsbridge.camel.error.NatsBridgeException when a payload cannot be encoded, is too large, or is not for the platform
     */
    public Sending prepare(Envelope envelope, SendOptions options, long maxBytes) {
        Sending sending = new Sending(envelope, options, maxBytes);
        sending.encode();
        return sending;
    }

    /** One message on its way. For one thread at a time. */
    public final class Sending {
        private final Envelope request;
        private final SendOptions options;
        private final long maxBytes;
        private final List<Payload> payloads;
        private final LinkUploads uploads;

        /** The message as it is, where nothing has to be uploaded before; else null. */
        private EnvelopeWriter ready;

        Sending(Envelope request, SendOptions options, long maxBytes) {
            this.request = request;
            this.options = options;
            this.maxBytes = maxBytes;
            this.payloads = new ArrayList<>(request.payloads().size());
            this.uploads = new LinkUploads(request, options);
        }

        private void encode() {
            try {
                for (Payload payload : request.payloads()) {
                    payloads.add(encode(payload));
                }
                moveToLinksUntilItFits();
            } catch (RuntimeException | Error e) {
                close();
                throw e;
            }
        }

        /** Whether {@link #finish} has to upload, which takes its time. */
        public boolean hasLinks() {
            for (Payload payload : payloads) {
                if (payload.transport() == Transport.LINK) {
                    return true;
                }
            }
            return false;
        }

        /**
         * Uploads what travels by link and lays out the message. When that fails nothing is left on the file server or on disk.
         *
         * @return the message; the caller discards it when it is not sent
         * @throws io.natsbridge.camel.error.NatsBridgeException when a payload cannot be stored, or the message cannot be made small enough
         */
        public OutgoingMessage finish() {
            try {
                EnvelopeWriter layout = ready != null ? ready : storeAndLayOut();
                while (layout.size() > maxBytes) {
                    moveLargestToLink(layout.size());
                    layout = storeAndLayOut();
                }
                return new OutgoingMessage(
                        layout.toByteArray(),
                        layout.envelope(),
                        uploads.files(),
                        options.links().uploader());
            } catch (RuntimeException | Error e) {
                uploads.discard();
                throw e;
            } finally {
                close();
            }
        }

        private EnvelopeWriter storeAndLayOut() {
            uploads.store(payloads);
            return layout(payloads);
        }

        /** Ends a sending that is not finished, and removes what it holds on disk. */
        public void abandon() {
            close();
        }

        private void close() {
            for (Payload payload : payloads) {
                payload.content().ifPresent(Content::close);
            }
        }

        private Payload encode(Payload given) {
            PayloadType type = options.platform().typeFor(given);
            Payload payload =
                    type == given.type() ? given : given.toBuilder().type(type).build();
            Content content = bytesOf(payload);
            try {
                options.platform().checkSize(payload, content.size());
                boolean link = content.size() >= options.sizeThreshold()
                        && options.platform().readsLinks();
                Transport transport = link ? Transport.LINK : Transport.DIRECT;
                return payload.toBuilder()
                        .id(ids.get())
                        .content(content)
                        .size(content.size())
                        .transport(transport)
                        .metadata(metadataOf(payload, content, transport))
                        .link(null)
                        .build();
            } catch (RuntimeException e) {
                content.close();
                throw e;
            }
        }

        private Content bytesOf(Payload payload) {
            try {
                return codecs.of(payload.type()).encode(payload, options.spool());
            } catch (NatsBridgeException e) {
                throw e;
            } catch (IOException | RuntimeException e) {
                throw new PayloadConversionException(
                        payload.dataname(), "its value cannot be read: " + Names.printable(e.toString()), e);
            }
        }

        private Map<String, Object> metadataOf(Payload payload, Content content, Transport transport) {
            Map<String, Object> metadata = PayloadMetadata.own(payload);
            if (transport == Transport.DIRECT && options.hash().covers(transport)) {
                metadata = new LinkedHashMap<>(metadata);
                metadata.put(PayloadMetadata.SHA256, Sha256.hex(content.toByteArray()));
            }
            return metadata;
        }

        private void moveToLinksUntilItFits() {
            if (maxBytes == Long.MAX_VALUE) {
                return;
            }
            boolean links = hasLinks();
            EnvelopeWriter layout = layout(links ? planned() : payloads);
            while (layout.size() > maxBytes) {
                moveLargestToLink(layout.size());
                links = true;
                layout = layout(planned());
            }
            ready = links ? null : layout;
        }

        private List<Payload> planned() {
            List<Payload> planned = new ArrayList<>(payloads.size());
            for (Payload payload : payloads) {
                boolean link = payload.transport() == Transport.LINK;
                planned.add(link ? payload.toBuilder().link(LINK_TO_COME).build() : payload);
            }
            return planned;
        }

        private EnvelopeWriter layout(List<Payload> parts) {
            return new EnvelopeWriter(request.withPayloads(parts), numbers, usual);
        }

        private void moveLargestToLink(long size) {
            Optional<Payload> largest = payloads.stream()
                    .filter(payload -> payload.transport() == Transport.DIRECT)
                    .max(Comparator.comparingLong(Payload::size));
            boolean worthIt = largest.isPresent()
                    && options.platform().readsLinks()
                    && EnvelopeWriter.textLength(largest.get().size()) > LINK_TO_COME.length();
            if (!worthIt) {
                throw new PayloadTooLargeException(
                        "The message for subject '" + Names.printable(request.sendTo()) + "'",
                        size,
                        maxBytes,
                        "it holds nothing more that can travel by link; raise the broker's max_payload or send less at once");
            }
            Payload payload = largest.get();
            Map<String, Object> metadata = new LinkedHashMap<>(payload.metadata());
            metadata.remove(PayloadMetadata.SHA256);
            payloads.set(
                    payloads.indexOf(payload),
                    payload.toBuilder()
                            .transport(Transport.LINK)
                            .metadata(metadata)
                            .build());
        }
    }
}
