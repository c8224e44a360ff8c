/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.cli;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;

/** Files to send. */
final class Samples {

    private Samples() {}

    static Path csv(Path folder) throws IOException {
        return Files.writeString(folder.resolve("stars.csv"), "name,stars\nAnn,5\nBob,3\n");
    }

    static Path bytes(Path folder, String name, int size) throws IOException {
        byte[] bytes = new byte[size];
        new Random(7).nextBytes(bytes);
        return Files.write(folder.resolve(name), bytes);
    }

    /** A sun over hills. */
    static Path picture(Path folder) throws IOException {
        BufferedImage image = new BufferedImage(320, 220, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setPaint(new GradientPaint(0, 0, new Color(40, 70, 140), 0, 220, new Color(250, 170, 90)));
        pen.fillRect(0, 0, 320, 220);
        pen.setColor(new Color(255, 225, 120));
        pen.fillOval(200, 40, 70, 70);
        pen.setColor(new Color(60, 110, 70));
        pen.fillOval(-60, 130, 260, 200);
        pen.setColor(new Color(40, 85, 60));
        pen.fillOval(120, 150, 300, 180);
        pen.dispose();
        Path file = folder.resolve("sun.png");
        ImageIO.write(image, "png", file.toFile());
        return file;
    }
}
