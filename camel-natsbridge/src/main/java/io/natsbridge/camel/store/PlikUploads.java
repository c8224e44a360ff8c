/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.store;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.natsbridge.camel.error.Names;
import io.natsbridge.camel.error.NatsBridgeException.FileserverException;
import io.natsbridge.camel.error.NatsBridgeException.PayloadIntegrityException;
import io.natsbridge.camel.error.NatsBridgeException.PayloadTooLargeException;
import io.natsbridge.camel.store.PlikAnswer.Added;
import io.natsbridge.camel.store.PlikAnswer.Created;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sending half of {@link PlikClient}: create an upload, add one file to it, delete it. */
final class PlikUploads {

    private static final Logger LOG = LoggerFactory.getLogger(PlikClient.class);
    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}");
    private static final Pattern EXTENSION = Pattern.compile("(?s).*(\\.[A-Za-z0-9]{1,10})");
    private static final String TOKEN_HEADER = "X-UploadToken";
    private static final String REMOVABLE_IS_OFF = "removable uploads are disabled";
    private static final long WORTH_ASKING = 8 * 1024 * 1024;
    private static final Duration LIMIT_IS_FRESH = Duration.ofMinutes(5);
    private static final Duration LEAST_FOR_CLEANUP = Duration.ofSeconds(1);

    private final HttpTransport transport;
    private final PlikAccess access;
    private final Map<HttpUrl, Limit> limits = new ConcurrentHashMap<>();
    private final Set<HttpUrl> forcing = ConcurrentHashMap.newKeySet();

    /** The largest file that a server takes, or -1. */
    private record Limit(long maxFileSize, Deadline fresh) {}

    PlikUploads(HttpTransport transport, PlikAccess access) {
        this.transport = transport;
        this.access = access;
    }

    StoredFile upload(Upload upload) throws IOException {
        HttpUrl server = HttpUrl.parseBase("fileserverUrl", upload.fileserverUrl());
        Step step = new Step(
                        "upload payload '" + Names.printable(upload.dataname()) + "' to " + server, "asking for limits")
                .then("creating the upload", access.token())
                .then("creating the upload", access.password());
        checkLimit(server, upload, step);
        Created created = create(server, upload, step);
        if (created.oneShot() && !upload.life().oneShot() && forcing.add(server)) {
            LOG.warn(
                    "The file server {} makes every upload one-shot: only the first reader of a link gets its data",
                    server);
        }
        try {
            if (created.stream()) {
                throw step.refusal("the server forces stream mode, in which it stores nothing; switch that off");
            }
            return add(server, upload, created, step.then("adding the file", created.token()));
        } catch (IOException | RuntimeException e) {
            discard(server, upload, created, e);
            throw e;
        }
    }

    void delete(StoredFile file) throws IOException {
        Deadline deadline = Deadline.in(
                transport.timeouts().connect().plus(transport.timeouts().answer()));
        if (file.fileserverUrl() == null || file.uploadId() == null || file.uploadToken() == null) {
            delete(HttpUrl.parse(file.url()), null, deadline);
        } else {
            HttpUrl server = HttpUrl.parseBase(file.fileserverUrl());
            delete(below(server, "/upload/" + file.uploadId()), file.uploadToken(), deadline);
        }
    }

    /** The name to store a payload under: its own where that is plain ASCII, else a new one with the same extension. */
    static String fileName(String dataname) {
        String own = dataname == null ? "" : dataname;
        if (PLAIN_NAME.matcher(own).matches()) {
            return own;
        }
        Matcher extension = EXTENSION.matcher(own);
        return "payload-" + UUID.randomUUID() + (extension.matches() ? extension.group(1) : "");
    }

    private void checkLimit(HttpUrl server, Upload upload, Step step) throws IOException {
        long size = upload.data().size();
        if (size < WORTH_ASKING || access.hasToken()) {
            return;
        }
        Limit limit = limits.get(server);
        if (limit == null || limit.fresh().isOver()) {
            limit = new Limit(maxFileSize(server, upload.deadline(), step), Deadline.in(LIMIT_IS_FRESH));
            limits.put(server, limit);
        }
        if (limit.maxFileSize() >= 0 && size > limit.maxFileSize()) {
            throw new PayloadTooLargeException(
                    "Payload '" + Names.printable(upload.dataname()) + "' for the file server " + server,
                    size,
                    limit.maxFileSize(),
                    "raise the server's MaxFileSize, or send less");
        }
    }

    private long maxFileSize(HttpUrl server, Deadline deadline, Step step) throws IOException {
        try (HttpAnswer answer = transport.send(request("GET", below(server, "/config")), deadline)) {
            return PlikAnswer.read(answer, step).maxFileSize();
        } catch (FileserverException e) {
            LOG.debug("The file server {} does not tell its limits: {}", server, e.getMessage());
            return -1;
        }
    }

    private Created create(HttpUrl server, Upload upload, Step step) throws IOException {
        ObjectNode wish = JsonNodeFactory.instance.objectNode();
        wish.put("oneShot", upload.life().oneShot());
        wish.put("removable", !upload.life().oneShot());
        wish.put(
                "ttl",
                Math.max(1, upload.life().timeToLive().plusNanos(999_999_999).toSeconds()));
        if (access.hasPassword() && access.isFor(server)) {
            wish.put("login", access.login());
            wish.put("password", access.password());
        }
        try {
            return create(server, wish, upload.deadline(), step);
        } catch (FileserverException e) {
            if (e.status() != 400 || !e.getMessage().contains(REMOVABLE_IS_OFF)) {
                throw e;
            }
            LOG.debug("The file server {} lets nobody remove files who has no token", server);
            return create(server, wish.put("removable", false), upload.deadline(), step);
        }
    }

    private Created create(HttpUrl server, ObjectNode wish, Deadline deadline, Step step) throws IOException {
        HttpUriRequestBase request = request("POST", below(server, "/upload"));
        request.setEntity(new StringEntity(wish.toString(), ContentType.APPLICATION_JSON));
        if (access.hasToken() && access.isFor(server)) {
            request.setHeader("X-PlikToken", access.token());
        }
        try (HttpAnswer answer = transport.send(request, deadline)) {
            return PlikAnswer.read(answer, step).created(server);
        }
    }

    private StoredFile add(HttpUrl server, Upload upload, Created created, Step step) throws IOException {
        String name = fileName(upload.dataname());
        MultipartBody body = MultipartBody.of(name, upload.data());
        HttpUriRequestBase request = request("POST", below(server, "/file/" + created.id()));
        request.setHeader(TOKEN_HEADER, created.token());
        request.setEntity(body);
        Added added;
        try (HttpAnswer answer = transport.send(request, upload.deadline())) {
            added = PlikAnswer.read(answer, step).added();
        } catch (IOException e) {
            if (body.sourceFailure() != null) {
                throw new FileserverException(
                        step.message("its bytes cannot be read: "
                                + body.sourceFailure().getMessage()),
                        0,
                        false,
                        null,
                        e);
            }
            if (body.writeFailure() != null && body.writeFailure() != e) {
                e.addSuppressed(body.writeFailure());
            }
            throw e;
        }
        if (body.writeFailure() != null) {
            throw new IOException("the server ended the upload before its end", body.writeFailure());
        }
        if (!added.name().equals(name)) {
            throw step.refusal("the server stored it as '" + step.quoted(added.name()) + "' and not as '" + name + "'");
        }
        verify(upload, added, body.md5());
        String url = created.linkBase() + "/file/" + created.id() + "/" + added.id() + "/"
                + HttpUrl.encodeSegment(added.name());
        return new StoredFile(
                url,
                server.toString(),
                created.id(),
                added.id(),
                created.token(),
                added.size(),
                created.expiresAt(),
                created.oneShot());
    }

    private static void verify(Upload upload, Added added, String md5) {
        if (added.size() != upload.data().size()) {
            throw new PayloadIntegrityException(
                    upload.dataname(),
                    "the file server stored " + added.size() + " bytes of the "
                            + upload.data().size() + " that were sent; look for a proxy that changes uploads");
        }
        if (added.md5() != null && !added.md5().equals(md5)) {
            throw new PayloadIntegrityException(
                    upload.dataname(),
                    "the file server stored bytes with MD5 " + Names.printable(added.md5())
                            + ", sent were bytes with MD5 " + md5 + "; look for a proxy that changes uploads");
        }
    }

    private void discard(HttpUrl server, Upload upload, Created created, Exception failure) {
        Deadline deadline = upload.deadline().remaining().compareTo(LEAST_FOR_CLEANUP) > 0
                ? upload.deadline()
                : Deadline.in(LEAST_FOR_CLEANUP);
        try {
            delete(below(server, "/upload/" + created.id()), created.token(), deadline);
        } catch (IOException | RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    private void delete(HttpUrl url, String token, Deadline deadline) throws IOException {
        HttpUriRequestBase request = request("DELETE", url);
        if (token != null) {
            request.setHeader(TOKEN_HEADER, token);
        }
        try (HttpAnswer answer = transport.send(request, deadline)) {
            if (answer.status() / 100 != 2 && answer.status() != 404) {
                throw Complaint.of(answer)
                        .failure(new Step("delete an upload on " + url.origin(), "deleting").then("deleting", token));
            }
            answer.text();
        }
    }

    private static HttpUriRequestBase request(String method, HttpUrl url) {
        return new HttpUriRequestBase(method, url.toUri());
    }

    private static HttpUrl below(HttpUrl base, String path) {
        return new HttpUrl(base.scheme(), base.host(), base.port(), base.path() + path, null);
    }
}
