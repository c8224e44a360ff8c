/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.csv;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import io.natsbridge.camel.error.Names;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tables ⇄ comma-separated values by RFC 4180: a line of column names, then a line for each row. A cell of nothing is null, {@code ""} an empty text.
 *
 * <p>Written, numbers are plain (decimals without exponent), dates and times ISO-8601 with seconds, bytes base64, nested values JSON. Read, a column becomes numbers,
 * booleans, dates or times where every one of its values is one and keeps its value; else it is text. So {@code 007} stays text.
 */
public final class Csv {

    private static final CsvMapper MAPPER = new CsvMapper(new CsvFactory());
    private static final ObjectReader READER = MAPPER.readerForListOf(String.class)
            .with(CsvParser.Feature.WRAP_AS_ARRAY)
            .with(CsvParser.Feature.EMPTY_UNQUOTED_STRING_AS_NULL);

    private Csv() {}

    /**
     * Reads a table. Lines end with LF or CRLF; an empty line is a null where there is one column, and passed over where there are more.
     *
     * @param text may begin with a byte order mark
     * @return the rows, as maps in the order of the columns; none where there are only names
     * @throws MalformedCsvException when a quote is not closed, two columns have the same name, or a row has more or fewer cells than there are columns
     */
    public static List<Map<String, Object>> read(String text) throws MalformedCsvException {
        String csv = text.startsWith("\ufeff") ? text.substring(1) : text;
        try (MappingIterator<List<String>> lines = READER.readValues(csv)) {
            return new Reading(lines).rows();
        } catch (MalformedCsvException e) {
            throw e;
        } catch (IOException e) {
            throw new MalformedCsvException(unreadable(e), e);
        }
    }

    private static String unreadable(Throwable cause) {
        boolean located = cause instanceof JsonProcessingException problem && problem.getLocation() != null;
        return "it is no table of comma-separated values"
                + (located
                        ? " at line "
                                + ((JsonProcessingException) cause)
                                        .getLocation()
                                        .getLineNr()
                        : "")
                + ": a quote is not closed, or there is text behind a closing quote";
    }

    /** One text on its way. */
    private static final class Reading {
        private final MappingIterator<List<String>> lines;
        private List<String> names;

        Reading(MappingIterator<List<String>> lines) {
            this.lines = lines;
        }

        List<Map<String, Object>> rows() throws IOException {
            if (!lines.hasNextValue()) {
                return List.of();
            }
            names = columnNames(lines.nextValue());
            List<List<String>> columns = new ArrayList<>();
            names.forEach(name -> columns.add(new ArrayList<>()));
            while (lines.hasNextValue()) {
                List<String> cells = lines.nextValue();
                if (isBlank(cells)) {
                    continue;
                }
                check(cells);
                for (int i = 0; i < columns.size(); i++) {
                    columns.get(i).add(cells.get(i));
                }
            }
            return rows(columns);
        }

        private boolean isBlank(List<String> cells) {
            return names.size() > 1 && cells.size() <= 1 && (cells.isEmpty() || cells.get(0) == null);
        }

        private void check(List<String> cells) throws MalformedCsvException {
            if (cells.size() != names.size()) {
                throw new MalformedCsvException("the row that ends at line "
                        + lines.getCurrentLocation().getLineNr() + " has " + cells.size() + " cells, and there are "
                        + names.size() + " columns");
            }
        }

        private List<Map<String, Object>> rows(List<List<String>> columns) {
            List<List<?>> values = new ArrayList<>();
            columns.forEach(column -> values.add(CsvColumn.typed(column)));
            List<Map<String, Object>> rows = new ArrayList<>();
            for (int row = 0; row < columns.get(0).size(); row++) {
                Map<String, Object> map = new LinkedHashMap<>();
                for (int i = 0; i < names.size(); i++) {
                    map.put(names.get(i), values.get(i).get(row));
                }
                rows.add(map);
            }
            return rows;
        }

        private static List<String> columnNames(List<String> cells) throws MalformedCsvException {
            List<String> names = new ArrayList<>();
            Set<String> seen = new HashSet<>();
            for (String cell : cells) {
                String name = cell == null ? "" : cell;
                if (!seen.add(name)) {
                    throw new MalformedCsvException("two columns are named '" + Names.printable(name) + "'");
                }
                names.add(name);
            }
            return names;
        }
    }

    /**
     * Writes a table; lines end with CRLF.
     *
     * @param columns names, in order
     * @param rows their values by name; a missing one is null
     */
    public static String write(List<String> columns, Iterable<? extends Map<String, ?>> rows) {
        StringBuilder out = new StringBuilder();
        line(out, columns);
        for (Map<String, ?> row : rows) {
            line(out, columns.stream().map(row::get).map(CsvText::of).toList());
        }
        return out.toString();
    }

    private static void line(StringBuilder out, List<String> cells) {
        String separator = "";
        for (String cell : cells) {
            out.append(separator);
            if (cell != null) {
                cell(out, cell);
            }
            separator = ",";
        }
        out.append("\r\n");
    }

    /** A leading bracket or brace is quoted too, so that text that begins with one is always JSON. */
    private static void cell(StringBuilder out, String text) {
        boolean quotes = text.isEmpty()
                || text.startsWith("[")
                || text.startsWith("{")
                || text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        if (quotes) {
            out.append('"').append(text.replace("\"", "\"\"")).append('"');
        } else {
            out.append(text);
        }
    }
}
