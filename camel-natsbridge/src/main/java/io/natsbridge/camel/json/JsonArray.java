/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.json;

import java.util.ArrayList;

/** A JSON array that was read: a list whose own text is JSON again. */
public final class JsonArray extends ArrayList<Object> {

    private static final long serialVersionUID = 1L;

    @Override
    public String toString() {
        return Json.text(this);
    }
}
