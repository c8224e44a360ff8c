/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.examples;

import io.natsbridge.camel.envelope.Payload;
import io.natsbridge.camel.envelope.PayloadType;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/** One payload of each of the nine types: small ones, which travel in the envelope, and ones above the threshold of 1,000,000 bytes, which travel by link. */
final class Samples {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final int SAMPLE_RATE = 44_100;

    private Samples() {}

    static List<Payload> small() {
        return List.of(
                Payload.of("greeting", "Hello, Grüße, 你好, 👋", PayloadType.TEXT),
                Payload.of("settings", settings(3), PayloadType.DICTIONARY),
                Payload.of("readings", rows(10, Samples::reading), PayloadType.ARROWTABLE),
                Payload.of("orders", rows(10, Samples::order), PayloadType.JSONTABLE),
                Payload.of("stock", rows(10, Samples::order), PayloadType.TABLE),
                Payload.of("picture.png", picture(64, false), PayloadType.IMAGE),
                Payload.of("tone.wav", tone(SAMPLE_RATE / 10), PayloadType.AUDIO),
                Payload.of("film.y4m", film(64, 2), PayloadType.VIDEO),
                Payload.of("noise.bin", noise(1_000), PayloadType.BINARY));
    }

    static List<Payload> large() {
        return List.of(
                Payload.of("book", "All work and no play. ".repeat(60_000), PayloadType.TEXT),
                Payload.of("all settings", settings(30_000), PayloadType.DICTIONARY),
                Payload.of("all readings", rows(50_000, Samples::reading), PayloadType.ARROWTABLE),
                Payload.of("all orders", rows(20_000, Samples::order), PayloadType.JSONTABLE),
                Payload.of("all stock", rows(50_000, Samples::order), PayloadType.TABLE),
                Payload.of("large picture.png", picture(800, true), PayloadType.IMAGE),
                Payload.of("long tone.wav", tone(20 * SAMPLE_RATE), PayloadType.AUDIO),
                Payload.of("long film.y4m", film(256, 100), PayloadType.VIDEO),
                Payload.of("much noise.bin", noise(3_000_000), PayloadType.BINARY));
    }

    /** Small and large payloads by turns, so that one message holds direct ones and links. */
    static List<Payload> mixed() {
        List<Payload> small = small();
        List<Payload> large = large();
        return IntStream.range(0, small.size())
                .mapToObj(i -> i % 2 == 0 ? small.get(i) : large.get(i))
                .toList();
    }

    private static Map<String, Object> settings(int count) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("name", "Ærø");
        settings.put("enabled", true);
        settings.put("nothing", null);
        settings.put(
                "limits",
                IntStream.range(0, count)
                        .mapToObj(i -> Map.of("limit", i, "of", "setting " + i))
                        .toList());
        return settings;
    }

    private static List<Map<String, Object>> rows(int count, IntFunction<Map<String, Object>> row) {
        return IntStream.range(0, count).mapToObj(row).toList();
    }

    private static Map<String, Object> reading(int i) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("time", NOON.plusSeconds(i));
        row.put("sensor", "sensor " + i % 7);
        row.put("celsius", i % 10 == 9 ? null : 20 + Math.sin(i / 100.0));
        return row;
    }

    private static Map<String, Object> order(int i) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", i);
        row.put("item", "item " + i % 13);
        row.put("price", i + 0.5);
        row.put("note", i % 3 == 0 ? null : "grün");
        return row;
    }

    /**
     * A square picture as PNG.
     *
     * @param noisy whether it has noise in it, which PNG cannot compress
     */
    static byte[] picture(int edge, boolean noisy) {
        Random random = new Random(edge);
        BufferedImage image = new BufferedImage(edge, edge, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < edge; y++) {
            for (int x = 0; x < edge; x++) {
                boolean inCircle = Math.hypot(x - edge / 2.0, y - edge / 2.0) < edge / 3.0;
                int ground = (x * 255 / edge) << 16 | (y * 255 / edge) << 8 | 0x60;
                image.setRGB(x, y, inCircle ? 0xFFD040 : noisy ? random.nextInt(0x1000000) : ground);
            }
        }
        return written(out -> ImageIO.write(image, "png", out));
    }

    /** A sine tone of 440 Hz as WAV, 16 bit, one channel. */
    private static byte[] tone(int samples) {
        byte[] pcm = new byte[2 * samples];
        for (int i = 0; i < samples; i++) {
            int value = (int) (8_000 * Math.sin(2 * Math.PI * 440 * i / SAMPLE_RATE));
            pcm[2 * i] = (byte) value;
            pcm[2 * i + 1] = (byte) (value >> 8);
        }
        AudioFormat format = new AudioFormat(SAMPLE_RATE, 16, 1, true, false);
        AudioInputStream sound = new AudioInputStream(new ByteArrayInputStream(pcm), format, samples);
        return written(out -> AudioSystem.write(sound, AudioFileFormat.Type.WAVE, out));
    }

    /** A film in YUV4MPEG2, the plainest video format: a bar that wanders. */
    static byte[] film(int edge, int frames) {
        return written(out -> writeFilm(out, edge, frames));
    }

    /** Writes such a film; each frame has as many bytes as its square has points, and 6 more. */
    static void writeFilm(OutputStream out, int edge, int frames) throws IOException {
        out.write(ascii("YUV4MPEG2 W" + edge + " H" + edge + " F25:1 Ip A1:1 Cmono\n"));
        byte[] row = new byte[edge];
        for (int frame = 0; frame < frames; frame++) {
            out.write(ascii("FRAME\n"));
            for (int x = 0; x < edge; x++) {
                row[x] = (byte) ((x + frame) % edge < edge / 8 ? 235 : 16);
            }
            for (int y = 0; y < edge; y++) {
                out.write(row);
            }
        }
    }

    private static byte[] noise(int count) {
        byte[] bytes = new byte[count];
        new Random(count).nextBytes(bytes);
        return bytes;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private interface Writing {
        void to(ByteArrayOutputStream out) throws IOException;
    }

    private static byte[] written(Writing writing) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            writing.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
