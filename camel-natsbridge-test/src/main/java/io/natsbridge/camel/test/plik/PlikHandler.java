/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.plik;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers requests, soundly or with a fault. */
final class PlikHandler extends Handler.Abstract {

    private static final Logger LOG = LoggerFactory.getLogger(PlikHandler.class);

    /** Only clients whose name begins like this are told of errors; all others are taken for browsers. */
    private static final List<String> TOOLS =
            List.of("wget", "curl", "python-urllib", "libwwww-perl", "php", "pycurl", "go-http-client", "plik_client");

    private final Routes routes;
    private final Faults faults;
    private final String prefix;

    PlikHandler(Routes routes, Faults faults, String prefix) {
        this.routes = routes;
        this.faults = faults;
        this.prefix = prefix;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws InterruptedException {
        RequestBody body = new RequestBody(request, faults.received());
        Task task = resolve(request, body);
        Fault fault = faults.take(task.route().operation(), SeenRequest.of(request));
        Reply sound = fault.performs() ? answer(task) : Reply.ofStatus(200);
        try (Body owned = sound.body()) {
            faults.pause(fault.delay());
            Reply reply = fault.change(sound.with(owned));
            if (fault.wire() == null) {
                new Sender(request, response, body, faults)
                        .send(reply, task.route().operation());
                callback.succeeded();
            } else {
                spoil(fault.wire(), reply, task, callback);
            }
        } catch (IOException e) {
            LOG.debug("Cannot answer {}: {}", task.route().operation(), e.getMessage());
            callback.failed(new Request.Handler.AbortException(e));
        }
        return true;
    }

    private void spoil(Wire wire, Reply reply, Task task, Callback callback) throws InterruptedException {
        Request request = task.call().request();
        WireConnection connection = new WireConnection(
                request, callback, faults, faults.served(task.route().operation()));
        try {
            wire.send(reply, task.call().body(), connection);
        } catch (IOException e) {
            LOG.debug("Cannot go on with a fault: {}", e.getMessage());
            connection.close();
        }
    }

    private Task resolve(Request request, RequestBody body) {
        try {
            Target target = Target.of(request);
            if (!prefix.isEmpty() && target.path().equals(prefix)) {
                return moved(request, body, target, prefix + "/");
            }
            Target below = target.below(prefix);
            if (below == null) {
                throw ApiError.notFound("404 page not found");
            }
            String clean = below.cleanPath();
            if (!clean.equals(below.path())) {
                // The prefix is lost, as it is by the real server.
                return moved(request, body, target, Target.encode(clean));
            }
            List<String> segments = below.segments();
            List<String> variables = segments.isEmpty() ? segments : segments.subList(1, segments.size());
            return new Task(routes.find(request.getMethod(), segments), new Call(request, target, body, variables));
        } catch (ApiError e) {
            return fixed(request, body, Reply.ofError(e));
        }
    }

    private static Task moved(Request request, RequestBody body, Target target, String path) {
        String location = target.query().isEmpty() ? path : path + "?" + target.query();
        return fixed(request, body, Reply.ofStatus(301).with("Location", location));
    }

    private static Task fixed(Request request, RequestBody body, Reply reply) {
        Target none = new Target("", "", "");
        return new Task(new Route(PlikOperation.OTHER, call -> reply), new Call(request, none, body, List.of()));
    }

    private Reply answer(Task task) {
        Reply reply;
        try {
            reply = task.route().action().answer(task.call());
        } catch (ApiError e) {
            reply = refuse(e, task);
        } catch (IOException e) {
            LOG.warn("Cannot do {}", task.route().operation(), e);
            reply = refuse(ApiError.internal(), task);
        }
        return task.call().isHead() ? reply.headOnly() : reply;
    }

    private Reply refuse(ApiError error, Task task) {
        if (error.status() == 401) {
            return Reply.ofError(error).with("WWW-Authenticate", "Basic realm=\"plik\"");
        }
        return task.route().redirectsErrors() && isBrowser(task.call())
                ? ErrorPage.redirect(error, prefix, task.call())
                : Reply.ofError(error);
    }

    private static boolean isBrowser(Call call) {
        String agent = call.header("User-Agent").toLowerCase(Locale.ROOT);
        return TOOLS.stream().noneMatch(agent::startsWith);
    }

    private record Task(Route route, Call call) {}
}
