/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.natsbridge.camel.envelope.Payload;
import io.natsbridge.camel.envelope.PayloadType;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class SamplesTest {

    @Test
    void thereIsOneSampleOfEachType() {
        assertThat(Samples.small()).extracting(Payload::type).containsExactlyInAnyOrder(PayloadType.values());
        assertThat(Samples.large()).extracting(Payload::type).containsExactlyInAnyOrder(PayloadType.values());
        assertThat(Samples.mixed()).extracting(Payload::type).containsExactlyInAnyOrder(PayloadType.values());
    }

    @Test
    void thePictureIsAPicture() throws IOException {
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(Samples.picture(64, false)));
        assertThat(picture.getWidth()).isEqualTo(64);
        assertThat(picture.getRGB(32, 32)).isEqualTo(0xFFFFD040);
    }
}
