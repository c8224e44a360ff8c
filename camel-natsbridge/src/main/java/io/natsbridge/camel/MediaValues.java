/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import jakarta.activation.DataHandler;
import java.awt.image.BufferedImage;
import javax.sound.sampled.AudioInputStream;
import org.apache.camel.attachment.Attachment;

/** Java values that know themselves what kind of bytes they are: images, sound and attachments. */
final class MediaValues {

    private MediaValues() {}

    static boolean isMedia(Object body) {
        return body instanceof BufferedImage
                || body instanceof AudioInputStream
                || body instanceof DataHandler
                || body instanceof Attachment;
    }

    /** The media type of the bytes that a value becomes, or null when it does not know. */
    static String contentType(Object body) {
        if (body instanceof BufferedImage) {
            return "image/png";
        } else if (body instanceof AudioInputStream) {
            return "audio/wav";
        } else if (body instanceof DataHandler handler) {
            return handler.getContentType();
        } else if (body instanceof Attachment attachment) {
            return contentType(attachment.getDataHandler());
        }
        return null;
    }
}
