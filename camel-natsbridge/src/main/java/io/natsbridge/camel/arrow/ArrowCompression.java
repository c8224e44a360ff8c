/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

import org.apache.arrow.compression.CommonsCompressionFactory;
import org.apache.arrow.flatbuf.CompressionType;
import org.apache.arrow.vector.compression.CompressionCodec;
import org.apache.arrow.vector.compression.CompressionUtil.CodecType;
import org.apache.arrow.vector.compression.NoCompressionCodec;

/** How the buffers of a table are packed. {@code NONE} is what every peer reads. */
public enum ArrowCompression {
    NONE,
    /** LZ4 frames. */
    LZ4,
    /** Zstandard; needs {@code org.apache.arrow:arrow-compression} on the class path. */
    ZSTD;

    static ArrowCompression ofFlatbuf(byte codec) {
        return switch (codec) {
            case CompressionType.LZ4_FRAME -> LZ4;
            case CompressionType.ZSTD -> ZSTD;
            default -> throw new MalformedArrowException("its compression (number " + codec + ") is unknown");
        };
    }

    /** The codec, where its library is there. */
    CompressionCodec codec() {
        return switch (this) {
            case NONE -> NoCompressionCodec.INSTANCE;
            case LZ4 -> new Lz4Codec();
            case ZSTD -> zstd();
        };
    }

    private static CompressionCodec zstd() {
        try {
            return Zstandard.codec();
        } catch (LinkageError e) {
            throw new MalformedArrowException(
                    "ZSTD compression needs a library that is not on the class path; add org.apache.arrow:arrow-compression",
                    e);
        }
    }

    /** Keeps the optional library out of the enum, which loads without it. */
    private static final class Zstandard {
        static CompressionCodec codec() {
            return CommonsCompressionFactory.INSTANCE.createCodec(CodecType.ZSTD);
        }
    }
}
