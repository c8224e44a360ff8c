/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.reliability;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SplittableRandom;

/** What is sent: for each id the same random bytes each time, with the id in front. */
final class Letters {

    private final long seed;
    private final int shortest;
    private final int longest;

    /** @param shortest 4 or more */
    Letters(long seed, int shortest, int longest) {
        this.seed = seed;
        this.shortest = shortest;
        this.longest = longest;
    }

    byte[] body(int id) {
        SplittableRandom random = new SplittableRandom(seed * 1_000_003 + id);
        byte[] body = new byte[random.nextInt(shortest, longest + 1)];
        random.nextBytes(body);
        ByteBuffer.wrap(body).putInt(id);
        return body;
    }

    /** The id in front of a body; -1 for a body that is too short to have one. */
    static int idOf(byte[] body) {
        return body.length < Integer.BYTES ? -1 : ByteBuffer.wrap(body).getInt();
    }

    static String digest(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
