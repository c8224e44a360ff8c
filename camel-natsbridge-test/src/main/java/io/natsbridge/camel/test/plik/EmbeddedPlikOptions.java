/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.plik;

import io.natsbridge.camel.test.plik.PlikFeature.Mode;
import java.net.URI;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How an {@link EmbeddedPlik} behaves; the defaults are those of a Plik server that nobody configured. Immutable.
 *
 * <pre>{@code
 * EmbeddedPlikOptions.builder().path("/plik").feature(ONE_SHOT, FORCED).build()
 * }</pre>
 */
public final class EmbeddedPlikOptions {

    private final Builder set;

    private EmbeddedPlikOptions(Builder set) {
        this.set = new Builder(set);
    }

    /**
     * Gives the behaviour of a server that nobody configured: no authentication, one-shot, removable, stream and password on
     * demand, 30 days as default and longest life, 10 GB as largest file, web page on, any free port of the loopback interface.
     *
     * @return the defaults
     */
    public static EmbeddedPlikOptions defaults() {
        return builder().build();
    }

    /** Starts from the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    int port() {
        return set.port;
    }

    String path() {
        return set.path;
    }

    long maxFileSize() {
        return set.maxFileSize;
    }

    int maxFilesPerUpload() {
        return set.maxFilesPerUpload;
    }

    long defaultTtlSeconds() {
        return set.defaultTtl.toSeconds();
    }

    long maxTtlSeconds() {
        return set.maxTtl.isNegative() ? -1 : set.maxTtl.toSeconds();
    }

    Mode feature(PlikFeature feature) {
        return set.features.getOrDefault(feature, feature.standard());
    }

    boolean isOff(PlikFeature feature) {
        return feature(feature) == Mode.DISABLED;
    }

    boolean isForced(PlikFeature feature) {
        return feature(feature) == Mode.FORCED;
    }

    Optional<URI> downloadDomain() {
        return Optional.ofNullable(set.downloadDomain);
    }

    List<PlikUser> users() {
        return List.copyOf(set.users);
    }

    boolean webInterface() {
        return set.webInterface;
    }

    Clock clock() {
        return set.clock;
    }

    Optional<Identity> identity() {
        return Optional.ofNullable(set.identity);
    }

    long diskQuota() {
        return set.diskQuota;
    }

    /** The certificate that an HTTPS server shows, with its private key. */
    record Identity(KeyStore keyStore, String password) {}

    /** Collects options; every setter checks its value and hands back the builder. */
    public static final class Builder {

        private int port;
        private String path = "";
        private long maxFileSize = 10_000_000_000L;
        private int maxFilesPerUpload = 1000;
        private Duration defaultTtl = Duration.ofDays(30);
        private Duration maxTtl = Duration.ofDays(30);
        private final Map<PlikFeature, Mode> features = new EnumMap<>(PlikFeature.class);
        private URI downloadDomain;
        private final List<PlikUser> users = new ArrayList<>();
        private boolean webInterface = true;
        private Clock clock = Clock.systemUTC();
        private Identity identity;
        private long diskQuota = Long.MAX_VALUE;

        private Builder() {}

        private Builder(Builder other) {
            port = other.port;
            path = other.path;
            maxFileSize = other.maxFileSize;
            maxFilesPerUpload = other.maxFilesPerUpload;
            defaultTtl = other.defaultTtl;
            maxTtl = other.maxTtl;
            features.putAll(other.features);
            downloadDomain = other.downloadDomain;
            users.addAll(other.users);
            webInterface = other.webInterface;
            clock = other.clock;
            identity = other.identity;
            diskQuota = other.diskQuota;
        }

        /**
         * Sets the port of the loopback interface, so that a server can come back where it was.
         *
         * @param port 1 to 65535, or 0 for any free one
         */
        public Builder port(int port) {
            require(port >= 0 && port <= 65535, "port", port, "0 to 65535");
            this.port = port;
            return this;
        }

        /**
         * Puts the whole API below a path.
         *
         * @param path empty, or with a leading slash such as {@code /plik}; a trailing slash is dropped
         */
        public Builder path(String path) {
            require(path.isEmpty() || path.startsWith("/"), "path", path, "a leading slash");
            this.path = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
            return this;
        }

        /**
         * Limits the size of one file.
         *
         * @param bytes the largest size that is still accepted, or -1 for no limit
         */
        public Builder maxFileSize(long bytes) {
            this.maxFileSize = bytes;
            return this;
        }

        /**
         * Limits the number of files in one upload.
         *
         * @param files 1 or more
         */
        public Builder maxFilesPerUpload(int files) {
            require(files > 0, "maxFilesPerUpload", files, "1 or more");
            this.maxFilesPerUpload = files;
            return this;
        }

        /**
         * Sets how long an upload lives that asked for nothing.
         *
         * @param ttl counted in whole seconds
         */
        public Builder defaultTtl(Duration ttl) {
            this.defaultTtl = Objects.requireNonNull(ttl, "ttl");
            return this;
        }

        /**
         * Sets how long an upload may live at most.
         *
         * @param ttl counted in whole seconds; zero or negative for no limit
         */
        public Builder maxTtl(Duration ttl) {
            this.maxTtl = Objects.requireNonNull(ttl, "ttl");
            return this;
        }

        /** Refuses, allows or imposes a feature. */
        public Builder feature(PlikFeature feature, Mode mode) {
            features.put(feature, mode);
            return this;
        }

        /**
         * Serves downloads only to requests whose {@code Host} is that of the given URL.
         *
         * @param url absolute, with the port where it is not the scheme's own
         */
        public Builder downloadDomain(URI url) {
            require(url.isAbsolute() && url.getAuthority() != null, "downloadDomain", url, "an absolute URL");
            this.downloadDomain = url;
            return this;
        }

        /**
         * Lets somebody in; of use only where {@link PlikFeature#AUTHENTICATION} is not disabled.
         *
         * @param user name and token
         */
        public Builder user(PlikUser user) {
            users.add(Objects.requireNonNull(user, "user"));
            return this;
        }

        /**
         * Takes the web page away: {@code /} then answers 405 instead of 200 and HTML.
         *
         */
        public Builder noWebInterface() {
            this.webInterface = false;
            return this;
        }

        /**
         * Sets what the server takes for now when it dates uploads and lets them expire.
         *
         * @param clock any clock; it may be moved while the server runs
         */
        public Builder clock(Clock clock) {
            this.clock = Objects.requireNonNull(clock, "clock");
            return this;
        }

        /**
         * Serves HTTPS instead of HTTP.
         *
         * @param keyStore holds the certificate to show, good or bad, and its private key
         * @param password opens the private key; copied
         */
        public Builder https(KeyStore keyStore, char[] password) {
            this.identity = new Identity(Objects.requireNonNull(keyStore, "keyStore"), new String(password));
            return this;
        }

        /**
         * Sets how much the server can store before its disk is full; from there on an upload fails with 500.
         *
         * @param bytes 0 or more, all files together
         */
        public Builder diskQuota(long bytes) {
            require(bytes >= 0, "diskQuota", bytes, "0 or more bytes");
            this.diskQuota = bytes;
            return this;
        }

        /**
         * Ends the collection.
         *
         * @return options that later calls on this builder do not change
         * @throws IllegalArgumentException if the default life is longer than the longest one
         */
        public EmbeddedPlikOptions build() {
            boolean limited = !maxTtl.isNegative() && !maxTtl.isZero();
            require(!limited || defaultTtl.compareTo(maxTtl) <= 0, "defaultTtl", defaultTtl, "at most " + maxTtl);
            return new EmbeddedPlikOptions(this);
        }

        private static void require(boolean holds, String option, Object value, String rule) {
            if (!holds) {
                throw new IllegalArgumentException(
                        "Cannot use " + option + ": " + value + " given, " + rule + " needed");
            }
        }
    }
}
