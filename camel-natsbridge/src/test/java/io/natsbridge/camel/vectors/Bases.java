/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.vectors;

import java.util.HashMap;
import java.util.Map;

/** The accepted messages from which others are made. */
final class Bases {

    private final Map<String, Draft> drafts = new HashMap<>();

    void put(Draft draft) {
        drafts.put(draft.origin(), draft);
    }

    Draft get(String id) {
        Draft draft = drafts.get(id);
        if (draft == null) {
            throw new IllegalArgumentException("No vector to make another from: " + id);
        }
        return draft;
    }

    /** One text, as this component sends it. */
    Draft text() {
        return get("camel-text-direct");
    }

    /** One link to bytes, as this component sends it. */
    Draft link() {
        return get("camel-binary-link");
    }
}
