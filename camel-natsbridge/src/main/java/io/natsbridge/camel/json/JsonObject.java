/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.json;

import java.util.LinkedHashMap;
import java.util.Map;

/** A JSON object that was read: a map in the order of the text, whose own text is JSON again. */
public final class JsonObject extends LinkedHashMap<String, Object> {

    private static final long serialVersionUID = 1L;

    public JsonObject() {}

    public JsonObject(Map<String, Object> map) {
        super(map);
    }

    @Override
    public String toString() {
        return Json.text(this);
    }
}
