/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import io.nats.client.Connection;
import io.natsbridge.camel.error.NatsBridgeException.FileserverException;
import io.natsbridge.camel.error.NatsBridgeException.LinkGoneException;
import io.natsbridge.camel.error.NatsBridgeException.LinkGoneException.Reason;
import io.natsbridge.camel.store.Deadline;
import io.natsbridge.camel.store.ObjectUrl;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.SynchronizationAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives the objects of one bucket out by HTTP, so that a peer needs no NATS object store: behind an HTTP consumer, {@code GET} answers with an object's bytes as a stream,
 * {@code HEAD} tells whether it is there, {@code DELETE} deletes it. The path below the consumer's own is the object's name, which nobody can guess who was not told;
 * nothing is listed. Thread-safe once started.
 */
public class ObjectStoreDownloadProcessor extends BridgeProcessor {

    private static final Logger LOG = LoggerFactory.getLogger(ObjectStoreDownloadProcessor.class);
    private static final Duration LONGEST = Duration.ofHours(24);
    private static final Duration ANSWER = Duration.ofSeconds(30);

    private BucketOptions options = BucketOptions.DEFAULT;
    private ObjectUrl bucket;
    private ObjectStoreClient objects;

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        bucket = options.url();
        objects = objects(options);
    }

    @Override
    public void process(Exchange exchange) throws IOException {
        Message message = exchange.getMessage();
        String method = message.getHeader(Exchange.HTTP_METHOD, "GET", String.class);
        Optional<ObjectUrl> url = object(message.getHeader(Exchange.HTTP_PATH, "", String.class));
        message.removeHeaders("*");
        message.setHeader(Exchange.CONTENT_TYPE, "text/plain; charset=utf-8");
        if (url.isEmpty()) {
            answer(message, 404, "file not found");
            return;
        }
        try {
            serve(exchange, method, url.get());
        } catch (LinkGoneException e) {
            boolean consumed = e.reason() == Reason.CONSUMED;
            answer(message, 404, consumed ? "file is not available : removed" : "file not found");
        } catch (FileserverException e) {
            LOG.warn("A file cannot be given out: {}", e.getMessage());
            answer(message, e.isTransient() ? 503 : 502, "the object store does not answer");
        }
    }

    private void serve(Exchange exchange, String method, ObjectUrl url) throws IOException {
        Message message = exchange.getMessage();
        ObjectStoreFailures failures = new ObjectStoreFailures(bucket, "give out an object of " + bucket);
        switch (method) {
            case "GET" -> {
                InputStream data = objects.open(url, Deadline.in(LONGEST), failures, info -> {});
                exchange.getExchangeExtension().addOnCompletion(new CloseAtEnd(data));
                message.setHeader(Exchange.CONTENT_TYPE, "application/octet-stream");
                message.setHeader("X-Content-Type-Options", "nosniff");
                message.setHeader(Exchange.HTTP_RESPONSE_CODE, 200);
                message.setBody(data);
            }
            case "HEAD" -> {
                objects.info(url, Deadline.in(ANSWER), failures);
                answer(message, 200, "");
            }
            case "DELETE" -> {
                objects.delete(url, Deadline.in(ANSWER), failures);
                answer(message, 200, "ok");
            }
            default -> answer(message, 405, "GET, HEAD and DELETE are allowed");
        }
    }

    private Optional<ObjectUrl> object(String path) {
        try {
            return Optional.of(bucket.object(path.startsWith("/") ? path.substring(1) : path));
        } catch (IllegalArgumentException e) {
            LOG.debug("A path that is no name of an object: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private static void answer(Message message, int status, String text) {
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        message.setBody(text);
    }

    private static final class CloseAtEnd extends SynchronizationAdapter {
        private final InputStream data;

        CloseAtEnd(InputStream data) {
            this.data = data;
        }

        @Override
        public void onDone(Exchange exchange) {
            try {
                data.close();
            } catch (IOException e) {
                LOG.debug("An object that was given out could not be closed: {}", e.toString());
            }
        }
    }

    /** The bucket, {@code natsbridge} by default. */
    public void setBucket(String bucket) {
        options = options.withBucket(bucket);
    }

    /** Comma-separated URLs of the brokers that have the bucket; else the component's. */
    public void setServers(String servers) {
        options = options.withServers(servers);
    }

    /** A connection to the broker that has the bucket; else one as the component is configured. It is never closed here. */
    public void setConnection(Connection connection) {
        options = options.withConnection(connection);
    }
}
