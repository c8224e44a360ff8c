/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.store;

import io.natsbridge.camel.content.Content;
import io.natsbridge.camel.content.Spool;
import io.natsbridge.camel.content.SpoolOutputStream;
import io.natsbridge.camel.error.Names;
import io.natsbridge.camel.error.NatsBridgeException;
import io.natsbridge.camel.error.NatsBridgeException.FileserverException;
import io.natsbridge.camel.error.NatsBridgeException.LinkGoneException;
import io.natsbridge.camel.error.NatsBridgeException.LinkRefusedException;
import io.natsbridge.camel.error.NatsBridgeException.PayloadIntegrityException;
import io.natsbridge.camel.error.NatsBridgeException.PayloadTooLargeException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Downloads what received links point to by whatever handler is configured: only where the policy allows it, as often as the retries allow it, into a spool, with length and
 * SHA-256 verified. What fails leaves nothing on disk. Safe for use by several threads.
 */
public final class Downloader {

    private static final int CHUNK_SIZE = 128 * 1024;

    private final Handlers handlers;
    private final Rules rules;
    private final Spool spool;
    private final TransferObserver observer;

    /**
     * What a received link may do.
     *
     * @param links which links may be fetched
     * @param retries how often
     * @param limits how much and how long
     */
    public record Rules(LinkPolicy links, RetryPolicy retries, DownloadLimits limits) {}

    /**
     * Who fetches a link, by what its server speaks.
     *
     * @param fileserver for file servers with an API
     * @param plainHttp for whatever gives out files by plain HTTP
     * @param objectStore for NATS object stores
     */
    public record Handlers(
            FileserverDownloadHandler fileserver,
            FileserverDownloadHandler plainHttp,
            FileserverDownloadHandler objectStore) {

        FileserverDownloadHandler of(LinkPolicy.Kind kind) {
            return switch (kind) {
                case FILESERVER -> fileserver;
                case PLAIN_HTTP -> plainHttp;
                case OBJECT_STORE -> objectStore;
            };
        }
    }

    /** A link that may be followed, and who does it. */
    private record Allowed(Download download, FileserverDownloadHandler handler) {}

    /** One handler for every link. */
    public Downloader(FileserverDownloadHandler handler, Rules rules, Spool spool) {
        this(new Handlers(handler, handler, handler), rules, spool);
    }

    public Downloader(Handlers handlers, Rules rules, Spool spool) {
        this(handlers, rules, spool, TransferObserver.NONE);
    }

    private Downloader(Handlers handlers, Rules rules, Spool spool, TransferObserver observer) {
        this.handlers = handlers;
        this.rules = rules;
        this.spool = spool;
        this.observer = observer;
    }

    /** The same downloader, whose downloads one more observer learns of. */
    public Downloader observedBy(TransferObserver another) {
        return another == TransferObserver.NONE ? this : new Downloader(handlers, rules, spool, observer.and(another));
    }

    /**
     * Fetches what a link points to. A one-shot file is consumed by that, also when it fails half way.
     *
     * @return the bytes, in memory or in a spool file; the caller closes them
     * @throws LinkRefusedException when the link may not be fetched; no connection was opened
     * @throws PayloadTooLargeException when it is, or announces to be, larger than the limit
     * @throws LinkGoneException when the file was consumed, has expired or is not there
     * @throws PayloadIntegrityException when twice the length or the SHA-256 was not what the link announces
     * @throws FileserverException when the server refuses, fails or cannot be reached, after the last attempt
     * @throws UncheckedIOException when the spool cannot be written
     */
    public Content download(Link link) {
        return download(link, new Cancellation());
    }

    /**
     * Fetches what the links of one message point to, a few of them at once. When one fails the others are given up, and nothing is left.
     *
     * @return the bytes in the order of the links; the caller closes them
     * @throws NatsBridgeException as {@link #download(Link)}
     * @throws UncheckedIOException when the spool cannot be written
     */
    public List<Content> download(List<Link> links) {
        Content[] contents = new Content[links.size()];
        try {
            SideBySide.run(
                    contents.length,
                    SideBySide.MOST,
                    (i, cancellation) -> contents[i] = download(links.get(i), cancellation));
            return List.of(contents);
        } catch (RuntimeException | Error e) {
            Stream.of(contents).filter(Objects::nonNull).forEach(Content::close);
            throw e;
        }
    }

    private Content download(Link link, Cancellation cancellation) {
        Allowed allowed = allowed(link, cancellation);
        return observer.observe(
                new TransferObserver.Transfer(TransferObserver.Kind.DOWNLOAD, link.payloadType(), link.size()),
                progress -> fetch(link, allowed, progress));
    }

    /**
     * Makes sure that all links of a message may be fetched and, where there are several, that all files are there, without consuming any: else one dead link would burn the
     * others.
     *
     * @throws NatsBridgeException as {@link #download}
     */
    public void check(List<Link> links) {
        for (Link link : links) {
            allowed(link, new Cancellation());
        }
        if (links.size() > 1) {
            SideBySide.run(links.size(), SideBySide.MOST, (i, cancellation) -> check(links.get(i), cancellation));
        }
    }

    private void check(Link link, Cancellation cancellation) {
        Allowed allowed = allowed(link, cancellation);
        Download download = allowed.download();
        try {
            rules.retries().execute(what("check", download), download.deadline(), () -> {
                allowed.handler().check(download);
                return null;
            });
        } catch (LinkGoneException gone) {
            throw link.failureOf(gone);
        }
    }

    /**
     * Deletes the file that a link points to, once its one consumer is done with it.
     *
     * @throws NatsBridgeException when the link may not be used, or the server does not delete it
     */
    public void delete(Link link) {
        Allowed allowed = allowed(link, new Cancellation());
        Download download = allowed.download();
        rules.retries().execute(what("delete", download), download.deadline(), () -> {
            allowed.handler().delete(download);
            return null;
        });
    }

    private Allowed allowed(Link link, Cancellation cancellation) {
        if (link.size() > rules.limits().maxBytes()) {
            throw tooLarge(link, link.size());
        }
        if (link.sha256() != null && !link.sha256().matches("[0-9A-Fa-f]{64}")) {
            throw new PayloadIntegrityException(
                    link.dataname(),
                    "its sha256 '" + Names.printable(link.sha256()) + "' is not 64 hexadecimal digits");
        }
        LinkPolicy.Target target = rules.links().resolve(link.url(), handlers.fileserver());
        Download download = new Download(
                target.uri(),
                target.base(),
                link.dataname(),
                link.size(),
                link.correlationId(),
                rules.limits().deadline(link.size()).unless(cancellation));
        return new Allowed(download, handlers.of(target.kind()));
    }

    private Content fetch(Link link, Allowed allowed, TransferObserver.Progress progress) {
        Download download = allowed.download();
        try {
            return rules.retries().execute(what("download", download), download.deadline(), () -> {
                progress.tries(download.base().toString());
                return fetch(link, allowed);
            });
        } catch (LinkGoneException gone) {
            throw link.failureOf(gone);
        }
    }

    private Content fetch(Link link, Allowed allowed) throws IOException {
        Download download = allowed.download();
        try (SpoolOutputStream out = spool.newOutputStream();
                BackgroundDigest digest = new BackgroundDigest("SHA-256")) {
            long count;
            try (InputStream in = allowed.handler().download(download)) {
                count = copy(in, new Sink(out, digest), link, download.deadline());
            }
            if (link.size() >= 0 && count < link.size()) {
                throw new PayloadIntegrityException(
                        link.dataname(),
                        count + " bytes came, the envelope announces " + link.size()
                                + "; ask the sender to send it again");
            }
            if (link.sha256() != null) {
                verify(link, digest.toHex());
            }
            return take(out);
        }
    }

    /** Where the bytes go. */
    private record Sink(SpoolOutputStream spool, BackgroundDigest digest) {

        void write(byte[] bytes, int length, boolean digested) {
            try {
                spool.write(bytes, 0, length);
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot spool a download after " + spool.size() + " bytes", e);
            }
            if (digested) {
                digest.update(bytes, 0, length);
            }
        }
    }

    private long copy(InputStream in, Sink sink, Link link, Deadline deadline) throws IOException {
        long most = link.size() < 0 ? rules.limits().maxBytes() : link.size();
        byte[] chunk = new byte[CHUNK_SIZE];
        long count = 0;
        while (true) {
            int n = in.read(chunk, 0, (int) Math.min(CHUNK_SIZE, most - count + 1));
            if (n < 0) {
                return count;
            }
            count += n;
            if (count > most) {
                throw link.size() < 0 ? tooLarge(link, -1) : tooLong(link);
            }
            if (deadline.isOver()) {
                throw new IOException("not over by its deadline after " + count + " bytes");
            }
            sink.write(chunk, n, link.sha256() != null);
        }
    }

    private static void verify(Link link, String sha256) {
        if (!sha256.equalsIgnoreCase(link.sha256())) {
            throw new PayloadIntegrityException(
                    link.dataname(),
                    "the bytes that came have SHA-256 " + sha256 + ", the envelope announces " + link.sha256()
                            + "; ask the sender to send it again");
        }
    }

    private static Content take(SpoolOutputStream out) {
        try {
            return out.toContent();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot end the spool file of a download", e);
        }
    }

    private static PayloadIntegrityException tooLong(Link link) {
        return new PayloadIntegrityException(
                link.dataname(),
                "more bytes came than the " + link.size()
                        + " that the envelope announces; ask the sender to send it again");
    }

    private PayloadTooLargeException tooLarge(Link link, long bytes) {
        return new PayloadTooLargeException(
                "Payload '" + Names.printable(link.dataname()) + "'",
                bytes,
                rules.limits().maxBytes(),
                "raise maxDownloadBytes to accept it");
    }

    private static String what(String verb, Download download) {
        return verb + " payload '" + Names.printable(download.dataname()) + "' from " + download.base();
    }
}
