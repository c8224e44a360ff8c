/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.natsbridge.camel.envelope.PayloadType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PayloadTypesTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "image/png, -, IMAGE",
                "IMAGE/SVG+XML, x.bin, IMAGE",
                "audio/ogg; codecs=opus, -, AUDIO",
                "video/mp4, song.mp3, VIDEO",
                "text/plain, -, BINARY",
                "application/octet-stream, photo.jpg, IMAGE",
                "'', photo.JPEG, IMAGE",
                "imagery/x, -, BINARY",
                "-, photo.webp, IMAGE",
                "-, photo.tar.gif, IMAGE",
                "-, song.flac, AUDIO",
                "-, song.m4a, AUDIO",
                "-, film.mkv, VIDEO",
                "-, film.mpeg, VIDEO",
                "-, png, BINARY",
                "-, .png, IMAGE",
                "-, photo., BINARY",
                "-, data.csv, BINARY",
                "-, '', BINARY",
                "-, -, BINARY"
            })
    void followFromTheMediaTypeElseFromTheExtension(String contentType, String name, PayloadType type) {
        assertThat(PayloadTypes.ofFile(contentType, name)).isEqualTo(type);
    }
}
