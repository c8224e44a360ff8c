/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.converter;

import io.natsbridge.camel.arrow.ArrowTable;
import io.natsbridge.camel.json.Json;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;

/** Tables as comma-separated values by RFC 4180: quotes where needed, nothing for null, {@code ""} for an empty text, base64 for bytes, JSON for nested values. */
final class Csv {

    private Csv() {}

    static String write(ArrowTable table) {
        StringBuilder out = new StringBuilder();
        line(out, table.columnNames());
        for (Map<String, Object> row : table) {
            line(out, row.values());
        }
        return out.toString();
    }

    private static void line(StringBuilder out, Collection<?> cells) {
        String separator = "";
        for (Object cell : cells) {
            out.append(separator);
            if (cell != null) {
                cell(out, text(cell));
            }
            separator = ",";
        }
        out.append("\r\n");
    }

    private static String text(Object cell) {
        if (cell instanceof byte[] bytes) {
            return Base64.getEncoder().encodeToString(bytes);
        }
        return cell instanceof Map<?, ?> || cell instanceof Collection<?> ? Json.text(cell) : cell.toString();
    }

    private static void cell(StringBuilder out, String text) {
        boolean quotes = text.isEmpty() || text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        if (quotes) {
            out.append('"').append(text.replace("\"", "\"\"")).append('"');
        } else {
            out.append(text);
        }
    }
}
