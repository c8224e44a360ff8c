/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import io.natsbridge.camel.bridge.BridgeObserver;
import io.natsbridge.camel.bridge.EnvelopeReceiver;
import io.natsbridge.camel.bridge.EnvelopeSender;
import io.natsbridge.camel.bridge.FetchMode;
import io.natsbridge.camel.bridge.Ids;
import io.natsbridge.camel.bridge.ReceiveOptions;
import io.natsbridge.camel.bridge.SendOptions;
import io.natsbridge.camel.bridge.TimedCodec;
import io.natsbridge.camel.codec.ArrowTableCodec;
import io.natsbridge.camel.codec.PayloadCodecs;
import io.natsbridge.camel.content.Spool;
import io.natsbridge.camel.envelope.Envelope;
import io.natsbridge.camel.envelope.Transport;
import io.natsbridge.camel.envelope.UsualFields;
import io.natsbridge.camel.json.JsonNumbers;
import io.natsbridge.camel.store.DownloadLimits;
import io.natsbridge.camel.store.Downloader;
import io.natsbridge.camel.store.FileserverDownloadHandler;
import io.natsbridge.camel.store.FileserverUploadHandler;
import io.natsbridge.camel.store.Fileservers;
import io.natsbridge.camel.store.HttpTimeouts;
import io.natsbridge.camel.store.LinkPolicy;
import io.natsbridge.camel.store.RetryPolicy;
import io.natsbridge.camel.store.TransferObserver;
import io.natsbridge.camel.store.Upload;
import io.natsbridge.camel.store.Uploader;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.NoSuchEndpointException;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.support.CamelContextHelper;
import org.apache.camel.util.URISupport;

/** The use case put together for one configuration: what endpoints and processors share. Immutable. */
final class Bridge {

    private static final Duration UPLOAD_TIMEOUT = Duration.ofSeconds(60);

    private final NatsBridgeConfiguration configuration;
    private final NatsBridgeConfiguration broker;
    private final NatsBridgeComponent component;
    private final Ids ids;
    private final JsonNumbers numbers;
    private final BridgeObserver observer;
    private final Traces traces;
    private final PayloadCodecs codecs;

    Bridge(NatsBridgeConfiguration configuration, NatsBridgeComponent component) {
        this(configuration, configuration, component);
    }

    /** @param broker how to connect to the broker whose object stores are used */
    Bridge(NatsBridgeConfiguration configuration, NatsBridgeConfiguration broker, NatsBridgeComponent component) {
        OptionCheck.check(configuration);
        this.configuration = configuration;
        this.broker = broker;
        this.component = component;
        this.ids = component.ids();
        this.numbers = configuration.getTargetPlatform().numbers(configuration.getUnsafeNumbers());
        this.observer = component.observer();
        this.traces = component.traces();
        this.codecs = TimedCodec.around(
                new PayloadCodecs(new ArrowTableCodec(configuration.getArrowCompression()), numbers), observer);
    }

    /** Who counts and times what passes. */
    BridgeObserver observer() {
        return observer;
    }

    /** Who traces what is fetched for an exchange that has begun. */
    TransferObserver traces(Exchange exchange) {
        return traces.of(exchange, configuration.getSubject(), true);
    }

    /** Who traces what is fetched for an exchange that begins with a message. */
    TransferObserver traces(Exchange exchange, Envelope envelope) {
        boolean fetches = traces != NoTraces.INSTANCE
                && configuration.getFetch() == FetchMode.EAGER
                && envelope.payloads().stream().anyMatch(payload -> payload.transport() == Transport.LINK);
        return fetches ? traces.ofReceived(exchange, configuration.getSubject()) : traces(exchange);
    }

    EnvelopeFactory envelopes() {
        return new EnvelopeFactory(configuration, component.senderId(), ids::next, Clock.systemUTC());
    }

    EnvelopeSender sender() {
        return new EnvelopeSender(
                codecs, numbers, ids::next, UsualFields.of(envelopes().usual()));
    }

    EnvelopeReceiver receiver() {
        LinkPolicy links = new LinkPolicy(
                allowedFileservers(), OptionText.pairs("downloadUrlMappings", configuration.getDownloadUrlMappings()));
        DownloadLimits limits = new DownloadLimits(
                configuration.getMaxDownloadBytes(),
                Duration.ofMillis(configuration.getDownloadTimeout()),
                HttpTimeouts.DEFAULT.floor());
        Downloader.Rules rules = new Downloader.Rules(links, retries(), limits);
        FileserverDownloadHandler given = configuration.getFileserverDownloadHandler();
        Downloader downloader = given != null
                ? new Downloader(given, rules, spool())
                : new Downloader(component.stores().downloads(configuration, broker), rules, spool());
        return new EnvelopeReceiver(
                codecs,
                new ReceiveOptions(
                        configuration.getMaxPayloads(),
                        configuration.isRequireHash(),
                        configuration.getFetch(),
                        downloader.observedBy(observer)),
                ids::next);
    }

    /** How messages are sent that say nothing else. */
    SendOptions sendOptions() {
        return new SendOptions(
                Defaults.sizeThreshold(configuration.getSizeThreshold()),
                configuration.getTargetPlatform(),
                configuration.getHash(),
                spool(),
                new SendOptions.LinkOptions(
                        observed(uploadHandler()),
                        configuration.getClaimCheckUri() != null ? oneOf(fileservers()) : fileservers(),
                        life(false),
                        UPLOAD_TIMEOUT));
    }

    /**
     * How one message is sent: its headers may choose another store.
     *
     * @param options how messages are sent that say nothing else
     */
    SendOptions sendOptions(SendOptions options, ExchangeOptions wishes) {
        String route = wishes.claimCheckUri();
        String server = wishes.fileserverUrl();
        boolean byRoute = route != null || server == null && configuration.getClaimCheckUri() != null;
        return store(options, route, server)
                .observedBy(traces.of(wishes.exchange(), configuration.getSubject(), !byRoute));
    }

    private SendOptions store(SendOptions options, String route, String server) {
        if (route == null && server == null) {
            return options;
        }
        if (route != null) {
            return options.withStore(observed(claimCheck(route)), oneOf(fileservers()));
        }
        return options.withStore(observed(ownUploads()), component.stores().fileservers(OptionText.list(server)));
    }

    /** The file servers that are configured. */
    Fileservers fileservers() {
        return component.stores().fileservers(Defaults.fileserverUrls(configuration.getFileserverUrl()));
    }

    /** What a claim-check route is told: it chooses for itself, and its failures are not those of a file server. */
    private static Fileservers oneOf(Fileservers fileservers) {
        return Fileservers.of(fileservers.urls().get(0));
    }

    /** The upload handler that is configured: a Camel endpoint, a bean, or what the file server's URL needs. */
    private FileserverUploadHandler uploadHandler() {
        return configuration.getClaimCheckUri() != null ? claimCheck(configuration.getClaimCheckUri()) : ownUploads();
    }

    private FileserverUploadHandler ownUploads() {
        return configuration.getFileserverUploadHandler() != null
                ? configuration.getFileserverUploadHandler()
                : component.stores().uploads(configuration, broker);
    }

    private ClaimCheckUploadHandler claimCheck(String uri) {
        try {
            Endpoint endpoint = CamelContextHelper.getMandatoryEndpoint(component.getCamelContext(), uri);
            return new ClaimCheckUploadHandler(
                    endpoint, component, component.stores().uploads(configuration, broker), fileservers());
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

    /** Stores bytes where the file server's URL says, whatever handler is configured. */
    Uploader uploader() {
        return uploader(component.stores().uploads(configuration, broker));
    }

    /** Stores the payloads of messages by a handler. */
    private Uploader observed(FileserverUploadHandler handler) {
        return uploader(handler).observedBy(observer);
    }

    /** Stores bytes by a handler. */
    Uploader uploader(FileserverUploadHandler handler) {
        return new Uploader(handler, retries());
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
        List<String> allowed = new ArrayList<>(Defaults.fileserverUrls(configuration.getFileserverUrl()));
        allowed.addAll(OptionText.list(configuration.getAllowedFileservers()));
        return allowed;
    }
}
