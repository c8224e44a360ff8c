/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.bridge;

import java.security.SecureRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes UUIDs of version 4 faster than the JDK: one half is random for the life of the process, the other counts from a random start. They are unique, not secret.
 * Thread-safe.
 */
public final class Ids {

    private static final long VERSION_4 = 0x4000L;
    private static final long VARIANT = 0x8000000000000000L;

    private final long process;
    private final AtomicLong next;

    public Ids() {
        SecureRandom random = new SecureRandom();
        this.process = random.nextLong() & ~0xF000L | VERSION_4;
        this.next = new AtomicLong(random.nextLong());
    }

    /** The text of a new UUID. */
    public String next() {
        return new UUID(process, next.getAndIncrement() & ~0xC000000000000000L | VARIANT).toString();
    }
}
