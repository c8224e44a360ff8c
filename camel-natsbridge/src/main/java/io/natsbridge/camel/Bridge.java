/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import io.natsbridge.camel.bridge.EnvelopeReceiver;
import io.natsbridge.camel.bridge.EnvelopeSender;
import io.natsbridge.camel.bridge.Ids;
import io.natsbridge.camel.bridge.ReceiveOptions;
import io.natsbridge.camel.bridge.SendOptions;
import io.natsbridge.camel.codec.ArrowTableCodec;
import io.natsbridge.camel.codec.PayloadCodecs;
import io.natsbridge.camel.content.Spool;
import io.natsbridge.camel.json.JsonNumbers;
import io.natsbridge.camel.store.DownloadLimits;
import io.natsbridge.camel.store.Downloader;
import io.natsbridge.camel.store.FileserverDownloadHandler;
import io.natsbridge.camel.store.FileserverUploadHandler;
import io.natsbridge.camel.store.HttpTimeouts;
import io.natsbridge.camel.store.LinkPolicy;
import io.natsbridge.camel.store.RetryPolicy;
import io.natsbridge.camel.store.Upload;
import io.natsbridge.camel.store.Uploader;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Endpoint;
import org.apache.camel.NoSuchEndpointException;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.support.CamelContextHelper;
import org.apache.camel.util.URISupport;

/** The use case put together for one configuration: what endpoints and processors share. Immutable. */
final class Bridge {

    private static final Duration UPLOAD_TIMEOUT = Duration.ofSeconds(60);

    private final NatsBridgeConfiguration configuration;
    private final NatsBridgeComponent component;
    private final Ids ids;
    private final JsonNumbers numbers;
    private final PayloadCodecs codecs;

    Bridge(NatsBridgeConfiguration configuration, NatsBridgeComponent component) {
        OptionCheck.check(configuration);
        this.configuration = configuration;
        this.component = component;
        this.ids = component.ids();
        this.numbers = configuration.getTargetPlatform().numbers(configuration.getUnsafeNumbers());
        this.codecs = new PayloadCodecs(new ArrowTableCodec(configuration.getArrowCompression()), numbers);
    }

    EnvelopeFactory envelopes() {
        return new EnvelopeFactory(configuration, component.senderId(), ids::next, Clock.systemUTC());
    }

    EnvelopeSender sender() {
        return new EnvelopeSender(codecs, numbers, ids::next);
    }

    EnvelopeReceiver receiver() {
        FileserverDownloadHandler handler = configuration.getFileserverDownloadHandler() != null
                ? configuration.getFileserverDownloadHandler()
                : component.stores().plik(configuration);
        LinkPolicy links = new LinkPolicy(
                allowedFileservers(), OptionText.pairs("downloadUrlMappings", configuration.getDownloadUrlMappings()));
        DownloadLimits limits = new DownloadLimits(
                configuration.getMaxDownloadBytes(),
                Duration.ofMillis(configuration.getDownloadTimeout()),
                HttpTimeouts.DEFAULT.floor());
        Downloader downloader = new Downloader(handler, new Downloader.Rules(links, retries(), limits), spool());
        return new EnvelopeReceiver(
                codecs,
                new ReceiveOptions(
                        configuration.getMaxPayloads(),
                        configuration.isRequireHash(),
                        configuration.getFetch(),
                        downloader),
                ids::next);
    }

    /**
     * How messages are sent.
     *
     * @param handler stores what travels by link
     */
    SendOptions sendOptions(FileserverUploadHandler handler) {
        return new SendOptions(
                Defaults.sizeThreshold(configuration.getSizeThreshold()),
                configuration.getTargetPlatform(),
                configuration.getHash(),
                spool(),
                new SendOptions.LinkOptions(
                        new Uploader(handler, retries()),
                        Defaults.fileserverUrl(configuration.getFileserverUrl()),
                        life(false),
                        UPLOAD_TIMEOUT));
    }

    /** The upload handler that is configured: a bean, a Camel endpoint, or Plik. */
    FileserverUploadHandler uploadHandler() {
        if (configuration.getClaimCheckUri() != null) {
            return new ClaimCheckUploadHandler(
                    claimCheck(), component::template, component.stores().plik(configuration));
        }
        return configuration.getFileserverUploadHandler() != null
                ? configuration.getFileserverUploadHandler()
                : component.stores().plik(configuration);
    }

    private Endpoint claimCheck() {
        String uri = configuration.getClaimCheckUri();
        try {
            return CamelContextHelper.getMandatoryEndpoint(component.getCamelContext(), uri);
        } catch (NoSuchEndpointException | ResolveEndpointFailedException e) {
            throw new IllegalArgumentException(
                    OptionText.invalid("claimCheckUri", URISupport.sanitizeUri(uri), "an endpoint that exists")
                            .getMessage(),
                    e);
        }
    }

    /**
     * How long an uploaded file lives.
     *
     * @param oneReader whether exactly one reader is certain
     */
    Upload.Life life(boolean oneReader) {
        boolean oneShot =
                switch (configuration.getOneShot()) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> oneReader;
                };
        return new Upload.Life(oneShot, Duration.ofMillis(configuration.getLinkTtl()));
    }

    /** Stores bytes on Plik, whatever handler is configured. */
    Uploader plikUploader() {
        return new Uploader(component.stores().plik(configuration), retries());
    }

    Spool spool() {
        String directory = configuration.getSpoolDirectory();
        return new Spool(
                Path.of(directory != null ? directory : System.getProperty("java.io.tmpdir")),
                configuration.getSpoolThreshold());
    }

    private RetryPolicy retries() {
        return new RetryPolicy(
                configuration.getMaxRetries(),
                Duration.ofMillis(configuration.getBaseDelay()),
                Duration.ofMillis(configuration.getMaxDelay()));
    }

    private List<String> allowedFileservers() {
        List<String> allowed = new ArrayList<>();
        allowed.add(Defaults.fileserverUrl(configuration.getFileserverUrl()));
        allowed.addAll(OptionText.list(configuration.getAllowedFileservers()));
        return allowed;
    }
}
