/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.store;

import io.natsbridge.camel.error.Names;
import io.natsbridge.camel.error.NatsBridgeException.FileserverException;
import java.util.ArrayList;
import java.util.List;

/**
 * One request of an operation on a file server, as its failures tell of it.
 *
 * @param operation what is done, to stand after "Cannot", such as {@code upload payload 'photo' to http://host:8080}
 * @param name what this request is for, such as {@code adding the file}
 * @param secrets text that must not come out
 */
record Step(String operation, String name, List<String> secrets) {

    Step(String operation, String name) {
        this(operation, name, List.of());
    }

    /** The next request of the same operation, where one more text is a secret (null: none). */
    Step then(String nextName, String secret) {
        List<String> all = new ArrayList<>(secrets);
        if (secret != null && !secret.isEmpty()) {
            all.add(secret);
        }
        return new Step(operation, nextName, all);
    }

    String message(String why) {
        return "Cannot " + operation + ": " + name + ": " + why;
    }

    /** Refuses an answer whose status is right and whose content is not. */
    FileserverException refusal(String why) {
        return new FileserverException(message(why), 200, false, null, null);
    }

    /** Text that came from outside, cut, printable, and without what is secret in this operation. */
    String quoted(String text) {
        String result = text;
        for (String secret : secrets) {
            result = result.replace(secret, "***");
        }
        return Names.printable(result);
    }
}
