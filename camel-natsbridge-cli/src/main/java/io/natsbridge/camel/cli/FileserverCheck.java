/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.cli;

import io.nats.client.JetStreamApiException;
import io.natsbridge.camel.NatsBridgeConfiguration;
import io.natsbridge.camel.cli.Fileserver.Answer;
import io.natsbridge.camel.content.Content;
import io.natsbridge.camel.error.NatsBridgeException;
import io.natsbridge.camel.store.Deadline;
import io.natsbridge.camel.store.Download;
import io.natsbridge.camel.store.PlikClient;
import io.natsbridge.camel.store.StoredFile;
import io.natsbridge.camel.store.Upload;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/** The file servers: whether they answer, what they allow, and whether a small file can be stored, fetched and deleted. */
final class FileserverCheck {

    private static final String AREA = "files";
    private static final String OBJECTS = "nats-object://";
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int SIZE = 1024;

    private final Session session;
    private final NatsBridgeConfiguration options;
    private final Uploads uploads;
    private final Findings findings;
    private final Clocks clocks;

    FileserverCheck(Session session, Uploads uploads, Findings findings, Clocks clocks) {
        this.session = session;
        this.options = session.configuration();
        this.uploads = uploads;
        this.findings = findings;
        this.clocks = clocks;
    }

    void run() throws IOException, GeneralSecurityException, InterruptedException {
        for (String url : Uploads.urls(options, System.getenv())) {
            if (url.startsWith(OBJECTS)) {
                bucket(url);
            } else {
                server(url.replaceFirst("/+$", ""));
            }
        }
    }

    private void bucket(String url) throws IOException {
        String bucket = url.substring(OBJECTS.length()).split("/", 2)[0];
        try {
            long size = session.connection()
                    .objectStoreManagement()
                    .getStatus(bucket)
                    .getSize();
            findings.ok(AREA, "bucket '" + bucket + "' of the broker's object store holds " + Printable.bytes(size));
        } catch (JetStreamApiException | NatsBridgeException e) {
            findings.broken(
                    AREA,
                    "there is no bucket '" + bucket + "': " + e.getMessage(),
                    "make it: nats object add " + bucket + " --ttl 24h");
        }
    }

    private void server(String url) throws IOException, GeneralSecurityException, InterruptedException {
        Fileserver server = new Fileserver(url, session);
        try {
            Answer version = server.get("/version");
            Instant now = Instant.now();
            if (version.json().path("version").isMissingNode()) {
                findings.broken(
                        AREA,
                        url + " answers with status " + version.status() + " and does not speak as a Plik server does",
                        "correct --fileserver: the base URL of a Plik server, or nats-object://BUCKET");
                return;
            }
            findings.ok(AREA, "Plik " + version.json().path("version").asText() + " at " + Url.withoutCredentials(url));
            version.date().ifPresent(date -> clocks.tell("the file server", date.plusMillis(500), now));
            config(server.get("/config"));
        } catch (IOException e) {
            findings.broken(
                    AREA,
                    Url.withoutCredentials(url) + " does not answer: " + e,
                    "start it, correct --fileserver, or see that a firewall lets this machine through");
            return;
        }
        store(url);
    }

    private void config(Answer answer) {
        PlikSettings settings = new PlikSettings(answer.json(), options, findings);
        if (answer.status() == 200) {
            settings.check();
        } else {
            findings.info(AREA, "the server does not tell its limits: status " + answer.status());
        }
    }

    /** Stores, fetches and deletes a file, as a send and a receipt would. */
    private void store(String url) throws IOException, GeneralSecurityException {
        PlikClient client = uploads.client();
        byte[] bytes = new byte[SIZE];
        Arrays.fill(bytes, (byte) 'n');
        StoredFile file;
        try {
            file = client.upload(upload(url, bytes));
        } catch (NatsBridgeException | IOException e) {
            findings.broken(AREA, "a small file cannot be stored: " + ExitCode.text(e), advice(e));
            return;
        }
        try (InputStream in = client.download(download(file, url))) {
            boolean same = Arrays.equals(in.readAllBytes(), bytes);
            if (!same) {
                findings.broken(AREA, "what was stored comes back changed", "look for a proxy that rewrites bodies");
            }
        } catch (NatsBridgeException | IOException e) {
            findings.broken(
                    AREA,
                    "what was stored cannot be fetched again: " + ExitCode.text(e),
                    "see that links lead to the server: DownloadDomain of plikd, downloadUrlMappings of receivers");
        }
        expiry(file);
        delete(client, file);
    }

    private static String advice(Exception e) {
        String text = String.valueOf(e.getMessage());
        return text.contains("ttl") || text.contains("TTL")
                ? "lower linkTtl, or raise the server's MaxTTLStr"
                : "look at the server's log and disk; anonymous uploads may be off: set FILESERVER_TOKEN";
    }

    private void expiry(StoredFile file) {
        if (file.expiresAt() == null) {
            findings.warning(
                    AREA,
                    "the server keeps files for ever",
                    "set DefaultTTLStr and MaxTTLStr of plikd, or its disk fills");
            return;
        }
        Duration life = Duration.between(Instant.now(), file.expiresAt());
        Duration wanted = Duration.ofMillis(options.getLinkTtl());
        if (life.plusMinutes(1).compareTo(wanted) < 0) {
            findings.warning(
                    AREA,
                    "files live for " + life.toMinutes() + " minutes, linkTtl asks for " + wanted.toMinutes(),
                    "enable FeatureSetTTL, raise MaxTTLStr, or have messages read sooner");
        }
    }

    private void delete(PlikClient client, StoredFile file) {
        try {
            client.delete(file);
            findings.ok(AREA, "a file of " + Printable.bytes(SIZE) + " was stored, fetched and deleted");
        } catch (NatsBridgeException | IOException e) {
            findings.warning(
                    AREA,
                    "a file cannot be deleted: " + ExitCode.text(e),
                    "allow DELETE through proxies; files of failed sends live until their time is over");
        }
    }

    private Upload upload(String url, byte[] bytes) {
        return new Upload(
                url,
                "natsbridge-doctor.bin",
                "binary",
                null,
                Content.of(bytes),
                new Upload.Life(false, Duration.ofMillis(options.getLinkTtl())),
                "natsbridge-doctor",
                "natsbridge-doctor",
                Deadline.in(PATIENCE));
    }

    private static Download download(StoredFile file, String url) {
        return new Download(
                URI.create(file.url()),
                URI.create(url),
                "natsbridge-doctor.bin",
                SIZE,
                "natsbridge-doctor",
                Deadline.in(PATIENCE));
    }
}
