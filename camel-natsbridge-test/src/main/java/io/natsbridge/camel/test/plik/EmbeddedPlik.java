/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.plik;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.KeyStore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * A file server that speaks Plik's API as release 1.3.8 does, in this Java process, on the loopback interface. Files are streamed
 * to and from a private directory that is deleted on {@link #close}. {@link #faults} lets it misbehave. Thread-safe.
 *
 * <pre>{@code
 * try (EmbeddedPlik plik = EmbeddedPlik.start()) {
 *     upload(plik.url());
 * }
 * }</pre>
 */
public final class EmbeddedPlik implements PlikService {

    private static final int MAX_THREADS = 300;
    private static final int HEADER_BYTES = 32 * 1024;
    private static final int INPUT_BYTES = 64 * 1024;

    private static final HttpCompliance ANY_AUTHORITY =
            HttpCompliance.RFC7230_LEGACY.with("plik", HttpCompliance.Violation.MISMATCHED_AUTHORITY);

    private final EmbeddedPlikOptions options;
    private final UploadStore store;
    private final Faults faults = new Faults();
    private final SslContextFactory.Server tls;
    private final Server server;
    private final ServerConnector connector;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Thread cleanUp = new Thread(this::close, "plik-clean-up");

    private EmbeddedPlik(EmbeddedPlikOptions options) throws IOException {
        this.options = options;
        this.store = new UploadStore(options.diskQuota());
        this.tls = options.identity().map(EmbeddedPlik::tls).orElse(null);
        QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS);
        threads.setName("plik");
        threads.setDaemon(true);
        this.server = new Server(threads);
        this.connector = new ServerConnector(server, 1, 2, connectionFactories());
        connector.setHost("127.0.0.1");
        connector.setPort(options.port());
        connector.setAcceptQueueSize(1024);
        connector.setIdleTimeout(0);
        server.addConnector(connector);
        server.setErrorHandler(EmbeddedPlik::answerUnreadable);
        server.setHandler(new PlikHandler(new Routes(options, store), faults, options.path()));
    }

    /**
     * Starts a server with the defaults on any free port.
     *
     * @return the running server; the caller closes it
     */
    public static EmbeddedPlik start() {
        return start(EmbeddedPlikOptions.defaults());
    }

    /**
     * Starts a server.
     *
     * @param options how it behaves
     * @return the running server; the caller closes it
     * @throws UncheckedIOException if its directory or its port cannot be had
     */
    public static EmbeddedPlik start(EmbeddedPlikOptions options) {
        try {
            EmbeddedPlik plik = new EmbeddedPlik(options);
            plik.listen();
            return plik;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start the file server at port " + options.port(), e);
        }
    }

    private void listen() throws IOException {
        try {
            server.start();
            Runtime.getRuntime().addShutdownHook(cleanUp);
        } catch (IOException e) {
            close();
            throw e;
        } catch (Exception e) {
            close();
            throw new IllegalStateException("Cannot start the file server at port " + options.port(), e);
        }
    }

    private ConnectionFactory[] connectionFactories() {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        configuration.setSendDateHeader(true);
        configuration.setUriCompliance(UriCompliance.UNSAFE);
        configuration.setHttpCompliance(ANY_AUTHORITY);
        configuration.setRequestHeaderSize(HEADER_BYTES);
        configuration.setResponseHeaderSize(HEADER_BYTES);
        HttpConnectionFactory http = new HttpConnectionFactory(configuration);
        http.setInputBufferSize(INPUT_BYTES);
        return tls == null
                ? new ConnectionFactory[] {http}
                : new ConnectionFactory[] {new SslConnectionFactory(tls, http.getProtocol()), http};
    }

    /** Answers what never reached the API, such as a malformed request line. */
    private static boolean answerUnreadable(Request request, Response response, Callback callback) {
        String text = response.getStatus() + " " + HttpStatus.getMessage(response.getStatus());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Reply.PLAIN_TEXT);
        Content.Sink.write(response, true, text, callback);
        return true;
    }

    private static SslContextFactory.Server tls(EmbeddedPlikOptions.Identity identity) {
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setKeyStore(identity.keyStore());
        tls.setKeyStorePassword(identity.password());
        return tls;
    }

    /**
     * Tells where the server is: by address with HTTP, as {@code localhost} with HTTPS, so that a certificate can name it.
     *
     * @return for example {@code http://127.0.0.1:40123/plik}
     */
    @Override
    public String url() {
        String origin = tls == null ? "http://127.0.0.1:" : "https://localhost:";
        return origin + port() + options.path();
    }

    /**
     * Tells the port.
     *
     * @return the one that was asked for, or that was free
     */
    public int port() {
        return connector.getLocalPort();
    }

    /**
     * Hands out what goes wrong on this server and what it has seen.
     *
     * @return always the same object
     */
    public Faults faults() {
        return faults;
    }

    /**
     * Counts the files that can be fetched or are just being received.
     *
     * @return 0 once every file is deleted, expired and cleaned, or read as a one-shot file
     */
    public int fileCount() {
        return store.count();
    }

    /** Deletes what has expired or was taken out of service, as a real server does every few minutes. */
    public void clean() {
        store.clean(options.clock().instant());
    }

    /**
     * Shows another certificate from the next connection on.
     *
     * @param keyStore holds the certificate and its private key
     * @param password opens the private key
     * @throws IllegalStateException if the server does not speak HTTPS, or the certificate cannot be used
     */
    public void showCertificate(KeyStore keyStore, char[] password) {
        if (tls == null) {
            throw new IllegalStateException(
                    "Cannot show a certificate: the file server speaks HTTP; start it with https");
        }
        try {
            tls.reload(factory -> {
                factory.setKeyStore(keyStore);
                factory.setKeyStorePassword(new String(password));
            });
        } catch (Exception e) {
            throw new IllegalStateException("Cannot show the certificate", e);
        }
    }

    /** Closes all connections, frees the port and deletes every file. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        faults.clear();
        try {
            connector.close();
            store.stop();
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("Cannot stop the file server at port " + options.port(), e);
        } finally {
            store.close();
            forgetCleanUp();
        }
    }

    private void forgetCleanUp() {
        if (!Thread.currentThread().equals(cleanUp)) {
            try {
                Runtime.getRuntime().removeShutdownHook(cleanUp);
            } catch (IllegalStateException e) {
                // The process is ending already; the hook finds the server closed.
            }
        }
    }
}
