/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.store;

import io.natsbridge.camel.error.Names;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of an object in a NATS object store, {@code nats-object://bucket/name}, or with an empty name that of the bucket, {@code nats-object://bucket}. Which cluster
 * and account are meant is a matter of the connection that reads it. Bucket and name tell upper from lower case; a name may have slashes inside, but no empty, {@code .} or
 * {@code ..} part.
 *
 * @param bucket the bucket's name: letters, digits, {@code _}, {@code -}
 * @param name the object's name: letters, digits, {@code _}, {@code -}, {@code .}, {@code =}, and {@code /} inside; empty for the bucket
 */
public record ObjectUrl(String bucket, String name) {

    private static final String SCHEME = "nats-object://";
    private static final String PART = "(?!\\.\\.?(?:/|$))[A-Za-z0-9_.=-]+";
    private static final Pattern FORM =
            Pattern.compile("nats-object://([A-Za-z0-9_-]{1,200})(?:/(" + PART + "(?:/" + PART + ")*)?)?");
    private static final int MAX_LENGTH = 1024;

    /** Whether a text claims to be such an address. */
    public static boolean isOne(String text) {
        return text != null && text.startsWith(SCHEME);
    }

    /**
     * Reads an address.
     *
     * @throws IllegalArgumentException with the rule that the text breaks
     */
    public static ObjectUrl parse(String text) {
        Matcher form = FORM.matcher(text == null || text.length() > MAX_LENGTH ? "" : text);
        if (!form.matches()) {
            throw new IllegalArgumentException("it is not of the form nats-object://bucket/name");
        }
        return new ObjectUrl(form.group(1), form.group(2) == null ? "" : form.group(2));
    }

    /**
     * Reads the address of a bucket that an option names.
     *
     * @throws IllegalArgumentException naming option, value and rule
     */
    public static ObjectUrl parseBucket(String option, String text) {
        try {
            ObjectUrl url = parse(text);
            if (url.name().isEmpty()) {
                return url;
            }
            throw new IllegalArgumentException("it names an object");
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    option + " '" + Names.printable(text) + "' is not the address of a bucket: " + e.getMessage(), e);
        }
    }

    /** The bucket's own address. */
    public ObjectUrl base() {
        return new ObjectUrl(bucket, "");
    }

    /** The address of one of the bucket's objects. */
    public ObjectUrl object(String objectName) {
        return parse(base() + "/" + objectName);
    }

    URI toUri() {
        return URI.create(toString());
    }

    @Override
    public String toString() {
        return SCHEME + bucket + (name.isEmpty() ? "" : "/" + name);
    }
}
