/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import io.natsbridge.camel.content.Content;
import io.natsbridge.camel.error.NatsBridgeException.PayloadConversionException;
import io.natsbridge.camel.store.Deadline;
import io.natsbridge.camel.store.Fileservers;
import io.natsbridge.camel.store.StoredFile;
import io.natsbridge.camel.store.Upload;
import io.natsbridge.camel.store.Uploader;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * Stores the body and puts the link in its place, as a map with {@code url}, {@code uploadId}, {@code fileId}, {@code size}, {@code expiresAt} and what else its deletion
 * takes. Claim-check routes call it. Thread-safe once started.
 */
public abstract class UploadProcessor extends BridgeProcessor {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final long SLOWEST = 16 * 1024;

    private Bridge bridge;
    private Uploader uploader;
    private Fileservers fileservers;

    UploadProcessor() {}

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        bridge = bridge();
        uploader = uploader(bridge);
        fileservers = bridge.fileservers();
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        Message message = exchange.getMessage();
        try (Content data = content(message)) {
            Fileservers.Turn turn = fileservers.next();
            Upload upload = upload(message, turn.server(), data);
            message.setBody(answer(uploader.upload(upload, turn).file()));
        }
    }

    /** What stores. */
    abstract Uploader uploader(Bridge bridge);

    /**
     * What the body becomes.
     *
     * @param file where the payload is
     */
    protected Map<String, Object> answer(StoredFile file) {
        return ClaimCheck.answer(file);
    }

    private Upload upload(Message message, String fileserverUrl, Content data) {
        return new Upload(
                fileserverUrl,
                dataname(message),
                message.getHeader(NatsBridgeConstants.PAYLOAD_TYPE, "binary", String.class),
                message.getHeader(NatsBridgeConstants.CONTENT_TYPE, String.class),
                data,
                bridge.life(false),
                message.getHeader(NatsBridgeConstants.CORRELATION_ID, "", String.class),
                message.getHeader(NatsBridgeConstants.MSG_ID, "", String.class),
                Deadline.in(TIMEOUT.plusSeconds(data.size() / SLOWEST)));
    }

    private static String dataname(Message message) {
        return message.getHeader(NatsBridgeConstants.DATANAME, "", String.class);
    }

    private Content content(Message message) throws Exception {
        if (message.getBody() instanceof ContentStreamCache cache) {
            return ExchangePayloads.borrowed(cache);
        }
        InputStream in = message.getBody(InputStream.class);
        if (in == null) {
            throw new PayloadConversionException(dataname(message), "cannot be stored: the body holds no bytes", null);
        }
        try (in) {
            return bridge.spool().read(in);
        }
    }

    /** Whether a file is gone once its first byte was read: {@code true}, {@code false}, or {@code auto}, which here is {@code false}. */
    public void setOneShot(String oneShot) {
        configuration().setOneShot(oneShot);
    }

    /** How long a file lives, in milliseconds. */
    public void setLinkTtl(long linkTtl) {
        configuration().setLinkTtl(linkTtl);
    }
}
