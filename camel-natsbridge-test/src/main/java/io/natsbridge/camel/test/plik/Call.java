/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.plik;

import java.util.List;
import org.eclipse.jetty.server.Request;

/**
 * A request on its way through the API.
 *
 * @param request headers and method
 * @param target what it is directed at
 * @param body what it carries
 * @param variables the path's elements behind the first one: upload id, file id, file name
 */
record Call(Request request, Target target, RequestBody body, List<String> variables) {

    String header(String name) {
        String value = request.getHeaders().get(name);
        return value == null ? "" : value;
    }

    boolean isHead() {
        return request.getMethod().equals("HEAD");
    }

    /** Tells scheme, address and port at which the server listens. */
    String listenAddress() {
        return "%s://127.0.0.1:%d".formatted(request.isSecure() ? "https" : "http", Request.getLocalPort(request));
    }

    String uploadId() {
        return variables.get(0);
    }

    String fileId() {
        return variables.get(1);
    }

    /** Tells the last element: the name of a file or of an archive. */
    String name() {
        return variables.get(variables.size() - 1);
    }
}
