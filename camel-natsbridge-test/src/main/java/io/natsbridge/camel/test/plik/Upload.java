/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.plik;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** One upload with its files. Thread-safe. */
final class Upload {

    private final String id = RandomId.ofLength(16);
    private final String token = RandomId.ofLength(32);
    private final UploadTerms terms;
    private final Instant createdAt;
    private final List<StoredFile> files = new CopyOnWriteArrayList<>();
    private volatile Instant expireAt;

    Upload(UploadTerms terms, Instant createdAt) {
        this.terms = terms;
        this.createdAt = createdAt;
        extend(createdAt);
    }

    String id() {
        return id;
    }

    String token() {
        return token;
    }

    UploadTerms terms() {
        return terms;
    }

    Instant createdAt() {
        return createdAt;
    }

    Optional<Instant> expireAt() {
        return Optional.ofNullable(expireAt);
    }

    List<StoredFile> files() {
        return files;
    }

    /** Lets the upload live its time to live from now on. */
    void extend(Instant now) {
        expireAt = TimeToLive.end(now, terms.ttlSeconds()).orElse(null);
    }

    boolean isExpired(Instant now) {
        Instant end = expireAt;
        return end != null && now.isAfter(end);
    }
}
