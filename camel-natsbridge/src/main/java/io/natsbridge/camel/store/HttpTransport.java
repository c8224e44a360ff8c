/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.store;

import io.natsbridge.camel.error.NatsBridgeException.FileserverException;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.DefaultClientConnectionReuseStrategy;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.HttpsSupport;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.ssl.SSLBufferMode;
import org.apache.hc.core5.ssl.SSLContexts;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * One pooled HTTP client that does what it is told and nothing besides: no redirects, no repeats, no cookies, no decoding, no proxy from the environment; over TLS the
 * certificate and the host name are verified, and a name leads where a {@link Reach} allows it. Every exchange is guarded by a {@link Watch}.
 */
final class HttpTransport implements AutoCloseable {

    private static final String USER_AGENT = "plik_client/camel-natsbridge";
    private static final int MAX_CONNECTIONS = 128;
    private static final int BUFFER_SIZE = 64 * 1024;
    private static final int MAX_HEADERS = 200;
    private static final TimeValue MAX_IDLE = TimeValue.ofSeconds(30);
    private static final String WATCH = "natsbridge.watch";

    private final HttpTimeouts timeouts;
    private final SSLContext tls;
    private final DnsResolver names;
    private Pool pool;
    private volatile boolean closed;

    /**
     * @param tls the certificates to trust and to show, or null for the JVM's own
     * @param names finds the addresses to connect to
     */
    HttpTransport(HttpTimeouts timeouts, SSLContext tls, DnsResolver names) {
        this.timeouts = timeouts;
        this.tls = tls;
        this.names = names;
    }

    /** The client and its clock, made for the first request: a route whose payloads are small starts without reading certificates. */
    private record Pool(CloseableHttpClient client, ScheduledThreadPoolExecutor timer) {

        void close() {
            client.close(CloseMode.IMMEDIATE);
            timer.shutdownNow();
        }
    }

    private synchronized Pool pool() {
        if (closed) {
            throw closed(null);
        }
        if (pool == null) {
            pool = newPool(connections(timeouts, tls, names));
        }
        return pool;
    }

    private static Pool newPool(PoolingHttpClientConnectionManager connections) {
        CloseableHttpClient client = HttpClients.custom()
                .setConnectionManager(connections)
                .setUserAgent(USER_AGENT)
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableContentCompression()
                .disableAuthCaching()
                .disableConnectionState()
                .setConnectionReuseStrategy(HttpTransport::isReusable)
                .addExecInterceptorBefore(ChainElement.MAIN_TRANSPORT.name(), "watch", HttpTransport::startWaiting)
                .build();
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, HttpTransport::newTimerThread);
        timer.setRemoveOnCancelPolicy(true);
        Future<?> unused = timer.scheduleWithFixedDelay(
                () -> connections.closeIdle(MAX_IDLE),
                MAX_IDLE.getDuration(),
                MAX_IDLE.getDuration(),
                TimeUnit.SECONDS);
        return new Pool(client, timer);
    }

    /**
     * Sends a request and waits for the headers of the answer.
     *
     * @return the answer, which the caller closes
     */
    HttpAnswer send(HttpUriRequestBase request, Deadline deadline) throws IOException {
        Pool used = pool();
        request.setConfig(config(deadline));
        Watch watch = new Watch(used.timer(), timeouts, deadline, request);
        HttpContext context = HttpClientContext.create();
        context.setAttribute(WATCH, watch);
        if (request.getEntity() instanceof MultipartBody body) {
            body.watchedBy(watch);
        }
        HttpAnswer answer = null;
        try {
            answer = new HttpAnswer(request, used.client().executeOpen(target(request), request, context), watch);
            return answer;
        } catch (IOException e) {
            if (isDistrusted(e)) {
                throw distrusted(request, e);
            }
            throw explained(e, watch);
        } catch (RuntimeException e) {
            throw ended(e, watch);
        } finally {
            if (answer == null) {
                watch.close();
            }
        }
    }

    HttpTimeouts timeouts() {
        return timeouts;
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (pool != null) {
            pool.close();
        }
    }

    /** The failure, or in its place the reason for which the watch ended the exchange. */
    static IOException explained(IOException e, Watch watch) {
        return watch.verdict() == null ? e : new IOException(watch.verdict(), e);
    }

    /** A request that is cancelled between two of its steps, or whose client is closed then, ends in whatever the client stumbles over. */
    private IOException ended(RuntimeException e, Watch watch) {
        if (closed) {
            throw closed(e);
        }
        if (watch.verdict() == null) {
            throw e;
        }
        return new IOException(watch.verdict(), e);
    }

    private static FileserverException closed(Throwable cause) {
        return new FileserverException(
                "Cannot ask the file server: this client is closed; start its endpoint", 0, false, null, cause);
    }

    private static HttpHost target(HttpUriRequestBase request) {
        return new HttpHost(request.getScheme(), request.getAuthority());
    }

    private static FileserverException distrusted(HttpUriRequestBase request, IOException e) {
        return new FileserverException(
                "Cannot trust the file server " + request.getScheme() + "://" + request.getAuthority() + ": "
                        + e.getMessage() + "; give its certificate authority to sslContextParameters",
                0,
                false,
                null,
                e);
    }

    private static boolean isDistrusted(IOException e) {
        return e instanceof SSLPeerUnverifiedException || e.getCause() instanceof CertificateException;
    }

    private RequestConfig config(Deadline deadline) {
        Duration left = deadline.remaining();
        Duration afterTheWatch = timeouts.answer().plus(timeouts.floorWindow().multipliedBy(2));
        return RequestConfig.custom()
                .setConnectionRequestTimeout(Timeout.of(left.isNegative() ? Duration.ZERO : left))
                .setResponseTimeout(Timeout.of(afterTheWatch))
                .setProtocolUpgradeEnabled(false)
                .build();
    }

    private static ClassicHttpResponse startWaiting(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        ((Watch) scope.clientContext.getAttribute(WATCH)).waitForAnswer();
        return chain.proceed(request, scope);
    }

    private static boolean isReusable(HttpRequest request, HttpResponse response, HttpContext context) {
        return !((Watch) context.getAttribute(WATCH)).isBodyCut()
                && DefaultClientConnectionReuseStrategy.INSTANCE.keepAlive(request, response, context);
    }

    private static PoolingHttpClientConnectionManager connections(
            HttpTimeouts timeouts, SSLContext tls, DnsResolver names) {
        Timeout answer = Timeout.of(timeouts.answer());
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(names)
                .setMaxConnPerRoute(MAX_CONNECTIONS)
                .setMaxConnTotal(MAX_CONNECTIONS)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(timeouts.connect()))
                        .setSocketTimeout(answer)
                        .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                        .build())
                .setDefaultTlsConfig(
                        TlsConfig.custom().setHandshakeTimeout(answer).build())
                .setTlsSocketStrategy(new DefaultClientTlsStrategy(
                        tls == null ? SSLContexts.createSystemDefault() : tls,
                        new String[] {"TLSv1.3", "TLSv1.2"},
                        null,
                        SSLBufferMode.STATIC,
                        HostnameVerificationPolicy.BOTH,
                        HttpsSupport.getDefaultHostnameVerifier()))
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(Http1Config.custom()
                                .setBufferSize(BUFFER_SIZE)
                                .setMaxLineLength(BUFFER_SIZE)
                                .setMaxHeaderCount(MAX_HEADERS)
                                .build())
                        .responseOutOfOrderStrategy((request, connection, in, sent, next) -> in.available() > 0)
                        .build())
                .build();
    }

    private static Thread newTimerThread(Runnable work) {
        Thread thread = new Thread(work, "natsbridge-http-watch");
        thread.setDaemon(true);
        return thread;
    }
}
