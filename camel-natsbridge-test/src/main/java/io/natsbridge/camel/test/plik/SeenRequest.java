/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.plik;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.server.Request;

/**
 * A request that came in.
 *
 * @param method for example {@code GET}
 * @param target path and query as they were sent
 * @param headers all values by name, whatever the name's case
 */
public record SeenRequest(String method, String target, Map<String, List<String>> headers) {

    static SeenRequest of(Request request) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (HttpField field : request.getHeaders()) {
            headers.put(field.getName(), request.getHeaders().getValuesList(field.getName()));
        }
        return new SeenRequest(request.getMethod(), request.getHttpURI().getPathQuery(), headers);
    }

    /**
     * Looks a header up.
     *
     * @param name in any case
     * @return its first value
     */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name)).map(values -> values.get(0));
    }

    /** Leaves the headers' values out: there are tokens among them. */
    @Override
    public String toString() {
        return method + " " + target + " " + headers.keySet();
    }
}
