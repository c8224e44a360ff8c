/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.cli;

import java.awt.image.BufferedImage;

/** An image as sixels: bands of six rows, drawn once for each colour of a fixed palette. */
final class Sixel {

    private static final int LEVELS = 6;
    private static final int COLOURS = LEVELS * LEVELS * LEVELS;
    private static final int BAND = 6;
    private static final int FIRST = '?';

    private final BufferedImage image;
    private final StringBuilder text = new StringBuilder();

    private Sixel(BufferedImage image) {
        this.image = image;
    }

    static String of(BufferedImage image) {
        return new Sixel(image).encode();
    }

    private String encode() {
        text.append("\u001bPq\"1;1;").append(image.getWidth()).append(';').append(image.getHeight());
        for (int colour = 0; colour < COLOURS; colour++) {
            text.append('#').append(colour).append(";2;");
            text.append(percent(colour / (LEVELS * LEVELS))).append(';');
            text.append(percent(colour / LEVELS % LEVELS)).append(';');
            text.append(percent(colour % LEVELS));
        }
        for (int top = 0; top < image.getHeight(); top += BAND) {
            band(top);
            text.append('-');
        }
        return text.append("\u001b\\").toString();
    }

    private static int percent(int level) {
        return level * 100 / (LEVELS - 1);
    }

    private void band(int top) {
        int[][] masks = new int[COLOURS][];
        for (int x = 0; x < image.getWidth(); x++) {
            for (int row = 0; row < Math.min(BAND, image.getHeight() - top); row++) {
                int colour = colour(image.getRGB(x, top + row));
                if (masks[colour] == null) {
                    masks[colour] = new int[image.getWidth()];
                }
                masks[colour][x] |= 1 << row;
            }
        }
        for (int colour = 0; colour < COLOURS; colour++) {
            if (masks[colour] != null) {
                text.append('#').append(colour);
                line(masks[colour]);
                text.append('$');
            }
        }
    }

    /** Runs of more than three are counted. */
    private void line(int[] masks) {
        int from = 0;
        while (from < masks.length) {
            int to = from;
            while (to < masks.length && masks[to] == masks[from]) {
                to++;
            }
            String sixel = String.valueOf((char) (FIRST + masks[from]));
            text.append(to - from > 3 ? "!" + (to - from) + sixel : sixel.repeat(to - from));
            from = to;
        }
    }

    private static int colour(int pixel) {
        return level(pixel >> 16) * LEVELS * LEVELS + level(pixel >> 8) * LEVELS + level(pixel);
    }

    private static int level(int value) {
        return ((value & 0xFF) * (LEVELS - 1) + 127) / 255;
    }
}
