/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.cli;

import io.natsbridge.camel.NatsBridgeConfiguration;
import io.natsbridge.camel.store.HttpTimeouts;
import io.natsbridge.camel.store.PlikAccess;
import io.natsbridge.camel.store.PlikClient;
import io.natsbridge.camel.store.Reach;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;

/** A client of the file server that a session is configured with, for what the component does not show of its own. */
final class Uploads implements AutoCloseable {

    private static final String DEFAULT_URL = "http://localhost:8080";

    private final Session session;
    private final Terminal terminal;
    private final boolean quiet;
    private PlikClient client;

    Uploads(Session session, Terminal terminal, boolean quiet) {
        this.session = session;
        this.terminal = terminal;
        this.quiet = quiet;
    }

    /** Has the session's uploads tell how far they are; those to object stores do not. */
    void watch() throws IOException, GeneralSecurityException {
        List<String> urls = urls(session.configuration(), System.getenv());
        if (!quiet && urls.stream().allMatch(url -> url.startsWith("http"))) {
            session.configuration().setFileserverUploadHandler(new ProgressUploads(client(), terminal));
        }
    }

    /** The client; it is closed with this object. */
    PlikClient client() throws IOException, GeneralSecurityException {
        if (client == null) {
            NatsBridgeConfiguration options = session.configuration();
            List<String> urls = urls(options, System.getenv());
            SSLContext tls = options.getSslContextParameters() == null
                    ? null
                    : options.getSslContextParameters().createSSLContext(session.context());
            client = new PlikClient(
                    new PlikAccess(
                            urls,
                            options.getFileserverUser(),
                            options.getFileserverPassword(),
                            options.getFileserverToken()),
                    HttpTimeouts.DEFAULT,
                    tls,
                    new Reach(options.getPrivateAddresses(), urls));
        }
        return client;
    }

    /** The base URLs of the file servers: option, else environment, else the default. */
    static List<String> urls(NatsBridgeConfiguration options, Map<String, String> environment) {
        String urls = Stream.of(options.getFileserverUrl(), environment.get("FILESERVER_URL"))
                .filter(text -> text != null && !text.isBlank())
                .findFirst()
                .orElse(DEFAULT_URL);
        return Stream.of(urls.split(",")).map(String::trim).toList();
    }

    @Override
    public void close() {
        if (client != null) {
            client.close();
        }
    }
}
