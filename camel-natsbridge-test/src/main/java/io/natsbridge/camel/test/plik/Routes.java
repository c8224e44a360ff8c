/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.plik;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The API's paths and methods. */
final class Routes {

    private static final Set<String> READ = Set.of("GET", "HEAD");
    private static final String PAGE =
            "<!DOCTYPE html><html><head><title>Plik</title></head><body>Plik</body></html>\n";

    private final List<Entry> entries = new ArrayList<>();
    private final boolean webInterface;

    Routes(EmbeddedPlikOptions options, UploadStore store) {
        webInterface = options.webInterface();
        PlikJson json = new PlikJson(options);
        Access access = new Access(options, store);
        UploadCalls uploads = new UploadCalls(options, store, access);
        FileCalls files = new FileCalls(options, store, access);
        Archive archive = new Archive(store, access);
        add(Set.of("POST"), "", 0, new Route(PlikOperation.UPLOAD, call -> files.addQuick(call, uploads.quick(call))));
        add(Set.of("GET"), "config", 0, config(call -> Reply.ofJson(json.config())));
        add(Set.of("GET"), "version", 0, config(call -> Reply.ofJson(json.version())));
        add(Set.of("GET"), "health", 0, config(call -> Reply.ofText(200, "ok\n")));
        add(Set.of("POST"), "upload", 0, new Route(PlikOperation.CREATE, uploads::create));
        add(Set.of("GET"), "upload", 1, new Route(PlikOperation.INFO, uploads::info));
        add(Set.of("DELETE"), "upload", 1, new Route(PlikOperation.DELETE, uploads::delete));
        add(Set.of("POST"), "file", 1, new Route(PlikOperation.UPLOAD, files::add));
        add(Set.of("POST"), "file", 3, new Route(PlikOperation.UPLOAD, files::addDeclared));
        add(Set.of("DELETE"), "file", 3, new Route(PlikOperation.DELETE, files::delete));
        add(READ, "file", 3, new Route(PlikOperation.DOWNLOAD, files::get));
        add(Set.of("POST"), "stream", 3, new Route(PlikOperation.UPLOAD, files::addDeclared));
        add(READ, "stream", 3, new Route(PlikOperation.DOWNLOAD, files::get));
        add(READ, "archive", 2, new Route(PlikOperation.DOWNLOAD, archive::get));
    }

    private static Route config(Route.Action action) {
        return new Route(PlikOperation.CONFIG, action);
    }

    private void add(Set<String> methods, String first, int variables, Route route) {
        entries.add(new Entry(methods, first, variables, route));
    }

    /** Finds the way for a method and the elements of a clean path; there always is one, if only to say no. */
    Route find(String method, List<String> segments) {
        List<Entry> atPath =
                entries.stream().filter(entry -> entry.isAt(segments)).toList();
        Optional<Route> route = atPath.stream()
                .filter(entry -> entry.methods().contains(method))
                .map(Entry::route)
                .findFirst();
        return route.orElseGet(() -> new Route(PlikOperation.OTHER, call -> fallback(segments, !atPath.isEmpty())));
    }

    /** With the web interface every other request is one for its files, and there is none but the page. */
    private Reply fallback(List<String> segments, boolean pathKnown) throws ApiError {
        if (webInterface && segments.isEmpty()) {
            return Reply.of(200, "text/html; charset=utf-8", Body.of(PAGE.getBytes(UTF_8)));
        }
        if (!webInterface && pathKnown) {
            return Reply.ofStatus(405);
        }
        throw ApiError.notFound("404 page not found");
    }

    private record Entry(Set<String> methods, String first, int variables, Route route) {

        boolean isAt(List<String> segments) {
            if (segments.isEmpty()) {
                return first.isEmpty();
            }
            return segments.get(0).equals(first) && segments.size() == variables + 1 && !segments.contains("");
        }
    }
}
