/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.store;

import io.natsbridge.camel.error.Names;
import io.natsbridge.camel.error.NatsBridgeException.FileserverException;
import io.natsbridge.camel.error.NatsBridgeException.LinkGoneException;
import io.natsbridge.camel.error.NatsBridgeException.LinkGoneException.Reason;
import io.natsbridge.camel.error.NatsBridgeException.PayloadIntegrityException;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;

/**
 * Fetches files by plain HTTP, from whatever server gives them out: no credentials beside those that a pre-signed link holds. Messages name the server, never the link, whose
 * query may be a signature.
 */
final class HttpDownloads implements FileserverDownloadHandler {

    private static final Pattern SIGNED_AT = Pattern.compile("(?:^|&)X-Amz-Date=([0-9]{8}T[0-9]{6})Z(?:&|$)");
    private static final Pattern SIGNED_FOR = Pattern.compile("(?:^|&)X-Amz-Expires=([0-9]{1,9})(?:&|$)");
    private static final DateTimeFormatter SIGNING_TIME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss");

    private final HttpTransport transport;

    HttpDownloads(HttpTransport transport) {
        this.transport = transport;
    }

    @Override
    public InputStream download(Download download) throws IOException {
        Step step = step(download, "download", "fetching the file");
        HttpAnswer answer = transport.send(request("GET", download), download.deadline());
        try {
            if (answer.status() != 200) {
                throw failure(answer, download, step);
            }
            checkIsFile(answer, download, step);
            return answer.body();
        } catch (IOException | RuntimeException e) {
            answer.close();
            throw e;
        }
    }

    /** A link with a query may be signed for reading alone, so it is not asked about. */
    @Override
    public void check(Download download) throws IOException {
        if (download.uri().getRawQuery() != null) {
            return;
        }
        try (HttpAnswer answer = transport.send(request("HEAD", download), download.deadline())) {
            if (answer.status() == 404 || answer.status() == 410) {
                throw failure(answer, download, step(download, "download", "asking whether the file is there"));
            }
            answer.text();
        }
    }

    @Override
    public void delete(Download download) throws IOException {
        try (HttpAnswer answer = transport.send(request("DELETE", download), download.deadline())) {
            if (answer.status() / 100 != 2 && answer.status() != 404 && answer.status() != 410) {
                throw failure(answer, download, step(download, "delete", "deleting the file"));
            }
            answer.text();
        }
    }

    /** Makes sure that a successful answer can be the file that is meant. */
    static void checkIsFile(HttpAnswer answer, Download download, Step step) throws IOException {
        long length = answer.length();
        boolean sizeFits = length >= 0 && length == download.size();
        String type = answer.header("Content-Type");
        if (type != null && type.toLowerCase(Locale.ROOT).startsWith("text/html") && !sizeFits) {
            throw step.refusal("the server answered with an HTML page where a file was expected;"
                    + " look for a login page or an error page in front of the file server");
        }
        if (answer.hasConflictingLengths()) {
            throw new IOException("the answer has both Content-Length and Transfer-Encoding");
        }
        if (!answer.hasMarkedEnd()) {
            throw new IOException("the answer does not say where its body ends");
        }
        if (length >= 0 && download.size() >= 0 && !sizeFits) {
            throw new PayloadIntegrityException(
                    download.dataname(),
                    "the file server offers " + length + " bytes, the envelope announces " + download.size()
                            + "; ask the sender to send it again");
        }
    }

    private static FileserverException failure(HttpAnswer answer, Download download, Step step) throws IOException {
        Complaint complaint = Complaint.of(answer);
        boolean refused = complaint.status() == 401 || complaint.status() == 403;
        if (!refused) {
            return complaint.fileFailure(step, () -> true);
        }
        Optional<Instant> end = signatureEnd(download.uri().getRawQuery());
        if (end.isPresent() && end.get().isBefore(Instant.now())) {
            return new LinkGoneException(
                    Reason.EXPIRED,
                    step.message("the server answered " + complaint.status() + ", and the link's signature ended at "
                            + end.get() + "; ask the sender to send it again, with a link that lives longer"),
                    complaint.status());
        }
        return new FileserverException(
                step.message("the server answered " + complaint.status()
                        + "; ask the sender for a link that lets its reader do that"),
                complaint.status(),
                false,
                null,
                null);
    }

    /** When the signature of an S3 link ends, where the link says so. */
    private static Optional<Instant> signatureEnd(String query) {
        Matcher at = SIGNED_AT.matcher(query == null ? "" : query);
        Matcher seconds = SIGNED_FOR.matcher(query == null ? "" : query);
        if (!at.find() || !seconds.find()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDateTime.parse(at.group(1), SIGNING_TIME)
                    .toInstant(ZoneOffset.UTC)
                    .plusSeconds(Long.parseLong(seconds.group(1))));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static HttpUriRequestBase request(String method, Download download) {
        return new HttpUriRequestBase(
                method, HttpUrl.parse(download.uri().toString()).toUri());
    }

    private static Step step(Download download, String verb, String name) {
        return new Step(verb + " payload '" + Names.printable(download.dataname()) + "' from " + download.base(), name);
    }
}
