/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A picture of what a terminal shows of a text with colours. Half blocks are drawn as the two rectangles that they are.
 *
 * @param columns width in characters
 */
public record AnsiSvg(int columns) {

    private static final double CELL = 8.4;
    private static final int LINE = 18;
    private static final int MARGIN = 16;
    private static final int BAR = 34;
    private static final String PLAIN = "#d8dee9";
    private static final Map<String, String> COLOURS = Map.of(
            "31", "#ff7b72", "32", "#7ee787", "33", "#e3b341", "36", "#76e3ea", "1;31", "#ff7b72", "2", "#8b949e");
    private static final Pattern STYLE = Pattern.compile("\u001b\\[([0-9;]*)m");
    private static final Pattern RGB = Pattern.compile("([34])8;2;([0-9]+);([0-9]+);([0-9]+)");

    /** Text that looks the same. */
    private record Piece(String style, String text) {}

    /**
     * The picture as SVG.
     *
     * @param ansi lines of text with escape sequences for colours
     */
    public String of(String ansi) {
        List<List<Piece>> lines =
                ansi.lines().flatMap(line -> wrapped(pieces(line)).stream()).toList();
        double width = 2 * MARGIN + columns * CELL;
        int height = BAR + 2 * MARGIN + lines.size() * LINE;
        StringBuilder svg = new StringBuilder();
        svg.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %.0f %d\" font-family=\"DejaVu Sans Mono,Menlo,Consolas,monospace\""
                        + " font-size=\"14\">%n<rect width=\"100%%\" height=\"100%%\" rx=\"8\" fill=\"#0d1117\"/>%n",
                width,
                height));
        String[] buttons = {"#ff5f56", "#ffbd2e", "#27c93f"};
        for (int i = 0; i < buttons.length; i++) {
            svg.append("<circle cx=\"" + (20 + 20 * i) + "\" cy=\"18\" r=\"6\" fill=\"" + buttons[i] + "\"/>\n");
        }
        for (int row = 0; row < lines.size(); row++) {
            line(svg, lines.get(row), BAR + MARGIN + row * LINE);
        }
        return svg.append("</svg>\n").toString();
    }

    private static void line(StringBuilder svg, List<Piece> line, int top) {
        int column = 0;
        for (Piece piece : line) {
            double x = MARGIN + column * CELL;
            if (piece.text().startsWith("▀")) {
                block(svg, piece, x, top);
            } else if (!piece.text().isBlank()) {
                text(svg, piece, x, top);
            }
            column += piece.text().codePointCount(0, piece.text().length());
        }
    }

    /** As a terminal does it: what does not fit goes on below. */
    private List<List<Piece>> wrapped(List<Piece> line) {
        List<List<Piece>> rows = new ArrayList<>(List.of(new ArrayList<>()));
        int free = columns;
        for (Piece piece : line) {
            String rest = piece.text();
            while (rest.length() > free) {
                add(rows.get(rows.size() - 1), piece.style(), rest.substring(0, free));
                rest = rest.substring(free);
                rows.add(new ArrayList<>());
                free = columns;
            }
            add(rows.get(rows.size() - 1), piece.style(), rest);
            free -= rest.length();
        }
        return rows;
    }

    private static List<Piece> pieces(String line) {
        List<Piece> pieces = new ArrayList<>();
        Matcher styles = STYLE.matcher(line);
        String style = "";
        int from = 0;
        while (styles.find()) {
            add(pieces, style, line.substring(from, styles.start()));
            style = styles.group(1).equals("0") ? "" : styles.group(1);
            from = styles.end();
        }
        add(pieces, style, line.substring(from));
        return pieces;
    }

    private static void add(List<Piece> pieces, String style, String text) {
        if (!text.isEmpty()) {
            pieces.add(new Piece(style, text));
        }
    }

    private static void block(StringBuilder svg, Piece piece, double x, int top) {
        double width = piece.text().length() * CELL + 0.2;
        Matcher colours = RGB.matcher(piece.style());
        while (colours.find()) {
            boolean upper = colours.group(1).equals("3");
            svg.append(String.format(
                    Locale.ROOT,
                    "<path d=\"M%.1f %dh%.1fv%dh-%.1f\" fill=\"#%02x%02x%02x\"/>%n",
                    x,
                    upper ? top : top + LINE / 2,
                    width,
                    LINE / 2,
                    width,
                    Integer.parseInt(colours.group(2)),
                    Integer.parseInt(colours.group(3)),
                    Integer.parseInt(colours.group(4))));
        }
    }

    private static void text(StringBuilder svg, Piece piece, double x, int top) {
        String escaped = piece.text().replace("&", "&amp;").replace("<", "&lt;");
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%d\" xml:space=\"preserve\" textLength=\"%.1f\" fill=\"%s\"%s>%s</text>%n",
                x,
                top + LINE - 5,
                piece.text().codePointCount(0, piece.text().length()) * CELL,
                COLOURS.getOrDefault(piece.style(), PLAIN),
                piece.style().equals("1") ? " font-weight=\"bold\"" : "",
                escaped));
    }
}
