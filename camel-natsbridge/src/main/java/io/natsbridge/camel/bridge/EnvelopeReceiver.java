/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.bridge;

import io.natsbridge.camel.codec.PayloadCodecs;
import io.natsbridge.camel.content.Content;
import io.natsbridge.camel.content.Sha256;
import io.natsbridge.camel.envelope.Envelope;
import io.natsbridge.camel.envelope.EnvelopeReader;
import io.natsbridge.camel.envelope.Payload;
import io.natsbridge.camel.envelope.Transport;
import io.natsbridge.camel.error.Names;
import io.natsbridge.camel.error.NatsBridgeException.PayloadIntegrityException;
import io.natsbridge.camel.store.Downloader;
import io.natsbridge.camel.store.Link;
import io.natsbridge.camel.store.TransferObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Turns the bytes of one message into payloads that hold their values: links are checked, then fetched, and everything is decoded, or the message fails as a whole.
 * Thread-safe.
 */
public final class EnvelopeReceiver {

    private final PayloadCodecs codecs;
    private final ReceiveOptions options;
    private final EnvelopeReader reader;

    /** @param ids makes the correlation id where a message has none */
    public EnvelopeReceiver(PayloadCodecs codecs, ReceiveOptions options, Supplier<String> ids) {
        this.codecs = codecs;
        this.options = options;
        this.reader = new EnvelopeReader(options.maxPayloads(), ids);
    }

    /**
     * Reads the envelope alone: nothing is fetched and no value is decoded.
     *
     * @throws io.natsbridge.camel.error.NatsBridgeException.InvalidEnvelopeException when it is none
     */
    public Envelope readEnvelope(byte[] message) {
        return reader.read(message);
    }

    /**
     * Fetches and decodes the payloads of an envelope that was just read. When that fails nothing is left in memory or on disk.
     *
     * @param envelope from {@link #readEnvelope}
     * @return the message; the caller closes it
     * @throws io.natsbridge.camel.error.NatsBridgeException when a link is refused, cannot be fetched, or a payload is not what it claims to be
     */
    public IncomingMessage receive(Envelope envelope) {
        return receive(envelope, TransferObserver.NONE);
    }

    /**
     * The same.
     *
     * @param observer learns of the downloads too
     */
    public IncomingMessage receive(Envelope envelope, TransferObserver observer) {
        return new Receiving(envelope, options.downloader().observedBy(observer)).run();
    }

    /** One message on its way. */
    private final class Receiving {
        private final Envelope envelope;
        private final Downloader downloader;
        private final Resources resources = new Resources();
        private final Map<Integer, Link> links = new TreeMap<>();

        Receiving(Envelope envelope, Downloader downloader) {
            this.envelope = envelope;
            this.downloader = downloader;
        }

        IncomingMessage run() {
            try {
                List<Payload> payloads = envelope.payloads();
                findLinks(payloads);
                Payload[] received = new Payload[payloads.size()];
                for (int i = 0; i < received.length; i++) {
                    received[i] = links.containsKey(i) ? null : direct(payloads.get(i));
                }
                Iterator<Content> fetched = fetchEagerly();
                links.forEach((i, link) -> received[i] = linked(payloads.get(i), link, fetched));
                return new IncomingMessage(
                        envelope.withPayloads(List.of(received)), resources, List.copyOf(links.values()), downloader);
            } catch (RuntimeException | Error e) {
                resources.close();
                throw e;
            }
        }

        private void findLinks(List<Payload> payloads) {
            for (int i = 0; i < payloads.size(); i++) {
                Payload payload = payloads.get(i);
                if (options.requireHash() && PayloadMetadata.sha256(payload) == null) {
                    throw new PayloadIntegrityException(
                            payload.dataname(), "it carries no SHA-256, and requireHash demands one");
                }
                if (payload.transport() == Transport.LINK) {
                    links.put(i, link(payload));
                }
            }
        }

        private Link link(Payload payload) {
            return new Link(
                    payload.link().orElseThrow(),
                    payload.dataname(),
                    payload.size(),
                    PayloadMetadata.sha256(payload),
                    PayloadMetadata.expiresAt(payload),
                    envelope.correlationId(),
                    payload.type().wireName());
        }

        /** The contents of all links in their order; none where each is fetched when it is asked for. */
        private Iterator<Content> fetchEagerly() {
            if (links.isEmpty() || options.fetch() == FetchMode.LAZY) {
                return Collections.emptyIterator();
            }
            List<Link> all = List.copyOf(links.values());
            downloader.check(all);
            List<Content> contents = downloader.download(all);
            contents.forEach(resources::add);
            return contents.iterator();
        }

        private Payload direct(Payload payload) {
            Content content = payload.content().orElseThrow();
            verify(payload, content);
            return payload.toBuilder().value(decode(payload, content)).build();
        }

        private Payload linked(Payload payload, Link link, Iterator<Content> fetched) {
            if (!fetched.hasNext()) {
                return payload.toBuilder()
                        .lazyValue(() -> decode(payload, fetch(link)))
                        .build();
            }
            Content content = fetched.next();
            return payload.toBuilder()
                    .content(content)
                    .size(content.size())
                    .value(decode(payload, content))
                    .build();
        }

        private Content fetch(Link link) {
            return resources.add(downloader.download(link));
        }

        private void verify(Payload payload, Content content) {
            String expected = PayloadMetadata.sha256(payload);
            if (expected != null && !expected.equalsIgnoreCase(Sha256.hex(content.toByteArray()))) {
                throw new PayloadIntegrityException(
                        payload.dataname(), "its bytes do not have the SHA-256 that its envelope says");
            }
        }

        private Object decode(Payload payload, Content content) {
            try {
                return resources.add(codecs.of(payload.type()).decode(payload, content));
            } catch (IOException e) {
                throw unreadable(payload, e);
            } catch (UncheckedIOException e) {
                throw unreadable(payload, e.getCause());
            }
        }

        /** The trouble is this machine's, not the message's: another delivery may succeed. */
        private static UncheckedIOException unreadable(Payload payload, IOException e) {
            return new UncheckedIOException(
                    "Cannot read the bytes of payload '" + Names.printable(payload.dataname())
                            + "' from memory or the spool: " + Names.printable(e.toString())
                            + "; see that nobody else empties the spool directory",
                    e);
        }
    }
}
