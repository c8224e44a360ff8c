/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.cli;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * A small copy of an image. What reaches the terminal is made here of the image's pixels, never the sender's bytes.
 *
 * @param graphics how
 * @param columns characters that a line may have
 */
record ImagePreview(Graphics graphics, int columns) {

    private static final long MOST_PIXELS = 50_000_000L;
    private static final int MOST_COLUMNS = 40;
    private static final int MOST_ROWS = 14;
    /** Pixels of a character cell, about, for protocols that draw pixels. */
    private static final int CELL = 8;

    private static final int CHUNK = 4096;
    private static final String ESC = "\u001b";

    /**
     * Lines for the terminal; a single one holds the whole image where the terminal draws pixels.
     *
     * @throws IOException when it is no image of a known kind, or too large to look at
     */
    List<String> lines(InputStream bytes) throws IOException {
        int width = Math.min(MOST_COLUMNS, columns);
        return switch (graphics) {
            case NONE -> List.of();
            case BLOCKS -> blocks(read(bytes, width, 2 * MOST_ROWS));
            case SIXEL -> List.of(Sixel.of(read(bytes, CELL * width, 2 * CELL * MOST_ROWS)));
            case ITERM -> List.of(iterm(png(read(bytes, CELL * width, 2 * CELL * MOST_ROWS))));
            case KITTY -> List.of(kitty(png(read(bytes, CELL * width, 2 * CELL * MOST_ROWS))));
        };
    }

    private static BufferedImage read(InputStream bytes, int width, int height) throws IOException {
        try (ImageInputStream in = ImageIO.createImageInputStream(bytes)) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new IOException("an image of a kind that cannot be shown");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                return scaled(roughly(reader, width, height), width, height);
            } catch (RuntimeException e) {
                throw new IOException("a broken image", e);
            } finally {
                reader.dispose();
            }
        }
    }

    /** The image with as few pixels as can be had while it is read. */
    private static BufferedImage roughly(ImageReader reader, int width, int height) throws IOException {
        long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
        if (pixels > MOST_PIXELS) {
            throw new IOException("an image of " + pixels + " pixels, more than " + MOST_PIXELS);
        }
        int step = Math.max(1, Math.min(reader.getWidth(0) / (2 * width), reader.getHeight(0) / (2 * height)));
        ImageReadParam param = reader.getDefaultReadParam();
        param.setSourceSubsampling(step, step, 0, 0);
        return reader.read(0, param);
    }

    private static BufferedImage scaled(BufferedImage image, int width, int height) {
        double scale = Math.min(1, Math.min((double) width / image.getWidth(), (double) height / image.getHeight()));
        int w = Math.max(1, (int) Math.round(image.getWidth() * scale));
        int h = Math.max(1, (int) Math.round(image.getHeight() * scale));
        BufferedImage small = new BufferedImage(w, h, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = small.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        pen.drawImage(image, 0, 0, w, h, null);
        pen.dispose();
        return small;
    }

    /** The upper half block in the upper pixel's colour on the lower pixel's; colours are told when they change. */
    private static List<String> blocks(BufferedImage image) {
        List<String> lines = new ArrayList<>();
        for (int y = 0; y < image.getHeight(); y += 2) {
            StringBuilder line = new StringBuilder();
            String before = "";
            for (int x = 0; x < image.getWidth(); x++) {
                String lower = y + 1 < image.getHeight() ? ";48;2;" + rgb(image.getRGB(x, y + 1)) : "";
                String colours = ESC + "[38;2;" + rgb(image.getRGB(x, y)) + lower + "m";
                line.append(colours.equals(before) ? "" : colours).append('▀');
                before = colours;
            }
            lines.add(line.append(ESC).append("[0m").toString());
        }
        return lines;
    }

    private static String rgb(int pixel) {
        return (pixel >> 16 & 0xFF) + ";" + (pixel >> 8 & 0xFF) + ";" + (pixel & 0xFF);
    }

    private static byte[] png(BufferedImage image) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }

    private static String iterm(byte[] png) {
        return ESC + "]1337;File=inline=1;preserveAspectRatio=1;size=" + png.length + ":"
                + Base64.getEncoder().encodeToString(png) + "\u0007";
    }

    /** In pieces of at most 4096 characters, each but the last of which says that more comes. */
    private static String kitty(byte[] png) {
        String data = Base64.getEncoder().encodeToString(png);
        StringBuilder text = new StringBuilder();
        for (int from = 0; from < data.length(); from += CHUNK) {
            int to = Math.min(data.length(), from + CHUNK);
            text.append(ESC).append("_G");
            text.append(from == 0 ? "a=T,f=100,q=2," : "");
            text.append("m=").append(to < data.length() ? 1 : 0).append(';');
            text.append(data, from, to).append(ESC).append('\\');
        }
        return text.toString();
    }
}
