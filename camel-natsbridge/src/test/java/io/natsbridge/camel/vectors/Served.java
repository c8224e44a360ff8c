/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.vectors;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A file under a link's path, and how the file server answers.
 *
 * @param path below the file server's URL, as it is requested
 * @param name of the file in the folder {@code files}; empty if there is none
 * @param content of that file
 * @param answer how it is answered other than with the file
 */
record Served(String path, String name, byte[] content, ObjectNode answer) {

    static Served of(String path, String name, byte[] content) {
        return new Served(path, name, content, JsonNodeFactory.instance.objectNode());
    }

    /** No file, but this status. */
    Served withStatus(int status) {
        return new Served(path, "", new byte[0], answer.deepCopy().put("status", status));
    }

    /** A redirect to here. */
    Served withLocation(String location) {
        return new Served(
                path, "", new byte[0], answer.deepCopy().put("status", 301).put("location", location));
    }

    /** These statuses first, one for each request, and then the file. */
    Served withStatusFirst(int... statuses) {
        ObjectNode changed = answer.deepCopy();
        for (int status : statuses) {
            changed.withArray("first").add(status);
        }
        return new Served(path, name, content, changed);
    }

    /** The announced length is larger than the file by so many bytes, and the connection then ends. */
    Served withMissing(int bytes) {
        return new Served(path, name, content, answer.deepCopy().put("missing", bytes));
    }

    /** The file's bytes so many times. */
    Served withTimes(int times) {
        return new Served(path, name, content, answer.deepCopy().put("times", times));
    }

    /** The same file under another path. */
    Served at(String otherPath) {
        return new Served(otherPath, name, content, answer);
    }

    /** Other bytes. */
    Served withContent(String otherName, byte[] other) {
        return new Served(path, otherName, other, answer);
    }

    ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("path", path);
        if (!name.isEmpty()) {
            json.put("file", name);
        }
        return json.setAll(answer.deepCopy());
    }
}
