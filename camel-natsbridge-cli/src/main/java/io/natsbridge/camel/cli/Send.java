/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.cli;

import io.natsbridge.camel.NatsBridgeConfiguration;
import io.natsbridge.camel.NatsBridgeConstants;
import io.natsbridge.camel.NatsBridgeEndpoint;
import io.natsbridge.camel.envelope.Envelope;
import io.natsbridge.camel.envelope.EnvelopeReader;
import io.natsbridge.camel.envelope.Payload;
import io.natsbridge.camel.envelope.PayloadType;
import io.natsbridge.camel.envelope.Transport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.support.DefaultExchange;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code natsbridge send}: files as the payloads of one message. */
@Command(
        name = "send",
        abbreviateSynopsis = true,
        sortOptions = false,
        description = "Sends files as the payloads of one message, large ones by link.")
final class Send implements Callable<Integer> {

    @ParentCommand
    private NatsBridgeCli cli;

    @Parameters(index = "0", paramLabel = "SUBJECT", description = "Where to.")
    private String subject;

    @Parameters(index = "1..*", paramLabel = "FILE", description = "What; - is standard input.")
    private List<String> files = List.of();

    @Option(names = "--text", paramLabel = "TEXT", description = "A text to send, before the files.")
    private String text;

    @Option(
            names = {"-t", "--type"},
            paramLabel = "TYPE",
            description = "The payload type of each file: ${COMPLETION-CANDIDATES}."
                    + " Else by its name: .txt TEXT, .json DICTIONARY, .csv and .arrow ARROWTABLE, pictures, sound, films, else BINARY;"
                    + " standard input is TEXT.")
    private PayloadType type;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "The payloads' names, in the order of the files; else the files' names.")
    private List<String> names = List.of();

    @Option(
            names = {"-H", "--header"},
            paramLabel = "NAME=VALUE",
            description = "A NATS header of the message.")
    private Map<String, String> headers = new LinkedHashMap<>();

    @Option(names = "--purpose", paramLabel = "TEXT", description = "What the message is for (msg_purpose).")
    private String purpose;

    @Option(names = "--request", description = "Waits for the reply and shows it.")
    private boolean request;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            converter = Time.class,
            description = "How long to wait for the reply: 30s; else 20 s.")
    private Duration timeout;

    @Option(names = "--jetstream", description = "Done when the stream that takes the subject has stored the message.")
    private boolean jetstream;

    @Option(
            names = {"-q", "--quiet"},
            description = "Tells nothing but errors and the reply.")
    private boolean quiet;

    @Mixin
    private Output output;

    @Mixin
    private Help help;

    @ArgGroup(exclusive = false, heading = Target.HEADING)
    private Target target = new Target();

    @Override
    public Integer call() throws Exception {
        if (request && jetstream) {
            throw new IllegalArgumentException(
                    "A request goes to whoever listens, not to a stream: choose one of --request and --jetstream");
        }
        List<Payload> payloads = payloads();
        try (Session session = Session.open(target, options());
                Uploads uploads = new Uploads(session, cli.terminal(), quiet)) {
            uploads.watch();
            Exchange exchange = new DefaultExchange(session.context());
            exchange.setPattern(request ? ExchangePattern.InOut : ExchangePattern.InOnly);
            exchange.getMessage().setBody(payloads);
            headers.forEach((name, value) -> exchange.getMessage().setHeader(header(name), value));
            if (purpose != null) {
                exchange.getMessage().setHeader(NatsBridgeConstants.MSG_PURPOSE, purpose);
            }
            send(session, exchange);
            return ExitCode.DONE;
        }
    }

    private Map<String, String> options() {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("fetch", output.fetch().name());
        options.put("jetstreamEnabled", String.valueOf(jetstream));
        if (timeout != null) {
            options.put("requestTimeout", String.valueOf(timeout.toMillis()));
        }
        return options;
    }

    /** Camel's own headers are options of the command, or none of its business. */
    private static String header(String name) {
        if (name.regionMatches(true, 0, "Camel", 0, "Camel".length())) {
            throw new IllegalArgumentException("Header " + Printable.line(name)
                    + " would not travel: names that begin with Camel do not; use the options, or -o");
        }
        return name;
    }

    private List<Payload> payloads() throws IOException {
        if (files.stream().filter("-"::equals).count() > 1) {
            throw new IllegalArgumentException("Standard input (-) can be read once");
        }
        List<Payload> payloads = new ArrayList<>();
        if (text != null) {
            payloads.add(Payload.of("text", text, PayloadType.TEXT));
        }
        for (int i = 0; i < files.size(); i++) {
            String name = i < names.size() ? names.get(i) : null;
            String file = files.get(i);
            payloads.add(
                    file.equals("-")
                            ? PayloadFile.of(cli.terminal().in(), name, type)
                            : PayloadFile.of(Path.of(file), name, type));
        }
        if (payloads.isEmpty()) {
            throw new IllegalArgumentException(
                    "There is nothing to send: name files, - for standard input, or use --text");
        }
        return payloads;
    }

    private void send(Session session, Exchange exchange) throws Exception {
        NatsBridgeEndpoint endpoint = session.context().getEndpoint("natsbridge:cli", NatsBridgeEndpoint.class);
        NatsBridgeConfiguration configuration = endpoint.getConfiguration();
        configuration.setSubject(subject);
        try (ProducerTemplate template = session.context().createProducerTemplate()) {
            template.send(endpoint, exchange);
        }
        if (exchange.getException() != null) {
            throw exchange.getException();
        }
        if (request) {
            String from = exchange.getMessage().getHeader(NatsBridgeConstants.SUBJECT, subject, String.class);
            output.printer(cli.terminal())
                    .accepted(Instant.now(), from, exchange.getMessage().getBody(Envelope.class));
        } else if (!quiet) {
            tell(exchange);
        }
    }

    /** What went out, as the envelope has it. */
    private void tell(Exchange exchange) {
        byte[] json = exchange.getMessage()
                .getHeader(NatsBridgeConstants.ENVELOPE, "", String.class)
                .getBytes(StandardCharsets.UTF_8);
        Envelope sent =
                new EnvelopeReader(Integer.MAX_VALUE, () -> UUID.randomUUID().toString()).read(json);
        if (output.json) {
            output.printer(cli.terminal()).accepted(Instant.now(), subject, sent);
            return;
        }
        long bytes = sent.payloads().stream().mapToLong(Payload::size).sum();
        long links = sent.payloads().stream()
                .filter(payload -> payload.transport() == Transport.LINK)
                .count();
        Object sequence = exchange.getMessage().getHeader(NatsBridgeConstants.STREAM_SEQUENCE);
        cli.terminal()
                .line("sent " + Printable.count(sent.payloads().size(), "payload") + ", " + Printable.bytes(bytes)
                        + (links == 0 ? "" : ", " + links + " by link") + ", to '" + Printable.line(subject) + "'"
                        + (sequence == null ? "" : ", number " + sequence + " of its stream") + ", msg_id "
                        + sent.msgId());
    }
}
