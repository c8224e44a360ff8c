/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.store;

import io.natsbridge.camel.error.Names;
import io.natsbridge.camel.error.NatsBridgeException.FileserverException;
import io.natsbridge.camel.error.NatsBridgeException.LinkGoneException;
import io.natsbridge.camel.error.NatsBridgeException.LinkGoneException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The receiving half of {@link PlikClient}: fetch a file, find out whether it is there, delete it. */
final class PlikDownloads {

    private static final Logger LOG = LoggerFactory.getLogger(PlikClient.class);
    private static final Pattern FILE_PATH = Pattern.compile("/file/([A-Za-z0-9_-]{1,64})/([A-Za-z0-9_-]{1,64})/[^/]+");
    private static final String UPLOADED = "uploaded";

    private final HttpTransport transport;
    private final PlikAccess access;

    PlikDownloads(HttpTransport transport, PlikAccess access) {
        this.transport = transport;
        this.access = access;
    }

    boolean accepts(String pathBelowBase, String rawQuery) {
        return rawQuery == null && FILE_PATH.matcher(pathBelowBase).matches();
    }

    InputStream download(Download download) throws IOException {
        Step step = step(download, "download payload", "fetching the file");
        HttpAnswer answer =
                transport.send(request("GET", HttpUrl.parse(download.uri().toString())), download.deadline());
        try {
            if (answer.status() != 200) {
                throw Complaint.of(answer).fileFailure(step, () -> isOneShot(download));
            }
            HttpDownloads.checkIsFile(answer, download, step);
            return answer.body();
        } catch (IOException | RuntimeException e) {
            answer.close();
            throw e;
        }
    }

    void check(Download download) throws IOException {
        Step step = step(download, "download payload", "asking whether the file is there");
        try (HttpAnswer answer = askForUpload(download)) {
            if (answer.status() == 200) {
                checkIsStored(PlikAnswer.read(answer, step), download, step);
                return;
            }
            Complaint complaint = Complaint.of(answer);
            switch (complaint.status()) {
                case 404 -> {
                    if (complaint.text().startsWith("upload ")) {
                        throw complaint.fileFailure(step, () -> false);
                    }
                }
                case 401, 403, 408, 429, 500, 502, 503, 504 -> throw complaint.failure(step);
                default -> LOG.debug("{} does not tell about uploads: status {}", download.base(), answer.status());
            }
        }
    }

    void delete(Download download) throws IOException {
        HttpUrl url = HttpUrl.parse(download.uri().toString());
        try (HttpAnswer answer = transport.send(request("DELETE", url), download.deadline())) {
            if (answer.status() / 100 != 2 && answer.status() != 404) {
                throw Complaint.of(answer).failure(step(download, "delete payload", "deleting the file"));
            }
            answer.text();
        }
    }

    private static void checkIsStored(PlikAnswer upload, Download download, Step step) {
        String status = upload.fileStatus(path(download).group(2));
        if (!status.equals(UPLOADED)) {
            Reason reason = upload.isOneShot() && (status.equals("removed") || status.equals("deleted"))
                    ? Reason.CONSUMED
                    : Reason.NOT_FOUND;
            throw new LinkGoneException(
                    reason,
                    step.message("the file's status is '" + step.quoted(status) + "'; ask the sender to send it again"),
                    200);
        }
    }

    private boolean isOneShot(Download download) {
        try (HttpAnswer answer = askForUpload(download)) {
            return answer.status() == 200
                    && PlikAnswer.read(answer, step(download, "download payload", "asking why"))
                            .isOneShot();
        } catch (IOException | FileserverException e) {
            LOG.debug("{} does not tell about the upload: {}", download.base(), e.toString());
            return false;
        }
    }

    private HttpAnswer askForUpload(Download download) throws IOException {
        HttpUrl base = HttpUrl.parseBase(download.base().toString());
        HttpUrl url = HttpUrl.parse(base + "/upload/" + path(download).group(1));
        return transport.send(request("GET", url), download.deadline());
    }

    private static Matcher path(Download download) {
        String base = HttpUrl.parseBase(download.base().toString()).path();
        Matcher path = FILE_PATH.matcher(download.uri().getRawPath().substring(base.length()));
        if (!path.matches()) {
            throw new IllegalArgumentException("no link to a file of a Plik server: " + download.base());
        }
        return path;
    }

    private HttpUriRequestBase request(String method, HttpUrl url) {
        HttpUriRequestBase request = new HttpUriRequestBase(method, url.toUri());
        if (access.hasPassword() && access.isFor(url)) {
            request.setHeader("Authorization", access.authorization());
        }
        return request;
    }

    private Step step(Download download, String operation, String name) {
        return new Step(operation + " '" + Names.printable(download.dataname()) + "' from " + download.base(), name)
                .then(name, access.password());
    }
}
