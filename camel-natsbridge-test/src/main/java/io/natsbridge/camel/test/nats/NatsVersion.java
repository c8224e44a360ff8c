/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.nats;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A version of the server; a pre-release counts as its release. */
record NatsVersion(int major, int minor, int patch) implements Comparable<NatsVersion> {

    /** The oldest that has all JetStream features used here. */
    static final NatsVersion OLDEST = new NatsVersion(2, 10, 0);

    /** The one that is fetched where there is none. */
    static final NatsVersion PINNED = new NatsVersion(2, 12, 8);

    private static final Pattern NUMBERS = Pattern.compile("\\bv?(\\d{1,4})\\.(\\d{1,4})\\.(\\d{1,4})");
    private static final Comparator<NatsVersion> ORDER = Comparator.comparingInt(NatsVersion::major)
            .thenComparingInt(NatsVersion::minor)
            .thenComparingInt(NatsVersion::patch);

    /**
     * Reads what {@code nats-server --version} prints.
     *
     * @param text such as {@code nats-server: v2.12.8}
     * @return empty if there is no version in it
     */
    static Optional<NatsVersion> parse(String text) {
        Matcher numbers = NUMBERS.matcher(text);
        if (!numbers.find()) {
            return Optional.empty();
        }
        return Optional.of(new NatsVersion(
                Integer.parseInt(numbers.group(1)),
                Integer.parseInt(numbers.group(2)),
                Integer.parseInt(numbers.group(3))));
    }

    boolean isOld() {
        return compareTo(OLDEST) < 0;
    }

    @Override
    public int compareTo(NatsVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }
}
