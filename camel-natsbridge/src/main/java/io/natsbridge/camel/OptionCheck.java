/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import io.natsbridge.camel.arrow.ArrowCompression;
import io.natsbridge.camel.bridge.TargetPlatform;
import io.natsbridge.camel.envelope.PayloadType;
import io.natsbridge.camel.error.Names;
import io.natsbridge.camel.error.NatsBridgeException.UnsupportedPayloadTypeException;
import io.natsbridge.camel.store.Fileservers;
import io.natsbridge.camel.store.LinkPolicy;
import io.natsbridge.camel.store.Outages;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** The rules that the values of the options must keep; asked once when an endpoint or a processor starts. */
final class OptionCheck {

    private static final Set<String> BROKER_SCHEMES = Set.of("nats", "tls", "ws", "wss");

    private static final Pattern STREAM_NAME = Pattern.compile("[^\\s.*>/\\\\]{1,255}");

    private final NatsBridgeConfiguration c;

    private OptionCheck(NatsBridgeConfiguration configuration) {
        this.c = configuration;
    }

    /**
     * Checks every option.
     *
     * @throws IllegalArgumentException naming the option, its value and the rule
     */
    static void check(NatsBridgeConfiguration configuration) {
        OptionCheck check = new OptionCheck(configuration);
        check.connection();
        check.fileserver();
        check.sending();
        check.receiving();
    }

    /**
     * Checks what only consumers need.
     *
     * @throws IllegalArgumentException naming the option, its value and the rule
     */
    static void checkConsumer(NatsBridgeConfiguration c) {
        require(
                !c.isJetstreamEnabled() || c.getDurableName() != null,
                "durableName",
                null,
                "given where a consumer has jetstreamEnabled=true");
        require(
                !c.isJetstreamEnabled() || c.getQueueName() == null,
                "queueName",
                c.getQueueName(),
                "left out where jetstreamEnabled=true: all that name one durableName share its messages");
        require(
                c.isJetstreamEnabled() || !c.isManualAck(),
                "manualAck",
                c.isManualAck(),
                "false where jetstreamEnabled=false: core NATS knows no acknowledgement");
    }

    private void connection() {
        for (String server : ConnectionSettings.servers(c)) {
            server(server);
        }
        atLeast("connectionTimeout", c.getConnectionTimeout(), 1);
        atLeast("pingInterval", c.getPingInterval(), 1);
        atLeast("maxPingsOut", c.getMaxPingsOut(), 1);
        atLeast("reconnectTimeWait", c.getReconnectTimeWait(), 0);
        atLeast("maxReconnectAttempts", c.getMaxReconnectAttempts(), -1);
        require(
                c.getInboxPrefix() != null
                        && c.getInboxPrefix().length() > 1
                        && c.getInboxPrefix().endsWith("."),
                "inboxPrefix",
                c.getInboxPrefix(),
                "a subject that ends with a dot");
        named("inboxPrefix", c.getInboxPrefix(), prefix -> Subjects.forPublishing(prefix + "x"));
        readable("credentialsFilePath", c.getCredentialsFilePath());
        readable("nkeyPath", c.getNkeyPath());
        require(
                (c.getUsername() == null) == (c.getPassword() == null),
                "username",
                c.getUsername() == null ? "(none)" : "(set)",
                "given together with password");
        long ways = List.of(
                        c.getCredentialsFilePath() != null,
                        c.getNkeyPath() != null,
                        c.getUsername() != null,
                        c.getToken() != null)
                .stream()
                .filter(given -> given)
                .count();
        require(
                ways <= 1,
                "credentialsFilePath, nkeyPath, username, token",
                ways + " of them",
                "at most one way to authenticate");
    }

    private static void server(String server) {
        try {
            URI uri = new URI(server);
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            require(
                    uri.getUserInfo() == null,
                    "servers",
                    "(an URL with credentials)",
                    "URLs without user or token; use username and password, token, nkeyPath or credentialsFilePath");
            require(
                    BROKER_SCHEMES.contains(scheme),
                    "servers",
                    server,
                    "URLs that begin with nats://, tls://, ws:// or wss://");
            require(uri.getHost() != null, "servers", server, "URLs with a host");
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("Option servers holds a URL that cannot be read at index " + e.getIndex()
                    + "; it must be like nats://host:4222");
        }
    }

    private void fileserver() {
        new Fileservers(Defaults.fileserverUrls(c.getFileserverUrl()), new Outages());
        new LinkPolicy(
                OptionText.list(c.getAllowedFileservers()),
                OptionText.pairs("downloadUrlMappings", c.getDownloadUrlMappings()));
        atLeast("maxRetries", c.getMaxRetries(), 1);
        atLeast("baseDelay", c.getBaseDelay(), 0);
        atLeast("maxDelay", c.getMaxDelay(), c.getBaseDelay());
        atLeast("spoolThreshold", c.getSpoolThreshold(), 0);
        require(
                c.getFileserverPassword() == null || c.getFileserverUser() != null,
                "fileserverPassword",
                "(set)",
                "given together with fileserverUser");
        require(
                c.getSpoolDirectory() == null
                        || !Files.exists(Path.of(c.getSpoolDirectory()))
                        || Files.isDirectory(Path.of(c.getSpoolDirectory())),
                "spoolDirectory",
                c.getSpoolDirectory(),
                "a directory");
        require(
                c.getClaimCheckUri() == null || c.getFileserverUploadHandler() == null,
                "claimCheckUri",
                c.getClaimCheckUri(),
                "given without fileserverUploadHandler: one of them stores the payloads");
    }

    private void sending() {
        atLeast("sizeThreshold", Defaults.sizeThreshold(c.getSizeThreshold()), 0);
        atLeast("requestTimeout", c.getRequestTimeout(), 1);
        atLeast("linkTtl", c.getLinkTtl(), 1000);
        require(
                Set.of("auto", "true", "false").contains(String.valueOf(c.getOneShot())),
                "oneShot",
                c.getOneShot(),
                "auto, true or false");
        require(c.getDataname() != null, "dataname", null, "a text");
        require(
                c.getArrowCompression() == ArrowCompression.NONE || c.getTargetPlatform() != TargetPlatform.JAVASCRIPT,
                "arrowCompression",
                c.getArrowCompression(),
                "none where targetPlatform=javascript, which reads no compressed tables");
        if (c.getPayloadType() != null) {
            named("payloadType", c.getPayloadType(), PayloadType::forWireName);
        }
        if (c.getReplyTo() != null && !c.getReplyTo().isEmpty()) {
            named("replyTo", c.getReplyTo(), Subjects::fromMessage);
        }
    }

    private void receiving() {
        atLeast("concurrentConsumers", c.getConcurrentConsumers(), 1);
        atLeast("maxInFlight", c.getMaxInFlight(), 1);
        atLeast("maxPayloads", c.getMaxPayloads(), 1);
        atLeast("maxDownloadBytes", c.getMaxDownloadBytes(), 0);
        atLeast("downloadTimeout", c.getDownloadTimeout(), 1);
        OptionText.list(c.getAllowedReplySubjects())
                .forEach(subject -> named("allowedReplySubjects", subject, Subjects::forSubscribing));
        stream();
        if (c.getQueueName() != null) {
            named("queueName", c.getQueueName(), Subjects::forPublishing);
        }
    }

    private void stream() {
        atLeast("ackWait", c.getAckWait(), 100);
        atLeast("nakDelay", c.getNakDelay(), 1);
        require(
                c.getStreamReplicas() >= 1 && c.getStreamReplicas() <= 5,
                "streamReplicas",
                c.getStreamReplicas(),
                "1 to 5");
        require(c.getMaxDeliver() == -1 || c.getMaxDeliver() > 0, "maxDeliver", c.getMaxDeliver(), "at least 1, or -1");
        streamName("jetstreamName", c.getJetstreamName());
        streamName("durableName", c.getDurableName());
        if (c.getDeadLetterSubject() != null) {
            named("deadLetterSubject", c.getDeadLetterSubject(), Subjects::fromMessage);
        }
    }

    private static void streamName(String option, String name) {
        require(
                name == null || STREAM_NAME.matcher(name).matches(),
                option,
                name,
                "a name of at most 255 characters without white space, dots, slashes and wildcards");
    }

    /** Runs a check that does not know which option it is for. */
    private static void named(String option, String value, Consumer<String> check) {
        try {
            check.accept(value);
        } catch (IllegalArgumentException | UnsupportedPayloadTypeException e) {
            throw new IllegalArgumentException(
                    "Option " + option + "=" + Names.printable(value) + ": " + e.getMessage(), e);
        }
    }

    private static void readable(String option, String path) {
        require(path == null || Files.isReadable(Path.of(path)), option, path, "a file that can be read");
    }

    private static void atLeast(String option, long value, long least) {
        require(value >= least, option, value, "at least " + least);
    }

    private static void require(boolean holds, String option, Object value, String rule) {
        if (!holds) {
            throw OptionText.invalid(option, value, rule);
        }
    }
}
