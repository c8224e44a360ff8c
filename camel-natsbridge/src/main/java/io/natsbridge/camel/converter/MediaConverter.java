/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.converter;

import java.awt.image.BufferedImage;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import javax.imageio.ImageIO;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;
import org.apache.camel.Converter;

/** Converters of images and audio, by what the JDK reads and writes. */
@Converter(generateLoader = true)
public final class MediaConverter {

    private MediaConverter() {}

    @Converter
    public static BufferedImage toImage(byte[] bytes) throws IOException {
        return toImage(new ByteArrayInputStream(bytes));
    }

    @Converter
    public static BufferedImage toImage(InputStream in) throws IOException {
        BufferedImage image = ImageIO.read(in);
        if (image == null) {
            throw new IOException("the bytes are no image in a format that this JVM reads");
        }
        return image;
    }

    /** PNG, which loses nothing. */
    @Converter
    public static byte[] toBytes(BufferedImage image) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (!ImageIO.write(image, "png", out)) {
            throw new IOException("an image of type " + image.getType() + " cannot be written as PNG");
        }
        return out.toByteArray();
    }

    @Converter
    public static InputStream toInputStream(BufferedImage image) throws IOException {
        return new ByteArrayInputStream(toBytes(image));
    }

    @Converter
    public static AudioInputStream toAudio(byte[] bytes) throws IOException {
        return toAudio(new ByteArrayInputStream(bytes));
    }

    @Converter
    public static AudioInputStream toAudio(InputStream in) throws IOException {
        try {
            return AudioSystem.getAudioInputStream(in.markSupported() ? in : new BufferedInputStream(in));
        } catch (UnsupportedAudioFileException e) {
            throw new IOException("the bytes are no audio in a format that this JVM reads", e);
        }
    }

    /** WAV, from where the audio has been read to. */
    @Converter
    public static byte[] toBytes(AudioInputStream audio) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        AudioSystem.write(ofKnownLength(audio), AudioFileFormat.Type.WAVE, out);
        return out.toByteArray();
    }

    /** A WAV file begins with its length. */
    private static AudioInputStream ofKnownLength(AudioInputStream audio) throws IOException {
        if (audio.getFrameLength() != AudioSystem.NOT_SPECIFIED) {
            return audio;
        }
        byte[] samples = audio.readAllBytes();
        return new AudioInputStream(
                new ByteArrayInputStream(samples),
                audio.getFormat(),
                samples.length / audio.getFormat().getFrameSize());
    }
}
