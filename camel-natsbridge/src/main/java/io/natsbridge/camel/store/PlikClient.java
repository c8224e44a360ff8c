/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.store;

import io.natsbridge.camel.error.Names;
import io.natsbridge.camel.error.NatsBridgeException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;

/**
 * Speaks to a Plik server: the default for both handlers. It believes the server's answers rather than its own requests (a server may force one-shot, or shorten the time to
 * live), compares size and MD5 of what was stored with what was sent, follows no redirect, and lets no exchange stall. Nothing is held in memory whole. Safe for use by
 * several threads; one instance holds one pool of connections, which {@link #close()} ends.
 */
public final class PlikClient implements FileserverUploadHandler, FileserverDownloadHandler, AutoCloseable {

    private static final Duration CHECK = Duration.ofSeconds(3);

    private final HttpTransport transport;
    private final PlikUploads uploads;
    private final PlikDownloads downloads;
    private final HttpDownloads plainHttp;

    /** A client with the default time-outs that trusts the JVM's certificates. */
    public PlikClient(PlikAccess access) {
        this(access, HttpTimeouts.DEFAULT, null);
    }

    /** A client for which the servers of {@code access} are its own: their names may lead to private addresses, no other names may. */
    public PlikClient(PlikAccess access, HttpTimeouts timeouts, SSLContext tls) {
        this(access, timeouts, tls, new Reach(PrivateAddresses.OWN, access.fileserverUrls()));
    }

    /**
     * @param access credentials, and the origin that they are for
     * @param timeouts bounds of one HTTP exchange
     * @param tls the certificates to trust and to show, or null for the JVM's own; host names are verified in any case
     * @param reach where host names may lead
     */
    public PlikClient(PlikAccess access, HttpTimeouts timeouts, SSLContext tls, Reach reach) {
        this(access, new HttpTransport(timeouts, tls, new CheckedNames(SystemDefaultDnsResolver.INSTANCE, reach)));
    }

    PlikClient(PlikAccess access, HttpTransport transport) {
        this.transport = transport;
        uploads = new PlikUploads(transport, access);
        downloads = new PlikDownloads(transport, access);
        plainHttp = new HttpDownloads(transport);
    }

    /**
     * {@inheritDoc}
     *
     * @throws io.natsbridge.camel.error.NatsBridgeException.PayloadIntegrityException when the server stored something else than what was sent
     * @throws io.natsbridge.camel.error.NatsBridgeException.PayloadTooLargeException when the server says beforehand that it takes no file of this size
     */
    @Override
    public StoredFile upload(Upload upload) throws IOException {
        return uploads.upload(upload);
    }

    @Override
    public void delete(StoredFile file) throws IOException {
        uploads.delete(file);
    }

    /**
     * {@inheritDoc}
     *
     * @throws io.natsbridge.camel.error.NatsBridgeException.PayloadIntegrityException when the server announces another number of bytes than the envelope
     */
    @Override
    public InputStream download(Download download) throws IOException {
        return downloads.download(download);
    }

    @Override
    public void check(Download download) throws IOException {
        downloads.check(download);
    }

    @Override
    public void delete(Download download) throws IOException {
        downloads.delete(download);
    }

    @Override
    public boolean accepts(String pathBelowBase, String rawQuery) {
        return downloads.accepts(pathBelowBase, rawQuery);
    }

    /**
     * Fetches files from servers that are no Plik: any URL, pre-signed ones too, by plain HTTP and without credentials. Shares this client's connections, length and time
     * checks.
     */
    public FileserverDownloadHandler plainHttp() {
        return plainHttp;
    }

    /**
     * Asks a file server for its base URL, once and for at most 3 s.
     *
     * @return why it cannot be used; nothing when it answers as one that works
     */
    public Optional<String> trouble(String baseUrl) {
        try (HttpAnswer answer = transport.send(new HttpGet(baseUrl + "/"), Deadline.in(CHECK))) {
            return answer.status() < 500 ? Optional.empty() : Optional.of("it answers with status " + answer.status());
        } catch (IOException | NatsBridgeException e) {
            return Optional.of(Names.printable(e.toString()));
        }
    }

    /** Ends all connections, also those in use: transfers that run fail. */
    @Override
    public void close() {
        transport.close();
    }
}
